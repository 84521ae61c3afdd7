import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { probe } from '../../src/ffmpeg/probe.ts';
import { cuttingTable } from './cutting-table.ts';
import { complaints, frameHashes, makeClip, play, samplesOf, type ClipRecipe } from './made-up.ts';

const table = cuttingTable(['long', 'short']);

describe('a film of hard cuts', () => {
  test('copies every picture and keeps sound and pictures together after sixty clips', async () => {
    // What adds up to a drift is the number of joins, not the length of what is joined.
    const brief = {
      even: { frames: 9 },
      overlong: { frames: 7, filters: 'hue=h=90', soundSeconds: 0.5 },
      mute: { frames: 11, filters: 'hue=h=180', soundSeconds: null },
    } as const satisfies Record<string, ClipRecipe>;
    const three = ['even', 'overlong', 'mute'] as const;
    for (const name of three)
      table.clips.set(name, await makeClip(join(table.folder, `${name}.mp4`), brief[name]));
    const names = [
      ...Array.from({ length: 19 }, () => three).flat(),
      'even',
      'mute',
      'overlong',
    ] as const;
    const report = await table.film({ cut: names.map((name) => play(name)) });
    const frames = names.reduce((sum, name) => sum + brief[name].frames, 0);
    expect(report).toMatchObject({ frames, copiedFrames: frames, encoded: [], warnings: [] });

    const sources = new Map<string, readonly string[]>();
    for (const name of three)
      sources.set(name, await frameHashes(table.clips.get(name) ?? '', table.folder));
    expect(await frameHashes(report.output, table.folder)).toEqual(
      names.flatMap((name) => sources.get(name) ?? []),
    );

    const facts = await probe(report.output);
    expect(facts.video).toMatchObject({ codec: 'h264', pixelFormat: 'yuv420p', frames });
    expect(facts.audio).toMatchObject({ codec: 'aac', sampleRate: 48_000, channels: 2 });
    expect(Math.abs((facts.audio?.durationSeconds ?? 0) - frames / 24)).toBeLessThan(1 / 24);
    expect(await complaints(report.output, table.folder)).toEqual([]);

    // Before the last clip stands a silent one: its sound must begin with its first frame.
    const samples = await samplesOf(report.output, table.folder);
    const start = (report.items.at(-1)?.firstFrame ?? 0) * 2000;
    const onset = samples.findIndex(
      (sample, index) => index > start - 20_000 && Math.abs(sample) > 0.02,
    );
    expect(Math.abs(onset - start)).toBeLessThan(500);
  });

  test('trims and drops frames to the frame', async () => {
    const report = await table.film({
      cut: [
        play('long', { trim: { fromSeconds: 0.5, toSeconds: 2.25 } }),
        play('short', { dropFirstFrame: true }),
      ],
    });
    expect(report.items).toMatchObject([
      { firstFrame: 0, frames: 42, sourceFrom: 12, sourceTo: 54 },
      { firstFrame: 42, frames: 24, sourceFrom: 1, sourceTo: 25 },
    ]);
    const hashes = await frameHashes(report.output, table.folder);
    const source = await frameHashes(table.clips.get('long') ?? '', table.folder);
    expect(hashes).toHaveLength(66);
    // Between the keyframes at 24 and the last closed point the frames are the clip's own.
    expect(hashes.slice(12, 36)).toEqual(source.slice(24, 48));
    expect(await complaints(report.output, table.folder)).toEqual([]);
  });
});

describe('seams', () => {
  test('an extension keeps only what is new', async () => {
    // One scene of 120 frames, shot as two clips that share 20.
    const scene = (name: string, from: number, to: number, shift = ''): Promise<string> =>
      makeClip(join(table.folder, `${name}.mp4`), {
        frames: to - from,
        filters: `trim=start_frame=${from}:end_frame=${to},setpts=PTS-STARTPTS${shift}`,
        soundSeconds: (to - from) / 24,
      });
    table.clips.set('first', await scene('first', 0, 60));
    table.clips.set('second', await scene('second', 40, 120, ',eq=brightness=0.03:contrast=1.03'));
    const report = await table.film({
      cut: [play('first'), play('second', { relation: { kind: 'extends', of: ['first'] } })],
    });
    expect(report.seams).toMatchObject([{ by: 'found', cutFrames: 20, cutFromNeighbour: 0 }]);
    expect(report.seams[0]?.confidence).toBeGreaterThan(0.5);
    expect(report.frames).toBe(120);
  });
});
