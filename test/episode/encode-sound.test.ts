import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codedSound, frameSamples } from '../../src/episode/arguments/loudness.ts';
import { encodeSound, stretchesOf } from '../../src/episode/encode-sound.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { openStaging, type Staging } from '../../src/ffmpeg/staging.ts';

let staging: Staging;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), 'scene-encoded-'));
  staging = await openStaging();
});

afterAll(async () => {
  await staging.remove();
  await rm(folder, { recursive: true, force: true });
});

test('stretches follow each other frame by frame, each within the samples that it is given', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 48_000 * 3600 }), (samples) => {
      const frames = Math.ceil(samples / frameSamples) + 1;
      let next = 0;
      for (const { from, to, skippedFrames, endFrame } of stretchesOf(samples)) {
        expect(from / frameSamples + skippedFrames).toBe(next);
        expect(to).toBeLessThanOrEqual(samples);
        const given = Math.ceil((to - from) / frameSamples) + 1;
        expect(endFrame ?? given).toBeLessThanOrEqual(given);
        next = from / frameSamples + (endFrame ?? given);
      }
      expect(next).toBe(frames);
    }),
  );
});

test('a frame at the joint of two stretches is as good as any, and none is lost', async () => {
  const samples = 48_000 * 80;
  const raw = join(folder, 'raw.f32');
  const sound = tonesAndHiss(samples);
  await writeFile(raw, new Uint8Array(sound.buffer));
  const gain = { gainDb: 0, ceilingDb: undefined };
  const coded = await encodeSound(raw, gain, { staging, samples, signal: undefined });
  const { warnings } = await runFfmpeg({
    inputs: [{ source: coded, options: codedSound }],
    options: ['-c:a', 'pcm_f32le'],
    format: 'f32le',
    output: join(folder, 'decoded.f32'),
  });
  expect(warnings).toEqual([]);
  const bytes = await readFile(join(folder, 'decoded.f32'));
  // What is decoded begins with the coder's run-in.
  const decoded = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).subarray(
    frameSamples * 2,
  );
  expect(decoded.length).toBe(Math.ceil(samples / frameSamples) * frameSamples * 2);
  const errors = framesOf(sound).map((frame, index) => {
    const place = index * frameSamples * 2;
    return rms(frame.map((value, at) => value - (decoded[place + at] ?? 0)));
  });
  const worst = Math.max(...errors.slice(1000, 3000));
  const joints = stretchesOf(samples)
    .slice(1)
    .map(({ from, skippedFrames }) => from / frameSamples + skippedFrames);
  expect(joints).toHaveLength(1);
  for (const joint of joints)
    for (const error of errors.slice(joint - 4, joint + 4)) expect(error / worst).toBeLessThan(1.1);
});

/** Stereo, the same at every run: two tones that never repeat together, and a hiss. */
function tonesAndHiss(samples: number): Float32Array {
  const sound = new Float32Array(samples * 2);
  let seed = 1;
  for (let index = 0; index < samples; index += 1) {
    seed = (seed * 16_807) % 2_147_483_647;
    const hiss = (seed / 2_147_483_647 - 0.5) * 0.05;
    const time = (2 * Math.PI * index) / 48_000;
    sound[index * 2] = 0.2 * Math.sin(time * 441.3) + hiss;
    sound[index * 2 + 1] = 0.2 * Math.sin(time * 613.7) - hiss;
  }
  return sound;
}

function framesOf(sound: Float32Array): readonly Float32Array[] {
  const size = frameSamples * 2;
  return Array.from({ length: Math.floor(sound.length / size) }, (_, index) =>
    sound.subarray(index * size, (index + 1) * size),
  );
}

function rms(values: ArrayLike<number>): number {
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) squares += (values[index] ?? 0) ** 2;
  return Math.sqrt(squares / values.length);
}
