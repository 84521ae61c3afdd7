// Draws the pictures and plays the sounds that this film names. What it makes is committed; run
// `node examples/rain-letter/draw-media.mjs` after a change here.
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backdrop, draw, play, portrait, voice } from '../drawing.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const at = (path) => join(here, path);

const lin = { skin: '#f0cfb4', hair: '#1c1a20', hairShape: 'short' };
draw(
  at('shared/refs/lin-face.png'),
  768,
  1024,
  portrait({ ...lin, cloth: '#8d97a3', collar: '#cdd5dc' }),
);
draw(
  at('shared/refs/lin-shirt.png'),
  768,
  1024,
  portrait({ ...lin, cloth: '#e7ecef', collar: '#ffffff', top: '#5a6f80', bottom: '#26303c' }),
);
draw(
  at('shared/refs/lin-coat.png'),
  768,
  1024,
  portrait({
    ...lin,
    cloth: '#c9ab7c',
    collar: '#e2cda6',
    extra:
      '<path d="M384 870V1024" stroke="#8f7449" stroke-width="8"/><g fill="#6d5734"><circle cx="352" cy="920" r="11"/><circle cx="352" cy="985" r="11"/></g>',
    top: '#4b4a58',
    bottom: '#1b1a24',
  }),
);
draw(
  at('shared/refs/zhou.png'),
  768,
  1024,
  portrait({
    skin: '#d8ad8a',
    hair: '#d9d7d2',
    hairShape: 'beard',
    cloth: '#3d4a3c',
    collar: '#6f7d66',
    extra:
      '<g fill="none" stroke="#2a2520" stroke-width="9"><circle cx="322" cy="430" r="50"/><circle cx="446" cy="430" r="50"/><path d="M372 430h24"/></g>',
    top: '#6b5638',
    bottom: '#2a2015',
  }),
);

const books = ['#7c3b2e', '#2f5d62', '#8c6b3f', '#5b4a72', '#3f5f3a', '#a3793d', '#6d2f45'];
let shelf = '';
for (let row = 0; row < 5; row += 1) {
  shelf += `<rect x="40" y="${230 + row * 150}" width="944" height="14" fill="#3a2617"/>`;
  for (let at = 50, book = row; at < 960; book += 1) {
    const width = 26 + ((book * 37) % 22);
    const height = 92 + ((book * 53) % 36);
    shelf += `<rect x="${at}" y="${230 + row * 150 - height}" width="${width}" height="${height}" fill="${books[book % books.length]}"/>`;
    at += width + 3;
  }
}
draw(
  at('shared/refs/bookshop.png'),
  1024,
  1024,
  `${backdrop(1024, 1024, '#5a3d22', '#1d130b')}${shelf}<rect y="880" width="1024" height="144" fill="#4a2f1a"/><circle cx="780" cy="800" r="150" fill="#ffcf7a" opacity=".25"/><path d="M720 800h120l-30-70h-60Z" fill="#e7b455"/><rect x="774" y="800" width="12" height="80" fill="#8a6a2e"/>`,
);

let rain = '';
for (let drop = 0; drop < 110; drop += 1) {
  const x = (drop * 173) % 1024;
  const y = (drop * 311) % 1024;
  rain += `<path d="M${x} ${y}l-12 46" stroke="#bcd4ea" stroke-width="3" opacity=".4"/>`;
}
draw(
  at('shared/refs/street.png'),
  1024,
  1024,
  `${backdrop(1024, 1024, '#14213a', '#060a12')}<path d="M0 300L330 420V760L0 1024Z" fill="#1d2940"/><path d="M1024 260L690 420V760L1024 1024Z" fill="#1a2338"/><rect x="60" y="470" width="150" height="60" fill="#ff3d7f"/><rect x="810" y="430" width="60" height="190" fill="#2ad4e6"/><path d="M330 760h360l334 264H0Z" fill="#0d1422"/><path d="M60 1024l90-140h110l-60 140Z" fill="#ff3d7f" opacity=".3"/><path d="M850 1024l-60-170h80l80 170Z" fill="#2ad4e6" opacity=".3"/>${rain}`,
);
draw(
  at('shared/refs/platform.png'),
  1024,
  1024,
  `${backdrop(1024, 1024, '#f4c89a', '#7d8aa5')}<path d="M0 420h1024v40H0Z" fill="#4a5468"/><path d="M90 460v380M460 460v330M760 460v300" stroke="#4a5468" stroke-width="26"/><path d="M0 1024L0 820L1024 720V1024Z" fill="#8a8f99"/><path d="M0 840L1024 730" stroke="#f2d35c" stroke-width="16"/><path d="M560 620h464v110l-464 40Z" fill="#33573f"/><g fill="#f7e6b4"><rect x="620" y="640" width="80" height="46"/><rect x="740" y="636" width="80" height="46"/><rect x="860" y="632" width="80" height="46"/></g>`,
);
draw(
  at('shared/refs/letter.png'),
  800,
  800,
  `${backdrop(800, 800, '#5d4630', '#2b1f14')}<g transform="rotate(-8 400 400)"><rect x="120" y="220" width="560" height="370" fill="#ead9b5"/><path d="M120 220L400 440L680 220" fill="none" stroke="#b79c68" stroke-width="8"/><circle cx="400" cy="430" r="46" fill="#9e2b25"/><circle cx="400" cy="430" r="28" fill="#c2453d"/></g>`,
);
draw(
  at('shared/refs/umbrella.png'),
  800,
  800,
  `${backdrop(800, 800, '#46556b', '#1a222e')}<path d="M110 400Q150 150 400 140Q650 150 690 400Q620 350 545 400Q470 350 400 400Q330 350 255 400Q180 350 110 400Z" fill="#b3262d"/><path d="M400 140V620q0 60 60 60t60-60" fill="none" stroke="#e0c48a" stroke-width="16"/>`,
);

function room(shutters) {
  return `${backdrop(720, 1280, '#2c2433', '#120e17')}<rect x="110" y="220" width="500" height="720" fill="#0f1c30"/><circle cx="470" cy="390" r="54" fill="#f3e9c8"/><g fill="#ff3d7f" opacity=".7"><rect x="150" y="700" width="90" height="150"/></g><g fill="#2ad4e6" opacity=".6"><rect x="440" y="640" width="110" height="210"/></g>${shutters}<rect x="110" y="220" width="500" height="720" fill="none" stroke="#6b5238" stroke-width="26"/><rect x="70" y="930" width="580" height="40" fill="#7c6143"/>`;
}
draw(
  at('frames/window-open.png'),
  720,
  1280,
  room(
    '<path d="M110 220L20 180V980L110 940Z" fill="#8a6d4b"/><path d="M610 220L700 180V980L610 940Z" fill="#8a6d4b"/>',
  ),
);
draw(
  at('frames/window-shut.png'),
  720,
  1280,
  room(
    '<rect x="110" y="220" width="250" height="720" fill="#8a6d4b"/><rect x="360" y="220" width="250" height="720" fill="#80643f"/><path d="M360 220V940" stroke="#4d3a22" stroke-width="10"/>',
  ),
);

play(at('shared/refs/lin.mp3'), 3, voice(220, 660, 1720));
play(at('shared/refs/zhou.mp3'), 3, voice(110, 520, 1190));
play(at('shared/refs/narrator.mp3'), 3, voice(150, 480, 1400));
const chord = [220, 261.63, 329.63, 392].map(
  (pitch, index) => `0.12*sin(2*PI*${pitch}*t)*(0.6+0.4*sin(2*PI*${0.11 + index * 0.03}*t))`,
);
play(at('audio/theme.mp3'), 24, chord.join('+'), ['-af', 'afade=t=in:d=1,afade=t=out:st=22:d=2']);
