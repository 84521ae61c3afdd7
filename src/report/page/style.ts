/** The page's look: paper by day, a dark room by night, black ink on white in print. */

export const baseStyle = `
:root{--paper:#f5f3ee;--card:#fffefb;--ink:#211f1b;--soft:#6a645a;--line:#dfdacf;--accent:#9b3d12;--well:#ebe7de;
--good:#2d6a43;--warn:#8a5a00;--bad:#a3271f;--blue:#245b8f;--image:#d8ebe6;--video:#e5def3;--audio:#f6e6c8;
--wait:#c9c2b4;--run:#5b8db8;--load:#1f4f7d}
@media (prefers-color-scheme:dark){:root{--paper:#141517;--card:#1d1f22;--ink:#ebe8e1;--soft:#a29d93;--line:#34363a;--accent:#f0a277;--well:#26282c;
--good:#85c79a;--warn:#e3b55e;--bad:#f0938a;--blue:#8dbfe9;--image:#1f4741;--video:#3d3159;--audio:#57421a;
--wait:#55565a;--run:#4d83b3;--load:#a9d1f3}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;line-break:strict;overflow-wrap:anywhere}
main,.head{max-width:82rem;margin-inline:auto;padding-inline:clamp(1rem,3vw,2.5rem)}
h1,h2,h3,h4,h5,p,ul,ol,dl,dd,figure{margin:0;padding:0}
ul,ol{list-style:none}
h1{font-size:clamp(1.9rem,4.5vw,3.2rem);line-height:1.15;letter-spacing:-.01em}
h2{font-size:1.45rem;line-height:1.3;margin-bottom:.75rem}
h2 small{color:var(--soft);font-weight:400;font-size:1rem}
h3{font-size:1.05rem;line-height:1.4}
h5{font-size:.75rem;font-weight:600;color:var(--soft);margin-bottom:.35rem}
small,.where,.id{font-size:.8rem;color:var(--soft);font-weight:400}
a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:.2em}
a:hover{color:var(--accent);text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
main>section{margin-block:0 2.75rem}
.hint{color:var(--soft);font-size:.85rem;margin-block:.5rem 0}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:9}
.pic{display:block;background:var(--well) center/cover no-repeat;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.price,.n,.length,.scale,time{font-variant-numeric:tabular-nums}
.usd{color:var(--soft);font-weight:400}.price .usd{font-size:.85em}.price{white-space:nowrap}

.head{display:grid;gap:1.5rem 3rem;padding-block:clamp(1.25rem,3vw,2.25rem) 2rem}
.series{color:var(--accent);font-weight:600}
.status{color:var(--soft);margin-top:.6rem;max-width:42rem}
nav{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin-top:1rem;font-size:.95rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1px;background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.figures div{box-shadow:0 0 0 1px var(--line);padding:.8rem 1rem}
.figures dt{font-size:.8rem;color:var(--soft)}
.figures dd{font-size:1.3rem;font-weight:600;line-height:1.35}
.figures dd .usd,.figures dd small{font-size:.8rem;font-weight:400}
.film video{width:100%;border-radius:8px;background-color:#000}
.film.wide video{aspect-ratio:16/9}.film.tall video{aspect-ratio:9/16}
.film figcaption{font-size:.85rem;color:var(--soft)}
@media (min-width:56rem){.head{grid-template-columns:minmax(0,1fr) auto;align-items:end}.film{grid-row:1/3;grid-column:2}.film.tall{width:13rem}.film.wide{width:30rem}}
.head:not(:has(.film)){grid-template-columns:minmax(0,1fr)}
@media (max-width:55.99rem){.film.tall{max-width:15rem}}

.scroll{overflow-x:auto;padding-bottom:.25rem}
.track{position:relative;min-width:100%}
.w1{width:max(100%,36rem)}.w2{width:max(100%,72rem)}.w3{width:max(100%,150rem)}.w4{width:max(100%,300rem)}.w5{width:max(100%,900rem)}
.lane{position:relative}
.lane>*{position:absolute;top:0;bottom:0}
.bands{height:1.7rem}
.band{border-left:2px solid var(--accent);padding-left:.45rem;font-size:.8rem;font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.blocks{height:7.5rem}
.block{padding-inline:1px}
.block>*{position:relative;display:block;height:100%;border-radius:4px;overflow:hidden;background:var(--well);text-decoration:none;color:var(--ink)}
.block .pic{position:absolute;inset:0}
.block .name,.block .length{position:absolute;left:0;max-width:100%;padding:.1rem .35rem;font-size:.75rem;line-height:1.35;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;background:var(--card);color:var(--ink)}
.block.title .name{overflow-wrap:anywhere}
.block .name{bottom:0;border-top-right-radius:4px;font-weight:600}
.block .length{top:0;border-bottom-right-radius:4px;color:var(--soft)}
.block .none{background:repeating-linear-gradient(135deg,transparent 0 6px,var(--line) 6px 7px)}
.block.title>*{background:#161514}.block.title .pic,.block.black .pic{display:none}
.block.title .name{background:none;color:#f3efe6;white-space:normal;top:50%;bottom:auto;translate:0 -50%;text-align:center;width:100%;font-weight:400}
.block.black>*{background:#000}.block.black .name{background:none;color:#aaa;font-weight:400}
.block.title .length,.block.black .length{background:none;color:#aaa}
.block .drawn{border:0;opacity:.45}
.block a:hover,.block a:focus-visible{box-shadow:inset 0 0 0 3px var(--accent)}
.block a:hover .pic,.block a:focus-visible .pic{opacity:.85}
.joints{height:3.1rem;margin-top:3px}
.joint,.seam{font-size:.75rem;line-height:1.2;color:var(--soft);white-space:nowrap}
.joint::before{content:"";display:block;height:.55rem;border-radius:2px;background:linear-gradient(to bottom right,var(--run) 49%,var(--wait) 51%)}
.joint.fade-black::before{background:linear-gradient(to right,var(--wait),#000,var(--wait))}
.joint.fade-white::before{background:linear-gradient(to right,var(--wait),#fff,var(--wait));border:1px solid var(--line)}
.joint span,.seam span{position:absolute;left:0;top:.75rem;padding-right:.5rem}
.lane .seam{top:calc(-7.5rem - 3px);bottom:auto;height:7.5rem;margin-left:-1px;border-left:2px dashed var(--accent)}
.seam span{top:9.45rem;left:-2px;color:var(--accent)}
.late span{left:auto;right:0;padding-right:0}
.scale{height:1.4rem;border-top:1px solid var(--line);font-size:.75rem;color:var(--soft)}
.scale>*{border-left:1px solid var(--line);padding-left:.25rem;white-space:nowrap}
.scale>*:last-child{direction:ltr}
@media (max-width:40rem){.axis .scale>*:nth-child(even){color:transparent}}

.scene{margin-top:1.75rem}
.scene>h3{position:sticky;top:0;z-index:2;background:var(--paper);padding-block:.5rem;border-bottom:2px solid var(--ink)}
.shot{display:grid;gap:.9rem 2rem;padding-block:1.5rem;border-bottom:1px solid var(--line);scroll-margin-top:3rem}
.shot>header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem .9rem}
.shot h4{font-size:1.2rem;line-height:1.3}
.number{display:inline-block;min-width:1.6em;color:var(--accent);font-variant-numeric:tabular-nums}
.shot>header .length,.relation,.tag{font-size:.9rem;color:var(--soft)}
.state{margin-left:auto;font-size:.85rem;font-weight:600;padding:.05rem .6rem;border-radius:99px;border:1px solid currentColor;color:var(--soft)}
.state.kept,.state.reworded{color:var(--good)}.state.changed,.state.stale{color:var(--warn)}.state.in-flight{color:var(--blue)}
.state.failed,.state.lost,.state.ambiguous{color:var(--bad)}
.seen{min-width:0}
.frame{width:100%;border-radius:6px;position:relative;overflow:hidden;display:block}
video.frame{background-color:#000}
.r16x9{aspect-ratio:16/9}.r9x16{aspect-ratio:9/16}.r4x3{aspect-ratio:4/3}.r3x4{aspect-ratio:3/4}.r1x1{aspect-ratio:1}.r21x9{aspect-ratio:21/9}
.r9x16.frame,.r3x4.frame{max-width:13rem}
.note{position:absolute;left:.5rem;bottom:.5rem;font-size:.75rem;padding:.05rem .5rem;border-radius:99px;background:var(--card);color:var(--soft)}
.drawn{border:1px dashed var(--soft);background:var(--well)}
.cross{position:absolute;inset:0;width:100%;height:100%}.cross path{stroke:var(--line);fill:none}
.mosaic{position:absolute;inset:0;display:grid;gap:2px}
.mosaic .pic{opacity:.8}
.m2{grid-template-rows:1fr 1fr}.m3,.m4{grid-template:1fr 1fr/1fr 1fr}.m3 .pic:first-child{grid-column:1/-1}
.r16x9 .m2,.r21x9 .m2,.r4x3 .m2,.r1x1 .m2{grid-template:1fr/1fr 1fr}
.script p{white-space:pre-wrap;font-family:"Songti SC","Noto Serif CJK SC","Noto Serif SC",STSong,SimSun,Georgia,serif;font-size:1.05rem;line-height:1.75;max-width:36em}
.script .header{font:600 .85rem/1.7 ui-monospace,"SF Mono",Menlo,Consolas,monospace;color:var(--soft)}
.script .field,.script .note{font-size:.92rem;color:var(--soft);line-height:1.6}
.script .note{position:static;background:none;padding:0;border-radius:0;font-style:italic}
.script .cut{font-weight:600;margin-top:.35rem}
.script .dialogue{padding-left:1.5em;border-left:3px solid var(--accent);margin-block:.3rem}
.prompt{font-size:.95rem;line-height:1.85;max-width:46em}
.ref{position:relative;padding:.08em .3em;border-radius:4px;text-decoration:none;white-space:nowrap}
.ref.image,.references .image .glyph{background:var(--image)}.ref.video,.references .video .glyph{background:var(--video)}.ref.audio,.references .audio .glyph{background:var(--audio)}
.ref:hover,.ref:focus-visible{color:inherit;box-shadow:0 0 0 2px var(--accent)}
.tip{display:none;position:absolute;left:0;bottom:calc(100% + .4rem);z-index:5;width:11rem;padding:.5rem;border-radius:8px;background:var(--card);border:1px solid var(--line);box-shadow:0 6px 24px rgb(0 0 0/.22);white-space:normal;line-height:1.35;font-size:.85rem}
.tip .pic{height:9rem;border-radius:4px;background-size:contain;margin-bottom:.4rem}
.tip b,.tip small{display:block;overflow-wrap:anywhere}
.ref:hover .tip,.ref:focus-visible .tip{display:block}
.references{display:grid;grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));gap:.6rem 1rem;margin-top:.9rem}
.references li{display:flex;gap:.6rem;align-items:center;border-radius:6px;min-width:0;scroll-margin-top:50vh}
.references li:target{box-shadow:0 0 0 3px var(--accent)}
.references li>span:last-child{min-width:0;line-height:1.3}
.references .pic,.glyph{flex:none;width:3.5rem;height:3.5rem;border-radius:6px}
.references .pic{background-position:50% 25%}
.glyph{display:grid;place-items:center;font-size:1.3rem}
.references b{display:block;font-size:.75rem;color:var(--soft);font-weight:600}
.references .label{display:block;font-size:.9rem;overflow:hidden;text-overflow:ellipsis}
.references small{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.facts{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;font-size:.9rem}
.facts div{display:flex;gap:.45rem;align-items:baseline}.facts dt{color:var(--soft);font-size:.8rem}
.takes{margin-top:.9rem}.takes ul{display:flex;flex-wrap:wrap;gap:.8rem}
.takes li{display:flex;gap:.6rem;font-size:.85rem;line-height:1.35;padding:.4rem;border-radius:6px;border:1px solid var(--line)}
.takes li.accepted{border-color:var(--good)}.takes .pic{width:4rem;height:5rem;border-radius:4px}.takes small,.takes b{display:block}.takes b{font-weight:600}.takes .accepted b{color:var(--good)}
.trouble,.older{color:var(--bad);font-size:.9rem;margin-top:.6rem}.older{color:var(--warn)}
.warnings{display:grid;gap:.8rem;margin-top:.8rem}
.warnings li{border-left:3px solid var(--warn);padding-left:.8rem;font-size:.92rem;line-height:1.5}
.code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.85em;font-weight:600;color:var(--warn)}
.warnings .do{color:var(--soft)}
.notes{font-size:.92rem}
@media (min-width:36rem) and (max-width:55.99rem){
.shot:has(.r9x16,.r3x4){grid-template-columns:11.5rem minmax(0,1fr);grid-template-rows:auto auto 1fr}
.shot:has(.r9x16,.r3x4)>:is(header,footer){grid-column:1/-1}
.shot:has(.r9x16,.r3x4)>.seen{grid-row:2/4}
}
@media (min-width:56rem){
.shot{grid-template-columns:11.5rem minmax(0,5fr) minmax(0,6fr)}
.shot:has(.r16x9,.r4x3,.r21x9,.r1x1){grid-template-columns:21rem minmax(0,5fr) minmax(0,6fr)}
.shot>header,.shot>footer{grid-column:1/-1}
}

.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;font-size:.85rem;color:var(--soft);margin-bottom:.8rem}
.swatch{display:inline-block;width:1.4rem;height:.7rem;border-radius:3px;margin-right:.45rem}
.waiting{background:repeating-linear-gradient(135deg,var(--wait) 0 3px,transparent 3px 6px)}.queued{border:2px solid var(--run);background:none}.running{background:var(--run)}.downloading{background:var(--load)}
.gantt figcaption,summary{font-size:.9rem;color:var(--soft);margin-bottom:.5rem}
details{margin-top:1rem}
.rows{min-width:34rem}
.row{display:grid;grid-template-columns:11rem 1fr;align-items:center;gap:.8rem;border-bottom:1px solid var(--line);min-height:1.9rem;font-size:.85rem}
.task{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;text-decoration:none}
.bars{position:relative;height:1rem}
.bar{position:absolute;top:0;bottom:0;min-width:2px}
.bar:first-child{border-radius:3px 0 0 3px}.bar:last-child{border-radius:0 3px 3px 0}
.bar.waiting{top:.32rem;bottom:.32rem}
.bar.queued{top:.16rem;bottom:.16rem}
.gantt:has(.end) .row{grid-template-columns:11rem 1fr 6rem}.gantt:has(.end) .axis{padding-right:6.8rem}
.end{text-align:right;color:var(--bad);font-weight:600}.row.open .end{color:var(--blue)}
.row.failed .running,.row.lost .running{background:var(--bad)}.row.failed .queued,.row.lost .queued{border-color:var(--bad)}
.axis{min-width:34rem;padding-left:11.8rem}.axis .scale{border-top:0}
@media (max-width:40rem){.rows,.axis{min-width:30rem}.row{grid-template-columns:7.5rem 1fr}.gantt:has(.end) .row{grid-template-columns:7.5rem 1fr 6rem}.axis{padding-left:8.3rem}}

table{overflow-wrap:break-word;border-collapse:collapse;width:100%;font-size:.92rem}
th,td{padding:.35rem .8rem;text-align:left;font-weight:400;border-bottom:1px solid var(--line)}td,.n{white-space:nowrap}tbody th{min-width:6rem}
thead th{font-size:.8rem;color:var(--soft);vertical-align:bottom}
.n{text-align:right}.none{color:var(--soft)}
.sum th,.sum td,.total th,.total td{font-weight:600}.sum th,.sum td{padding-top:1.1rem;border-bottom-color:var(--ink)}
.total th,.total td{border-top:2px solid var(--ink);border-bottom:0;font-size:1.05rem}
tbody tr:not(.sum) th{padding-left:1.6rem}
td:has(.meter){position:relative}td .usd{display:inline-block;min-width:4.2em}
.meter{position:absolute;left:.8rem;right:.8rem;bottom:1px;height:3px;direction:rtl}.meter>*{position:absolute;top:0;bottom:0;background:var(--run);border-radius:2px}
@media (max-width:40rem){th,td{padding-inline:.35rem}tbody tr:not(.sum) th{padding-left:.35rem;min-width:4.5rem}
th[scope=row],.sum th{position:sticky;left:0;background:var(--paper)}}

@media print{
:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#7a2d0b;--well:#eee}
body{font-size:10pt}nav,.skip,.tip,.hint{display:none!important}
.scroll{overflow:visible}.track{width:100%;min-width:0}video::-webkit-media-controls{display:none!important}
.w3 .scale>:not(:nth-child(2n+1)),.w4 .scale>:not(:nth-child(4n+1)),.w5 .scale>:not(:nth-child(12n+1)),:is(.w4,.w5) :is(.seam,.joint) span{display:none}
.shot{break-inside:avoid;grid-template-columns:6.5rem minmax(0,1fr) minmax(0,1.2fr);gap:.4rem 1rem;padding-block:.8rem}
.shot:has(.r16x9,.r4x3,.r21x9,.r1x1){grid-template-columns:12rem minmax(0,1fr) minmax(0,1.2fr)}
.shot>header,.shot>footer{grid-column:1/-1}
.scene>h3{position:static;break-after:avoid}h2{break-after:avoid}
.figures,.figures div,.bar,.swatch,.ref,.block>*,.joint::before{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.references{grid-template-columns:repeat(auto-fill,minmax(8rem,1fr))}
}
`;
