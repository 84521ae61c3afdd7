// Draws the media of examples/uses: pictures as SVG turned to PNG, clips as the same pictures in
// motion, one sound. Run it again after a change here: node examples/make-media.mjs
import ffmpeg from '@ffmpeg-installer/ffmpeg';
import { Resvg } from '@resvg/resvg-js';
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('uses/media/', import.meta.url));
const framesPerSecond = 24;
const clipSeconds = 5;
const vaseColours = ['#4f6d7a', '#c0724a', '#7d8f4e', '#8a5a7b'];

await mkdir(folder, { recursive: true });
const pictures = { lantern, doorShut, doorOpen, potter, workshop, teapot, jar };
for (const [name, draw] of Object.entries(pictures)) {
  await writeFile(folder + fileName(name, 'png'), render(draw()).asPng());
}
for (const [name, draw] of Object.entries({ perfume, window: windowOpens, hall, painting })) {
  await writeClip(folder + fileName(name, 'mp4'), draw);
}
await writeSound(folder + 'pond.mp3');

// ---------------------------------------------------------------- pictures

function lantern() {
  return picture(1280, 720, night() + glow(640, 400, 260, '#ffb45a') + skyLantern(640, 400, 1));
}

function doorShut() {
  return picture(1280, 720, wall('#31405a') + door(0));
}

function doorOpen() {
  return picture(1280, 720, wall('#31405a') + door(1));
}

function potter() {
  return picture(
    960,
    960,
    rect(0, 0, 960, 960, '#e9dcc7') +
      ellipse(480, 330, 150, 180, '#d79c74') +
      // Hair, a bun, an apron: what a second picture would have to show again.
      path('M320 330 C320 130 640 130 640 330 C600 240 360 240 320 330 Z', '#3a2a25') +
      ellipse(480, 130, 62, 55, '#3a2a25') +
      path('M250 960 C260 600 380 540 480 540 C580 540 700 600 710 960 Z', '#52707a') +
      path('M350 640 L610 640 L660 960 L300 960 Z', '#c9b38d') +
      ellipse(425, 335, 13, 16, '#2b201d') +
      ellipse(535, 335, 13, 16, '#2b201d') +
      path('M430 425 Q480 460 530 425', 'none', 'stroke="#8c4b3a" stroke-width="9"'),
  );
}

function workshop() {
  const shelf = (y) =>
    rect(90, y, 460, 16, '#6b4a31') +
    [130, 235, 345, 455].map((x, i) => vase(x, y, 0.55 + 0.12 * (i % 3), vaseColours[i])).join('');
  return picture(
    1280,
    720,
    wall('#cdb592') +
      rect(0, 560, 1280, 160, '#8a6444') +
      rect(760, 110, 380, 300, '#f6e4b0') +
      rect(940, 110, 14, 300, '#6b4a31') +
      rect(760, 252, 380, 14, '#6b4a31') +
      shelf(250) +
      shelf(420) +
      ellipse(850, 610, 190, 34, '#5b4230') +
      vase(850, 600, 1.3, '#a9633f'),
  );
}

function teapot() {
  return picture(
    960,
    720,
    rect(0, 0, 960, 720, '#efe8da') +
      ellipse(480, 590, 280, 26, '#d5c9b2') +
      path('M690 360 C850 340 840 540 680 520', 'none', 'stroke="#2f5d5a" stroke-width="34"') +
      path('M290 430 C190 400 190 300 120 270 L165 245 C250 290 270 360 330 370 Z', '#2f5d5a') +
      ellipse(490, 440, 220, 150, '#3f7f78') +
      ellipse(490, 300, 120, 26, '#2f5d5a') +
      ellipse(490, 262, 26, 26, '#2f5d5a') +
      path('M330 400 C370 340 450 330 500 335', 'none', 'stroke="#8fc1b4" stroke-width="14"'),
  );
}

function jar() {
  return picture(
    960,
    720,
    rect(0, 0, 960, 720, '#f4ecec') +
      ellipse(480, 560, 210, 26, '#dccccc') +
      rect(310, 330, 340, 220, '#ffffff', 'rx="36"') +
      rect(300, 250, 360, 100, '#c9a26b', 'rx="18"') +
      rect(370, 420, 220, 12, '#c9a26b') +
      rect(410, 450, 140, 10, '#e3cda6'),
  );
}

// ---------------------------------------------------------------- clips: `t` runs from 0 to 1

function perfume(t) {
  const x = 640 + 40 * Math.sin(2 * Math.PI * t);
  return picture(
    1280,
    720,
    rect(0, 0, 1280, 720, '#f3d9cf') +
      ellipse(300 + 500 * t, 200, 260, 120, '#f9e8df') +
      rect(0, 540, 1280, 180, '#c98f7a') +
      ellipse(x, 560, 170, 24, '#a8705d') +
      rect(x - 110, 290, 220, 270, '#e8b8c8', 'rx="24"') +
      rect(x - 90, 390, 180, 150, '#d48fa8', 'rx="16"') +
      rect(x - 38, 210, 76, 80, '#3b3038', 'rx="8"') +
      rect(x - 80 + 60 * t, 310, 18, 230, '#ffffff', 'opacity="0.35"'),
  );
}

function windowOpens(t) {
  const open = ease(t) * 170;
  return picture(
    1280,
    720,
    rect(0, 0, 1280, 720, '#6d5d4b') +
      path(arch(640, 640, 190), '#aad4ea') +
      ellipse(700, 260, 60, 60, '#fff3c4') +
      path('M450 640 L450 560 Q560 500 640 550 Q740 600 830 540 L830 640 Z', '#6f9a6b') +
      rect(450, 250, 190 - open, 390, '#3f3227', 'opacity="0.92"') +
      rect(640 + open, 250, 190 - open, 390, '#3f3227', 'opacity="0.92"') +
      path(arch(640, 640, 190), 'none', 'stroke="#2b2119" stroke-width="22"'),
  );
}

function hall(t) {
  const frame = (i) => {
    const x = 160 + i * 460 - 620 * ease(t);
    return (
      rect(x, 180, 260, 200, '#caa255') +
      rect(x + 18, 198, 224, 164, vaseColours[i % vaseColours.length])
    );
  };
  return picture(
    1280,
    720,
    wall('#e4ddd0') +
      rect(0, 560, 1280, 160, '#9a8a74') +
      [0, 1, 2, 3].map(frame).join('') +
      path(`M0 560 L1280 560 L${1100 - 200 * t} 720 L${180 - 200 * t} 720 Z`, '#b39f84'),
  );
}

function painting(t) {
  const scale = 1 + 0.55 * ease(t);
  return picture(
    1280,
    720,
    wall('#e4ddd0') +
      `<g transform="translate(640 360) scale(${scale}) translate(-640 -360)">` +
      rect(390, 190, 500, 340, '#caa255') +
      rect(416, 216, 448, 288, '#24425c') +
      ellipse(760, 280, 40, 40, '#f3d58a') +
      path('M416 504 L416 430 Q520 380 610 430 T864 420 L864 504 Z', '#3f7f78') +
      path(`M${560 + 40 * t} 430 l90 0 l-20 34 l-50 0 Z`, '#f4ecec') +
      '</g>',
  );
}

// ---------------------------------------------------------------- shapes

function picture(width, height, content) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}

function rect(x, y, width, height, fill, more = '') {
  return `<rect x="${x}" y="${y}" width="${Math.max(0, width)}" height="${height}" fill="${fill}" ${more}/>`;
}

function ellipse(x, y, rx, ry, fill) {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
}

function path(d, fill, more = '') {
  return `<path d="${d}" fill="${fill}" ${more}/>`;
}

function arch(x, foot, half) {
  return `M${x - half} ${foot} L${x - half} ${foot - 330} A${half} ${half} 0 0 1 ${x + half} ${foot - 330} L${x + half} ${foot} Z`;
}

function wall(colour) {
  return rect(0, 0, 1280, 720, colour);
}

function night() {
  const stars = [120, 260, 415, 560, 780, 905, 1040, 1190];
  return (
    rect(0, 0, 1280, 720, '#141c38') +
    stars.map((x, i) => ellipse(x, 60 + ((i * 97) % 220), 3, 3, '#dfe6ff')).join('') +
    path('M0 720 L0 600 Q320 520 640 600 T1280 580 L1280 720 Z', '#0b1024')
  );
}

function glow(x, y, radius, colour) {
  return (
    `<defs><radialGradient id="glow"><stop offset="0" stop-color="${colour}" stop-opacity="0.8"/>` +
    `<stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs>` +
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#glow)"/>`
  );
}

function skyLantern(x, y, scale) {
  return (
    `<g transform="translate(${x} ${y}) scale(${scale})">` +
    path('M-90 -110 Q0 -160 90 -110 L64 96 Q0 116 -64 96 Z', '#f08a3c') +
    path('M-64 96 Q0 116 64 96 L58 112 Q0 130 -58 112 Z', '#8a3b1c') +
    ellipse(0, 70, 22, 34, '#fff0b8') +
    '</g>'
  );
}

/** `open` from 0, shut, to 1, wide open with light behind. */
function door(open) {
  const width = 300 * (1 - 0.78 * open);
  return (
    rect(0, 600, 1280, 120, '#222b3d') +
    rect(480, 130, 320, 470, '#1a2130') +
    rect(490, 140, 300, 460, open > 0 ? '#ffe2a6' : '#1a2130') +
    (open > 0 ? path('M490 600 L790 600 L980 720 L380 720 Z', '#b9945b') : '') +
    rect(490, 140, width, 460, '#7a4a33') +
    ellipse(490 + width * 0.88, 380, 9, 9, '#e2c179')
  );
}

function vase(x, foot, scale, colour) {
  return `<g transform="translate(${x} ${foot}) scale(${scale})">${path('M-34 0 C-70 -50 -60 -100 -20 -130 L-26 -160 L26 -160 L20 -130 C60 -100 70 -50 34 0 Z', colour)}</g>`;
}

// ---------------------------------------------------------------- files

function fileName(name, extension) {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `${kebab}.${extension}`;
}

function render(svg) {
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render();
}

async function writeClip(path, draw) {
  const frames = framesPerSecond * clipSeconds;
  const size = '1280x720';
  const encoder = runFfmpeg([
    ...['-f', 'rawvideo', '-pixel_format', 'rgba', '-video_size', size],
    ...['-framerate', String(framesPerSecond), '-i', 'pipe:0'],
    ...['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '30', '-pix_fmt', 'yuv420p'],
    ...['-threads', '1', '-movflags', '+faststart', '-map_metadata', '-1', '-fflags', '+bitexact'],
    path,
  ]);
  for (let frame = 0; frame < frames; frame += 1) {
    const { pixels } = render(draw(frame / (frames - 1)));
    if (!encoder.stdin.write(pixels)) await new Promise((go) => encoder.stdin.once('drain', go));
  }
  encoder.stdin.end();
  await encoder.done;
}

/** Eight seconds of soft water: low-passed noise that swells and falls. */
async function writeSound(path) {
  const noise = 'anoisesrc=color=brown:duration=8:amplitude=0.3:seed=7';
  const encoder = runFfmpeg([
    ...['-f', 'lavfi', '-i', noise, '-af', 'lowpass=f=900,tremolo=f=0.25:d=0.6'],
    ...['-ac', '1', '-ar', '44100', '-c:a', 'libmp3lame', '-b:a', '64k', '-map_metadata', '-1'],
    path,
  ]);
  encoder.stdin.end();
  await encoder.done;
}

function runFfmpeg(arguments_) {
  const child = spawn(ffmpeg.path, ['-hide_banner', '-loglevel', 'error', '-y', ...arguments_], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const done = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}`)),
    );
  });
  return { stdin: child.stdin, done };
}

function ease(t) {
  return t * t * (3 - 2 * t);
}
