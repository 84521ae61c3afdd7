/**
 * Makes the film's sound: raw samples in batches, laid after each other, the soundtrack under them, then
 * AAC at the film's loudness.
 */
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { runFfmpeg, type FfmpegArguments, type FfmpegInput } from '../ffmpeg/run.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { musicArguments, type MusicRegion } from './arguments/music.ts';
import { pieceSamples, soundArguments, type SoundPiece } from './arguments/sound.ts';
import { laySound, type LaidBatch } from './lay-sound.ts';
import { makeLoud } from './loudness.ts';
import type { LoudnessReport } from './report.ts';

export interface SoundOptions {
  readonly staging: Staging;
  readonly framesPerSecond: number;
  readonly targetLufs: number;
  readonly onBatch: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** The path of frames of AAC in the staging folder, as long as the pieces together. */
export async function makeSound(
  pieces: readonly SoundPiece[],
  regions: readonly MusicRegion[],
  options: SoundOptions,
): Promise<{ readonly path: string; readonly loudness: LoudnessReport }> {
  const { staging, framesPerSecond } = options;
  const hasMusic = regions.some(({ music }) => music !== undefined);
  const film = join(staging.folder, 'film.f32');
  const speechPath =
    hasMusic && pieces.some(({ speech }) => speech)
      ? join(staging.folder, 'speech.f32')
      : undefined;
  await laySound(await makeBatches(pieces, options), { path: film, speechPath });
  const samples = pieces.reduce((sum, piece) => sum + pieceSamples(piece, framesPerSecond), 0);
  const mixed = hasMusic
    ? await rawFile(
        musicArguments({ path: film, speechPath, samples }, regions, framesPerSecond),
        'mixed',
        options,
      )
    : film;
  return makeLoud(mixed, { ...options, samples });
}

/** A command opens at most twice as many files. */
const batchPieces = 24;

async function makeBatches(
  pieces: readonly SoundPiece[],
  options: SoundOptions,
): Promise<readonly LaidBatch[]> {
  const batches: SoundPiece[][] = [];
  for (let from = 0; from < pieces.length; from += batchPieces)
    batches.push(pieces.slice(from, from + batchPieces));
  const limit = pLimit(availableParallelism());
  let done = 0;
  return Promise.all(
    batches.map((batch, index) =>
      limit(async () => {
        options.signal?.throwIfAborted();
        const path = await rawFile(
          soundArguments(batch, options.framesPerSecond),
          `batch${index}`,
          options,
        );
        options.onBatch((done += 1), batches.length);
        return {
          path,
          pieces: batch.map((piece) => ({
            ...piece,
            samples: pieceSamples(piece, options.framesPerSecond),
          })),
        };
      }),
    ),
  );
}

async function rawFile(
  { inputs, options: flags }: FfmpegArguments,
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
