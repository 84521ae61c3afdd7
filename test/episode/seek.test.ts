import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runArguments } from '../../src/episode/arguments/pictures.ts';
import type { Seek } from '../../src/episode/arguments/view.ts';
import { filmFormat } from '../../src/episode/film-format.ts';
import { seekTo } from '../../src/episode/seek.ts';
import { clipSource } from '../../src/episode/sources.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { makeClip } from './made-up.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scene-seek-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['a keyframe a second', ['-g', '24'], [28, 47, 48, 70]],
  ['keyframes side by side', ['-g', '2', '-bf', '0'], [4, 5, 30]],
  ['pictures that begin late', ['-g', '12', '-output_ts_offset', '0.7'], [40]],
] as const)('%s: the same frames come as from the beginning', async (name, encoder, places) => {
  const path = await makeClip(join(folder, `${name.replaceAll(' ', '-')}.mp4`), {
    frames: 73,
    encoder,
  });
  const facts = await probe(path);
  const { video } = clipSource('a', path, facts, 24);
  const format = filmFormat([clipSource('a', path, facts, 24)], {
    width: null,
    height: null,
    fps: 24,
  });
  const piece = async (from: number, seek: Seek | undefined): Promise<Buffer> => {
    const source = { kind: 'clip', path, stream: 0, fits: true, interlaced: false } as const;
    const colors = { colorSpace: undefined, colorRange: undefined };
    const view = { source: { ...source, ...colors, seek }, from, to: from + 3 };
    const output = join(folder, 'piece.mp4');
    await runFfmpeg({
      ...runArguments({ ...view, overlayPath: undefined }, format),
      format: 'mp4',
      output,
    });
    return readFile(output);
  };
  for (const from of places) {
    const seek = seekTo(from, video, 24);
    expect([from, seek]).toEqual([from, expect.anything()]);
    expect([from, (await piece(from, seek)).equals(await piece(from, undefined))]).toEqual([
      from,
      true,
    ]);
  }
});

test('no keyframe to go to, or one that a later frame looks back across: from the beginning', async () => {
  const once = await probe(await makeClip(join(folder, 'once.mp4'), { frames: 49 }));
  const open = ['-g', '12', '-x264opts', 'open-gop=1:scenecut=0', '-b_strategy', '0'];
  const across = await makeClip(join(folder, 'open.mp4'), {
    frames: 49,
    encoder: ['-preset', 'veryfast', ...open],
  });
  for (const { video } of [once, await probe(across)])
    expect(video && seekTo(40, video, 24)).toBeUndefined();
});
