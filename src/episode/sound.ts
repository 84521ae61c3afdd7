/** Makes the film's sound: raw samples in batches, the soundtrack under them, then AAC. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { runFfmpeg, type FfmpegInput } from '../ffmpeg/run.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { soundtrackArguments } from './arguments/join.ts';
import { musicArguments, type MusicRegion } from './arguments/music.ts';
import { soundArguments, type SoundArguments, type SoundPiece } from './arguments/sound.ts';

export interface SoundOptions {
  readonly staging: Staging;
  readonly framesPerSecond: number;
  readonly onBatch: (done: number, total: number) => void;
  readonly warn: (message: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** The path of an m4a file in the staging folder, as long as the pieces together. */
export async function makeSound(
  pieces: readonly SoundPiece[],
  regions: readonly MusicRegion[],
  options: SoundOptions,
): Promise<string> {
  const { staging, framesPerSecond, signal } = options;
  const film = await filmSound(pieces, options);
  const mixed = regions.some(({ music }) => music !== undefined)
    ? await rawFile(musicArguments(film, regions, framesPerSecond), 'mixed', options)
    : film;
  const peak = await peakOf(mixed);
  if (peak > highestPeak)
    options.warn(
      `The sound reaches ${decibels(peak)} dB; the whole film is ${decibels(peak / highestPeak)} dB quieter, so that nothing clips.`,
    );
  const output = join(staging.folder, 'sound.m4a');
  await runFfmpeg(
    {
      ...soundtrackArguments(mixed, peak > highestPeak ? highestPeak / peak : 1),
      format: 'mp4',
      output,
    },
    { signal },
  );
  return output;
}

/** A command opens at most twice as many files. */
const batchPieces = 24;

/** AAC may overshoot what it is given by a little. */
const highestPeak = 0.97;

async function filmSound(pieces: readonly SoundPiece[], options: SoundOptions): Promise<string> {
  const batches: SoundPiece[][] = [];
  for (let from = 0; from < pieces.length; from += batchPieces)
    batches.push(pieces.slice(from, from + batchPieces));
  const limit = pLimit(availableParallelism());
  let done = 0;
  const files = await Promise.all(
    batches.map((batch, index) =>
      limit(async () => {
        options.signal?.throwIfAborted();
        const file = await rawFile(
          soundArguments(batch, options.framesPerSecond),
          `batch${index}`,
          options,
        );
        options.onBatch((done += 1), batches.length);
        return file;
      }),
    ),
  );
  const path = join(options.staging.folder, 'film.f32');
  for (const file of files) {
    await pipeline(createReadStream(file), createWriteStream(path, { flags: 'a' }));
    await rm(file);
  }
  return path;
}

async function rawFile(
  { inputs, options: flags }: SoundArguments,
  name: string,
  { staging, signal }: SoundOptions,
): Promise<string> {
  const output = join(staging.folder, `${name}.f32`);
  const staged: readonly FfmpegInput[] = await Promise.all(
    inputs.map(async (input) =>
      input.source.startsWith(staging.folder)
        ? input
        : { ...input, source: await staging.stage(input.source) },
    ),
  );
  await runFfmpeg({ inputs: staged, options: flags, format: 'f32le', output }, { signal });
  return output;
}

/** The greatest magnitude among the samples; 1 is full scale. */
async function peakOf(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    const samples = new Float32Array(1 << 18);
    const bytes = new Uint8Array(samples.buffer);
    let peak = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, 0, bytes.length, null);
      if (bytesRead === 0) return peak;
      const count = bytesRead >> 2;
      for (let index = 0; index < count; index += 1) {
        const magnitude = Math.abs(samples[index] ?? 0);
        if (magnitude > peak) peak = magnitude;
      }
    }
  } finally {
    await file.close();
  }
}

function decibels(ratio: number): string {
  return (20 * Math.log10(ratio)).toFixed(1);
}
