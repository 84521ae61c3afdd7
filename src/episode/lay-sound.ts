/**
 * Lays pieces of raw sound after each other, sample by sample: at a cut the earlier goes down and the
 * later comes up, over each other where they have samples to spare. The film is exactly as long as its
 * pieces without them.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { crossSamples } from './sound-pieces.ts';

export interface LaidPiece {
  /** Its own samples, without lead and trail. */
  readonly samples: number;
  readonly leadSamples: number;
  readonly trailSamples: number;
  readonly rises: boolean;
  readonly falls: boolean;
  readonly speech: boolean;
}

export interface LaidBatch {
  /** Raw 32-bit stereo samples of `pieces`, each with its lead and trail. */
  readonly path: string;
  readonly pieces: readonly LaidPiece[];
}

/** Writes the film's sound, and where `speechPath` is given that of the pieces with speech alone. */
export async function laySound(
  batches: readonly LaidBatch[],
  outputs: { readonly path: string; readonly speechPath: string | undefined },
): Promise<void> {
  const all = await overlapWriter(outputs.path);
  const speech =
    outputs.speechPath === undefined ? undefined : await overlapWriter(outputs.speechPath);
  try {
    let overlap = 0;
    let room = new Float32Array(0);
    for (const { path, pieces } of batches) {
      const file = await open(path, 'r');
      try {
        for (const piece of pieces) {
          const length = (piece.leadSamples + piece.samples + piece.trailSamples) * channels;
          if (room.length < length) room = new Float32Array(length);
          const sound = room.subarray(0, length);
          await readSamples(file, sound);
          ramp(sound, piece);
          overlap += piece.leadSamples;
          await all.add(sound, overlap);
          await speech?.add(piece.speech ? sound : sound.fill(0), overlap);
          overlap = piece.trailSamples;
        }
      } finally {
        await file.close();
      }
    }
  } finally {
    await all.close();
    await speech?.close();
  }
}

const channels = 2;

function ramp(sound: Float32Array, { rises, falls }: LaidPiece): void {
  const end = sound.length - channels;
  for (let sample = 0; sample < crossSamples; sample += 1) {
    const gain = (sample + 0.5) / crossSamples;
    for (let channel = 0; channel < channels; channel += 1) {
      const place = sample * channels + channel;
      if (rises) sound[place] = (sound[place] ?? 0) * gain;
      const back = end - sample * channels + channel;
      if (falls) sound[back] = (sound[back] ?? 0) * gain;
    }
  }
}

interface OverlapWriter {
  /** The first `overlap` samples lie over the last ones so far. Keeps no hold of `sound`. */
  add(sound: Float32Array, overlap: number): Promise<void>;
  close(): Promise<void>;
}

/** Holds back as many samples as may yet be laid over. */
async function overlapWriter(path: string): Promise<OverlapWriter> {
  const file = await open(path, 'w');
  let held = new Float32Array(0);
  return {
    async add(sound, overlap) {
      const shared = overlap * channels;
      const from = held.length - shared;
      for (let place = 0; place < shared; place += 1)
        held[from + place] = (held[from + place] ?? 0) + (sound[place] ?? 0);
      const rest = sound.subarray(shared);
      const kept = Math.min(rest.length, crossSamples * channels);
      await write(file, held);
      await write(file, rest.subarray(0, rest.length - kept));
      held = rest.slice(rest.length - kept);
    },
    async close() {
      await write(file, held);
      await file.close();
    },
  };
}

/** Fills `sound` with what comes next in the file. */
async function readSamples(file: FileHandle, sound: Float32Array): Promise<void> {
  const bytes = new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength);
  let read = 0;
  while (read < bytes.length) {
    const { bytesRead } = await file.read(bytes, read, bytes.length - read, null);
    if (bytesRead === 0)
      throw new Error(`a piece of sound is ${bytes.length - read} bytes too short`);
    read += bytesRead;
  }
}

async function write(file: FileHandle, sound: Float32Array): Promise<void> {
  const bytes = new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength);
  let written = 0;
  while (written < bytes.length)
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
}
