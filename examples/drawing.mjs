// Pencils for the media of the examples: pictures drawn as SVG and rendered, sounds computed by
// ffmpeg from a formula. Everything that the examples show is made by these, so it is ours.
import { Resvg } from '@resvg/resvg-js';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const ffmpeg =
  process.env.FFMPEG_PATH ?? createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path;

/** Renders the SVG `body` to a PNG of that size at `target`. */
export function draw(target, width, height, body) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, new Resvg(svg).render().asPng());
}

/** A vertical gradient over the whole picture. */
export function backdrop(width, height, top, bottom) {
  return `<defs><linearGradient id="b" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#b)"/>`;
}

/** Head and shoulders on 768×1024. */
export function portrait({
  skin,
  hair,
  hairShape,
  cloth,
  collar,
  extra = '',
  top = '#39475a',
  bottom = '#141a24',
}) {
  return `${backdrop(768, 1024, top, bottom)}
    ${hairShape === 'short' ? `<path d="M214 420Q190 150 384 140Q578 150 554 420L560 560Q520 590 500 540L268 540Q240 600 208 560Z" fill="${hair}"/>` : ''}
    <path d="M90 1024Q110 780 300 740L468 740Q658 780 678 1024Z" fill="${cloth}"/>
    <path d="M320 640h128v110q-64 70-128 0Z" fill="${skin}" stroke="#00000022" stroke-width="6"/>
    <path d="M300 738l84 130l84-130l40 20l-124 230l-124-230Z" fill="${collar}"/>
    <path d="M240 400Q240 220 384 220Q528 220 528 400Q528 640 384 680Q240 640 240 400Z" fill="${skin}"/>
    ${hairShape === 'short' ? `<path d="M232 420Q230 200 384 196Q540 200 536 420Q520 330 430 300Q330 340 232 420Z" fill="${hair}"/>` : `<path d="M238 380Q220 210 384 200Q548 210 530 380Q520 300 470 280Q384 250 298 280Q248 300 238 380Z" fill="${hair}"/><path d="M300 590Q384 650 468 590Q470 690 384 700Q298 690 300 590Z" fill="${hair}"/>`}
    <g fill="#1b1512"><ellipse cx="322" cy="430" rx="21" ry="14"/><ellipse cx="446" cy="430" rx="21" ry="14"/></g>
    <g stroke="${hair}" stroke-width="11" stroke-linecap="round" fill="none"><path d="M288 392q32-18 64 0"/><path d="M416 392q32-18 64 0"/></g>
    <path d="M384 440q-22 70 4 82" stroke="#0000003a" stroke-width="8" fill="none" stroke-linecap="round"/>
    <path d="M340 582q44 22 88 0" stroke="#9a4a44" stroke-width="13" fill="none" stroke-linecap="round"/>
    ${extra}`;
}

/** Writes a small mono mp3 of `seconds` whose samples are `expression` (ffmpeg, aevalsrc). */
export function play(target, seconds, expression, options = []) {
  mkdirSync(dirname(target), { recursive: true });
  execFileSync(ffmpeg, [
    '-nostdin',
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    `aevalsrc='${expression}':s=24000:d=${seconds}`,
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-flags:a',
    '+bitexact',
    '-c:a',
    'libmp3lame',
    '-b:a',
    '32k',
    ...options,
    target,
  ]);
}

/** A hummed vowel: a voice's pitch and two of its formants, in syllables. */
export function voice(pitch, first, second) {
  return `(0.35*sin(2*PI*${pitch}*t)+0.2*sin(2*PI*${first}*t)+0.1*sin(2*PI*${second}*t))*(0.5+0.5*sin(2*PI*2.5*t))*0.6`;
}
