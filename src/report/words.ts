/** The page's own words, in the two languages that scripts are written in. */
import type { MediumKind } from '../media/facts.ts';
import type { RelationKind, TransitionKind } from '../plan/plan.ts';
import type { ShotState } from '../store/standing.ts';
import type { Language, ReportRun, Seam } from './report.ts';

export interface Words {
  readonly tag: string;
  readonly storyboard: string;
  readonly cut: string;
  readonly rendering: string;
  readonly money: string;
  readonly warnings: string;
  readonly noWarnings: string;
  readonly contents: string;
  readonly skip: string;
  readonly episode: (number: number) => string;
  readonly shots: string;
  readonly made: string;
  readonly length: string;
  readonly asked: string;
  readonly estimated: string;
  readonly atMost: string;
  readonly spent: string;
  readonly worth: string;
  readonly toCome: string;
  readonly budget: string;
  readonly tokens: string;
  readonly simulated: string;
  readonly nothingYet: string;
  readonly asOf: string;
  readonly film: string;
  readonly play: string;
  readonly script: string;
  readonly prompt: string;
  readonly references: string;
  readonly takes: string;
  readonly take: (number: number) => string;
  readonly accepted: string;
  readonly chosen: Readonly<Record<'picked' | 'pinned', string>>;
  readonly seed: string;
  readonly seconds: string;
  readonly auto: string;
  readonly model: string;
  readonly format: string;
  readonly line: string;
  readonly notInCut: string;
  readonly newer: (shots: string) => string;
  readonly firstFrame: string;
  readonly lastFrame: string;
  readonly notRendered: string;
  readonly states: Readonly<Record<ShotState, string>>;
  readonly media: Readonly<Record<MediumKind, string>>;
  readonly relations: Readonly<Record<RelationKind, string>>;
  readonly transitions: Readonly<Record<TransitionKind, string>>;
  readonly phases: Readonly<Record<ReportRun['rows'][number]['phases'][number]['kind'], string>>;
  readonly ends: Readonly<Record<ReportRun['rows'][number]['end'], string>>;
  readonly run: string;
  readonly black: string;
  readonly scenes: string;
  readonly seams: string;
  readonly seamCut: string;
  readonly total: string;
  readonly shot: string;
  readonly attempts: string;
  readonly elsewhere: string;
  readonly scrolls: string;
  readonly cutByRequest: string;
  readonly cutByClips: string;
  readonly measured: string;
  readonly frames: string;
  readonly seamBy: Readonly<Record<Seam['by'], string>>;
  readonly notes: string;
  readonly promptHint: string;
  readonly cards: Readonly<Record<'title' | 'black' | 'still' | 'footage' | 'clip', string>>;
}

const en: Words = {
  tag: 'en',
  storyboard: 'Storyboard',
  cut: 'The cut',
  rendering: 'Rendering',
  money: 'Money',
  warnings: 'Warnings',
  noWarnings: 'The script gives none.',
  contents: 'On this page',
  skip: 'Skip to the storyboard',
  episode: (number) => `Episode ${number}`,
  shots: 'Shots',
  made: 'made',
  length: 'Length',
  asked: 'as written',
  estimated: 'Estimate',
  atMost: 'at most',
  spent: 'Spent',
  worth: 'Simulated, worth',
  toCome: 'Still to come',
  budget: 'Budget',
  tokens: 'tokens',
  simulated: 'Simulated: these pictures are placeholders, and nothing was paid.',
  nothingYet: 'Nothing is rendered yet. This is what would be made, and what it would cost.',
  asOf: 'As of',
  film: 'The film',
  play: 'Play',
  script: 'Script',
  prompt: 'Prompt',
  references: 'Sent with it',
  takes: 'Takes',
  take: (number) => `Take ${number}`,
  accepted: 'in the film',
  chosen: { picked: 'picked', pinned: 'pinned' },
  seed: 'Seed',
  seconds: 's',
  auto: 'the model decides',
  model: 'Model',
  format: 'Picture',
  line: 'line',
  notInCut: 'not in the cut',
  newer: (shots) =>
    `Built on an older clip of ${shots}. It is used as it is, unless the render is told to make such shots anew.`,
  firstFrame: 'First frame',
  lastFrame: 'Last frame',
  notRendered: 'Not rendered yet',
  states: {
    new: 'to be made',
    kept: 'made',
    changed: 'script changed',
    stale: 'source is newer',
    reworded: 'made',
    failed: 'failed',
    'in-flight': 'at the service',
    ambiguous: 'not settled',
    lost: 'lost',
  },
  media: { image: 'Image', video: 'Video', audio: 'Audio' },
  relations: {
    continues: 'continues',
    extends: 'extends',
    precedes: 'precedes',
    edits: 'edits',
    joins: 'joins',
  },
  transitions: {
    cut: 'cut',
    dissolve: 'dissolve',
    'fade-black': 'fade through black',
    'fade-white': 'fade through white',
    'wipe-left': 'wipe left',
    'wipe-right': 'wipe right',
    'wipe-up': 'wipe up',
    'wipe-down': 'wipe down',
    'slide-left': 'slide left',
    'slide-right': 'slide right',
    'slide-up': 'slide up',
    'slide-down': 'slide down',
  },
  phases: {
    waiting: 'waiting for its turn',
    queued: 'queued at the service',
    running: 'running',
    downloading: 'downloading',
  },
  ends: {
    kept: 'kept',
    failed: 'failed',
    lost: 'lost',
    open: 'still open',
    ambiguous: 'not settled',
  },
  run: 'Run of',
  black: 'black',
  scenes: 'Scenes',
  seams: 'Seams and transitions',
  seamCut: 'repeats cut',
  total: 'Total',
  shot: 'Shot',
  attempts: 'Attempts',
  elsewhere: 'Shots no longer in the script',
  scrolls: 'scrolls sideways',
  cutByRequest:
    'To scale. A clip that is not made yet counts by the seconds that are written, an extension by one less for what it repeats.',
  cutByClips: 'To scale, frame by frame as the clips are cut.',
  measured: 'as cut',
  frames: 'frames',
  seamBy: {
    found: 'found in the pictures',
    advice: 'nothing found, cut as the vendor advises',
    doubled: 'its first frame is the last one before it',
    none: 'nothing found',
  },
  notes: 'Not shown',
  promptHint: 'Point at a marked number, or follow it, to see what is sent.',
  cards: { title: 'Card', black: 'Black', still: 'Still', footage: 'Footage', clip: 'Clip' },
};

const zh: Words = {
  tag: 'zh-CN',
  storyboard: '分镜',
  cut: '成片时间线',
  rendering: '生成过程',
  money: '费用',
  warnings: '提示',
  noWarnings: '剧本没有需要提示的地方。',
  contents: '本页内容',
  skip: '跳到分镜',
  episode: (number) => `第 ${number} 集`,
  shots: '镜头',
  made: '已生成',
  length: '时长',
  asked: '按剧本',
  estimated: '预估',
  atMost: '至多',
  spent: '已花费',
  worth: '模拟（折合）',
  toCome: '尚需',
  budget: '预算',
  tokens: 'tokens',
  simulated: '这是模拟结果：画面为占位内容，没有产生费用。',
  nothingYet: '尚未生成。以下是将要生成的镜头及其预估费用。',
  asOf: '截至',
  film: '成片',
  play: '播放',
  script: '剧本',
  prompt: '提示词',
  references: '随提示词发送',
  takes: '各条',
  take: (number) => `第 ${number} 条`,
  accepted: '用于成片',
  chosen: { picked: '已选定', pinned: '已锁定' },
  seed: '种子',
  seconds: '秒',
  auto: '由模型决定',
  model: '模型',
  format: '画面',
  line: '行',
  notInCut: '不入片',
  newer: (shots) => `所依据的片段已有新版：${shots}。仍按现状使用，除非要求重做。`,
  firstFrame: '首帧',
  lastFrame: '尾帧',
  notRendered: '尚未生成',
  states: {
    new: '待生成',
    kept: '已生成',
    changed: '剧本已改',
    stale: '来源已更新',
    reworded: '已生成',
    failed: '失败',
    'in-flight': '生成中',
    ambiguous: '待核实',
    lost: '片段丢失',
  },
  media: { image: '图片', video: '视频', audio: '音频' },
  relations: {
    continues: '接续',
    extends: '延长',
    precedes: '前接',
    edits: '修改',
    joins: '连接',
  },
  transitions: {
    cut: '硬切',
    dissolve: '叠化',
    'fade-black': '经黑场',
    'fade-white': '经白场',
    'wipe-left': '左划',
    'wipe-right': '右划',
    'wipe-up': '上划',
    'wipe-down': '下划',
    'slide-left': '左滑',
    'slide-right': '右滑',
    'slide-up': '上滑',
    'slide-down': '下滑',
  },
  phases: { waiting: '等候提交', queued: '服务端排队', running: '生成', downloading: '下载' },
  ends: { kept: '已保存', failed: '失败', lost: '丢失', open: '未结束', ambiguous: '待核实' },
  run: '运行',
  black: '黑场',
  scenes: '场',
  seams: '接缝与转场',
  seamCut: '剪去重复',
  total: '合计',
  shot: '镜头',
  attempts: '次数',
  elsewhere: '剧本中已删去的镜头',
  scrolls: '可左右滚动',
  cutByRequest: '按比例绘制。尚未生成的片段按所写秒数计，延长镜头因与来源重复，少计一秒。',
  cutByClips: '按比例绘制，逐帧对应实际剪辑。',
  measured: '按片段',
  frames: '帧',
  seamBy: {
    found: '比对画面得出',
    advice: '未找到重复，按厂商建议剪去',
    doubled: '首帧与前一镜末帧相同',
    none: '未找到重复',
  },
  notes: '未能显示',
  promptHint: '指向或点按带底色的编号，可查看所发送的素材。',
  cards: { title: '字卡', black: '黑场', still: '静帧', footage: '素材', clip: '片段' },
};

export const wordsOf: Readonly<Record<Language, Words>> = { en, zh };
