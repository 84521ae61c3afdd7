// Draws the pictures that this film names. What it makes is committed; run
// `node examples/night-bus/draw-media.mjs` after a change here.
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backdrop, draw, play, portrait, voice } from '../drawing.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const at = (path) => join(here, 'media', path);

draw(
  at('mara.png'),
  768,
  1024,
  portrait({
    skin: '#c68d63',
    hair: '#2b1710',
    hairShape: 'short',
    cloth: '#2f6f63',
    collar: '#58a392',
    top: '#4a5a66',
    bottom: '#1a232b',
  }),
);
draw(
  at('ben.png'),
  768,
  1024,
  portrait({
    skin: '#e3b996',
    hair: '#e8e5df',
    hairShape: 'beard',
    cloth: '#28324f',
    collar: '#4a5a86',
    extra:
      '<path d="M232 350Q230 190 384 180Q538 190 536 350Z" fill="#7b2f2a"/><rect x="226" y="322" width="316" height="48" rx="20" fill="#94403a"/>',
    top: '#56503f',
    bottom: '#201d15',
  }),
);

let seats = '';
for (let row = 0; row < 4; row += 1) {
  const y = 470 + row * 60;
  const width = 150 + row * 60;
  seats += `<rect x="${420 - width}" y="${y}" width="${width}" height="${120 + row * 26}" rx="18" fill="#27506b"/><rect x="600" y="${y}" width="${width}" height="${120 + row * 26}" rx="18" fill="#2c5a78"/>`;
}
draw(
  at('bus.png'),
  1024,
  768,
  `${backdrop(1024, 768, '#3b4636', '#12160f')}<path d="M0 0L360 240H664L1024 0Z" fill="#59624c"/><path d="M420 60L470 240H554L604 60Z" fill="#f6f0c4"/><rect x="400" y="260" width="224" height="180" fill="#0d1626"/><g fill="#0d1626"><path d="M0 150L330 280V440L0 520Z"/><path d="M1024 150L694 280V440L1024 520Z"/></g><g fill="#ffb347" opacity=".7"><circle cx="120" cy="300" r="26"/><circle cx="900" cy="330" r="20"/></g>${seats}`,
);
draw(
  at('watch.png'),
  768,
  768,
  `${backdrop(768, 768, '#3a3340', '#141119')}<circle cx="384" cy="410" r="230" fill="#c9a24f"/><circle cx="384" cy="410" r="196" fill="#f4ecd6"/><g stroke="#3a2f22" stroke-width="16" stroke-linecap="round"><path d="M384 410V270"/><path d="M384 410L486 466"/></g><circle cx="384" cy="410" r="16" fill="#3a2f22"/><rect x="354" y="120" width="60" height="66" rx="14" fill="#c9a24f"/><circle cx="384" cy="110" r="40" fill="none" stroke="#c9a24f" stroke-width="16"/>`,
);
draw(
  at('stop.png'),
  1280,
  720,
  `${backdrop(1280, 720, '#1d2742', '#080b14')}<rect y="520" width="1280" height="200" fill="#12151f"/><rect x="860" y="140" width="16" height="400" fill="#5a6172"/><path d="M868 150h-120" stroke="#5a6172" stroke-width="14"/><circle cx="744" cy="170" r="120" fill="#ffd27a" opacity=".25"/><circle cx="744" cy="170" r="34" fill="#ffe6ad"/><path d="M744 190L560 620H960Z" fill="#ffd27a" opacity=".14"/><rect x="180" y="260" width="300" height="290" fill="#2a3348"/><rect x="200" y="280" width="260" height="180" fill="#1a2132"/><rect x="220" y="470" width="220" height="26" fill="#6b4c2c"/>`,
);

play(at('mara.mp3'), 3, voice(205, 640, 1780));
play(at('ben.mp3'), 3, voice(98, 500, 1100));
