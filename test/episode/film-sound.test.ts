import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/episode/assemble.ts';
import { loudnessWarnings } from '../../src/episode/loudness.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import type { PlanCutItem } from '../../src/plan/plan.ts';
import { cuttingTable } from './cutting-table.ts';
import {
  makeClip,
  planOf,
  play,
  samplesOf,
  taskWithDialogue,
  toneLevel,
  unadorned,
} from './made-up.ts';

const table = cuttingTable(['quiet', 'red', 'blue']);

describe('sound', () => {
  const level = (samples: Float32Array, fromFrame: number, toFrame: number): number => {
    let squares = 0;
    const part = samples.subarray(fromFrame * 2000, toFrame * 2000);
    for (const sample of part) squares += sample ** 2;
    return Math.sqrt(squares / part.length);
  };

  test('the soundtrack plays at its level under the scenes that want it, and begins again', async () => {
    await runFfmpeg({
      inputs: [
        { source: 'sine=frequency=500:sample_rate=44100:duration=0.7', options: ['-f', 'lavfi'] },
      ],
      options: ['-c:a', 'pcm_s16le'],
      format: 'wav',
      output: join(table.folder, "it's music.wav"),
    });
    const quiet = (scene: string): PlanCutItem => ({ ...play('quiet'), scene });
    const report = await table.film({
      cut: [quiet('a'), quiet('b'), quiet('c')],
      soundtrack: { url: "file:it's music.wav", levelDb: 0 },
      scenes: [
        { id: 'a', heading: null },
        { id: 'b', heading: null, soundtrack: null },
        { id: 'c', heading: null, soundtrack: { url: "file:it's music.wav", levelDb: -20 } },
      ],
    });
    const samples = await samplesOf(report.output, table.folder);
    const [a, b, c] = [level(samples, 1, 30), level(samples, 33, 60), level(samples, 63, 92)];
    expect(a).toBeGreaterThan(0.07);
    expect(b).toBeLessThan(0.001);
    expect(a / c).toBeGreaterThan(8);
    expect(a / c).toBeLessThan(12);
  });

  /** A second of quiet clips, then clips much louder: the range that tempts a normaliser to ride. */
  test('comes out at the target, below the highest peak, and is measured again', async () => {
    const loud = await makeClip(join(table.folder, 'loud.mp4'), {
      frames: 72,
      soundFilters: 'volume=18dB',
    });
    const soft = await makeClip(join(table.folder, 'soft.mp4'), {
      frames: 72,
      soundFilters: 'volume=-14dB',
    });
    const report = await table.film(
      { cut: [play('loud'), play('soft'), play('loud')] },
      {
        clips: new Map([
          ['loud', loud],
          ['soft', soft],
        ]),
      },
    );
    expect(report.warnings).toEqual([]);
    const { loudness } = report;
    expect(Math.abs((loudness.lufs ?? 0) - loudness.targetLufs)).toBeLessThanOrEqual(0.5);
    expect(loudness.truePeakDb ?? 0).toBeLessThanOrEqual(-1);
    // One gain for all: what was 32 dB apart still is.
    const samples = await samplesOf(report.output, table.folder);
    expect(samples.length).toBeGreaterThanOrEqual(216 * 2000);
    const apart = level(samples, 10, 60) / level(samples, 82, 132);
    expect(Math.abs(20 * Math.log10(apart) - 32)).toBeLessThan(1);
  });

  test('peaks that the target would send too high are held down', async () => {
    // A click of full scale in a murmur: the murmur alone decides the loudness.
    const clicks = await makeClip(join(table.folder, 'clicks.mp4'), {
      frames: 96,
      soundFilters: "aeval='if(lt(mod(t,1),0.0005),0.9,0.04*val(0))':c=same",
    });
    const report = await table.film(
      { cut: [play('clicks')] },
      { clips: new Map([['clicks', clicks]]) },
    );
    expect(report.loudness).toMatchObject({ limited: true });
    expect(report.loudness.truePeakDb ?? 0).toBeLessThanOrEqual(-1);
    expect(Math.abs((report.loudness.lufs ?? 0) + 16)).toBeLessThanOrEqual(0.5);
  });

  test('a film without a sound has no loudness', async () => {
    const report = await table.film({ cut: [play('quiet')] });
    expect(report.loudness).toMatchObject({ beforeLufs: null, gainDb: 0, lufs: null });
    expect(report.warnings).toEqual([]);
  });

  test('a film that can hardly be heard is named', () => {
    const loudness = { targetLufs: -16, beforeLufs: null, gainDb: 0, limited: false, lufs: null };
    expect(loudnessWarnings({ ...loudness, truePeakDb: -69.9 })).toEqual([
      'The film is too quiet to be measured: its sound was left as it is.',
    ]);
    expect(loudnessWarnings({ ...loudness, truePeakDb: null })).toEqual([]);
  });

  test('music makes way where somebody speaks', async () => {
    const { film: facts, ...plan } = planOf({
      cut: [play('red'), play('quiet'), play('red')],
      soundtrack: { url: "file:it's music.wav", levelDb: 0 },
    });
    const speaking = await assemble({
      plan: { ...plan, film: facts, tasks: [taskWithDialogue('red')] },
      root: table.folder,
      clips: table.clips,
      output: join(table.folder, 'ducked.mp4'),
      workDir: join(table.folder, 'work'),
      finishing: () => unadorned,
    });
    const samples = await samplesOf(speaking.output, table.folder);
    // The tone of the speech is 300 Hz, that of the music 500: only the latter is looked at.
    const music = (from: number, to: number): number =>
      toneLevel(samples.subarray(from * 2000, to * 2000), 500);
    const under = music(18, 42);
    const alone = music(70, 77);
    expect(20 * Math.log10(under / alone)).toBeLessThan(-5);
  });

  test('nothing clicks at a cut, and no sample is lost', async () => {
    const report = await table.film({ cut: [play('red'), play('blue'), play('red')] });
    const samples = await samplesOf(report.output, table.folder);
    expect(Math.abs(samples.length - report.frames * 2000)).toBeLessThan(2048);
    // What a step has and a tone of 900 Hz has not: a large second difference.
    const roughness = (from: number, to: number): number => {
      let most = 0;
      for (let index = from; index < to; index += 1) {
        const [a = 0, b = 0, c = 0] = [samples[index - 1], samples[index], samples[index + 1]];
        most = Math.max(most, Math.abs(a - 2 * b + c));
      }
      return most;
    };
    for (const cut of [48, 96]) {
      const within = roughness((cut - 20) * 2000, (cut - 2) * 2000);
      const blue = roughness(60 * 2000, 80 * 2000);
      expect(roughness(cut * 2000 - 600, cut * 2000 + 600)).toBeLessThan(
        Math.max(within, blue) * 1.5,
      );
    }
  });
});
