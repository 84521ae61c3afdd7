/**
 * A film in a real browser: it plays to its end without an error, is as long and as large as it should
 * be, and on both sides of every join shows the very frame that ffmpeg decodes there.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble } from '../../src/episode/assemble.ts';
import type { AssembleReport } from '../../src/episode/report.ts';
import type { PlanCutItem } from '../../src/plan/plan.ts';
import { makeClip, planOf, play, rgbFrame, unadorned } from '../episode/made-up.ts';

const size = { width: 160, height: 90 } as const;
let folder: string;
let report: AssembleReport;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scene-browser-'));
  const clips = new Map<string, string>();
  for (const [name, filters] of [
    ['plain', 'null'],
    ['green', 'hue=h=120'],
    ['blue', 'hue=h=240'],
  ] as const)
    clips.set(
      name,
      await makeClip(join(folder, `${name}.mp4`), { frames: 49, filters, encoder: ['-g', '24'] }),
    );
  clips.set('odd', await makeClip(join(folder, 'odd.mp4'), { frames: 50, rate: '25' }));
  report = await assemble({
    plan: planOf({ cut }),
    root: folder,
    clips,
    output: join(folder, 'film.mp4'),
    workDir: join(folder, 'work'),
    finishing: () => unadorned,
    burn: () => cues,
  });
  server = createServer((request, response) => {
    void answer(report.output, request.headers.range, response, request.url);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  });
});

afterAll(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const dissolve: PlanCutItem = { kind: 'transition', transition: 'dissolve', durationSeconds: 0.5 };

/** Within a clip, over a cut, over a transition. */
const cues = [
  { from: 30, to: 42, lines: ['有人在吗？'] },
  { from: 85, to: 105, lines: ['Is anybody', 'there?'] },
  { from: 170, to: 200, lines: ['那是她最后一次', '见到他的字。'] },
];

/** Copies, a copy between encoded frames, a clip of another rate, a transition, a card; words burnt in. */
const cut: readonly PlanCutItem[] = [
  play('plain'),
  play('green', { dropFirstFrame: true }),
  play('blue', { trim: { fromSeconds: 0.5, toSeconds: null } }),
  play('odd'),
  dissolve,
  play('plain'),
  { kind: 'title', text: '第一章', durationSeconds: 0.5, scene: 's' },
  play('green'),
];

test('plays to its end without an error', async () => {
  const page = await openFilm();
  const played = await page.evaluate<Record<string, unknown>>(playedScript);
  expect(played).toEqual({
    error: null,
    ended: true,
    width: report.width,
    height: report.height,
    dropped: 0,
  });
  const seconds = await page.evaluate<number>('document.querySelector("video").duration');
  expect(Math.abs(seconds - report.frames / 24)).toBeLessThan(1 / 24);
  await page.close();
});

test('shows the right frame on both sides of every join', async () => {
  const page = await openFilm();
  const joins = [
    ...report.items.map(({ firstFrame }) => firstFrame),
    ...report.encoded.flatMap(({ firstFrame, frames }) => [firstFrame, firstFrame + frames]),
  ].filter((frame) => frame > 0 && frame < report.frames);
  const frames = [...new Set(joins.flatMap((frame) => [frame - 1, frame]))].sort((a, b) => a - b);
  for (const frame of frames) {
    const shown = await page.evaluate<readonly number[]>(
      `(${pictureScript})(${(frame + 0.8) / 24}, ${size.width}, ${size.height})`,
    );
    const decoded = await rgbFrame(report.output, frame, folder);
    expect(unlikeness(shown, decoded), `frame ${frame}`).toBeLessThan(10);
    // A frame too early or too late is nearer to none of its neighbours than to itself.
    for (const other of [frame - 1, frame + 1].filter((at) => at >= 0 && at < report.frames))
      expect(unlikeness(shown, decoded), `frame ${frame}, not ${other}`).toBeLessThanOrEqual(
        unlikeness(shown, await rgbFrame(report.output, other, folder)) + 0.5,
      );
  }
  await page.close();
});

async function openFilm(): Promise<Page> {
  const page = await browser.newPage();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await page.evaluate(
    'new Promise((ready, failed) => { const v = document.querySelector("video"); v.onerror = () => failed(v.error.message); v.readyState > 1 ? ready() : (v.onloadeddata = () => ready()); })',
  );
  return page;
}

const playedScript = `new Promise((done) => {
  const video = document.querySelector('video');
  const tell = () => done({
    error: video.error && video.error.message,
    ended: video.ended,
    width: video.videoWidth,
    height: video.videoHeight,
    dropped: video.getVideoPlaybackQuality().corruptedVideoFrames || 0,
  });
  video.onended = tell;
  video.onerror = tell;
  video.play();
})`;

const pictureScript = `async (seconds, width, height) => {
  const video = document.querySelector('video');
  video.pause();
  await new Promise((done) => { video.onseeked = done; video.currentTime = seconds; });
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return Array.from(data).filter((_, index) => index % 4 !== 3);
}`;

function unlikeness(shown: readonly number[], decoded: Uint8Array): number {
  expect(shown.length).toBe(decoded.length);
  let total = 0;
  shown.forEach((value, index) => (total += Math.abs(value - (decoded[index] ?? 0))));
  return total / shown.length;
}

async function answer(
  path: string,
  range: string | undefined,
  response: ServerResponse,
  url: string | undefined,
): Promise<void> {
  if (url !== '/film.mp4') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><video src="/film.mp4" preload="auto"></video>');
    return;
  }
  const { size: bytes } = await stat(path);
  const [from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(range ?? '')?.slice(1) ?? [];
  const end = to === '' ? bytes - 1 : Number(to);
  response.writeHead(206, {
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'content-range': `bytes ${from}-${end}/${bytes}`,
    'content-length': end - Number(from) + 1,
  });
  createReadStream(path, { start: Number(from), end }).pipe(response);
}
