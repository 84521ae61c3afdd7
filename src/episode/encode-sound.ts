/**
 * Raw samples to AAC on every core. The encoder itself uses one, so the film's sound is encoded in
 * stretches side by side, whose frames are laid after each other. All but the first begin with a run-up
 * that is thrown away: by then the encoder spends its bits as it would have, and a frame behind a joint
 * is as good as any. Where a stretch begins depends on the film alone: the bytes are the same on every
 * machine.
 */
import { availableParallelism } from 'node:os';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { runFfmpeg } from '../ffmpeg/run.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { encodeArguments, frameSamples, type Gain } from './arguments/loudness.ts';

/** 77 s, and 16 s of run-up: on a steady sound the encoder was seen to settle for 15. */
const stretchFrames = 3600;
const runUpFrames = 750;
/** A frame shares half of its samples with the next, and the encoder looks a little further. */
const lookAheadFrames = 4;

export interface EncodeOptions {
  readonly staging: Staging;
  /** Of the whole film. */
  readonly samples: number;
  readonly signal: AbortSignal | undefined;
}

/** Raw 32-bit samples to AAC in ADTS frames (ISO/IEC 14496-3), louder by `gain`: the file's path. */
export async function encodeSound(
  rawPath: string,
  gain: Gain,
  { staging, samples, signal }: EncodeOptions,
): Promise<string> {
  const limit = pLimit(availableParallelism());
  const encoded = await Promise.all(
    stretchesOf(samples).map((stretch, index) =>
      limit(async () => {
        signal?.throwIfAborted();
        const output = join(staging.folder, `stretch${index}.aac`);
        const job = encodeArguments(rawPath, gain, stretch);
        await runFfmpeg({ ...job, format: 'adts', output }, { signal });
        return { ...stretch, path: output };
      }),
    ),
  );
  const path = join(staging.folder, 'sound.aac');
  const file = await open(path, 'w');
  try {
    for (const stretch of encoded) {
      const frames = adtsFrames(await readFile(stretch.path));
      for (const frame of frames.slice(stretch.skippedFrames, stretch.endFrame))
        await file.write(frame);
      await rm(stretch.path);
    }
  } finally {
    await file.close();
  }
  return path;
}

export interface Stretch {
  /** The samples that the encoder is given: from the first up to, not including, the second. */
  readonly from: number;
  readonly to: number;
  /** Of the frames that it gives: the run-up, and where what it looked ahead at begins. */
  readonly skippedFrames: number;
  readonly endFrame: number | undefined;
}

export function stretchesOf(samples: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let first = 0; ; first += stretchFrames) {
    const begin = Math.max(0, first - runUpFrames);
    const end = first + stretchFrames;
    const isLast = end * frameSamples >= samples;
    stretches.push({
      from: begin * frameSamples,
      to: Math.min(samples, (end + lookAheadFrames) * frameSamples),
      skippedFrames: first - begin,
      endFrame: isLast ? undefined : end - begin,
    });
    if (isLast) return stretches;
  }
}

/** An ADTS header begins with twelve ones; bits 30 to 42 are the frame's length with it. */
function adtsFrames(bytes: Uint8Array): readonly Uint8Array[] {
  const frames: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let place = 0; place < bytes.length;) {
    const length = (view.getUint32(place + 2) >>> 5) & 0x1fff;
    if (view.getUint16(place) >>> 4 !== 0xfff || length < 7 || place + length > bytes.length)
      throw new Error('the encoder has written something else than frames of AAC');
    frames.push(bytes.subarray(place, place + length));
    place += length;
  }
  return frames;
}
