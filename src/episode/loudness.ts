/** Brings the film's sound to its target and measures what came out: twice over, and said. */
import { join } from 'node:path';
import { runFfmpeg } from '../ffmpeg/run.ts';
import { highestPeakDb, measureArguments, type Gain } from './arguments/loudness.ts';
import { encodeSound, type EncodeOptions } from './encode-sound.ts';
import type { LoudnessReport } from './report.ts';

export interface Loudness {
  /** Integrated, in LUFS; null where there is nothing to hear. */
  readonly lufs: number | null;
  /** Of the samples or between them, as it was asked for, in dB of full scale; null for digital silence. */
  readonly peakDb: number | null;
}

export interface LoudnessOptions extends EncodeOptions {
  readonly targetLufs: number;
}

/** Raw samples to the film's AAC at its target: the path of its frames (`encode-sound.ts`), and what was measured. */
export async function makeLoud(
  rawPath: string,
  options: LoudnessOptions,
): Promise<{ readonly path: string; readonly loudness: LoudnessReport }> {
  const { targetLufs } = options;
  const before = await measureRaw(rawPath, options);
  let gain = firstGain(before, targetLufs);
  let path = '';
  let after = before;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    path = await encodeSound(rawPath, gain, options);
    after = await measure(path, { kind: 'coded', peak: 'true' }, options);
    const better = nextGain(gain, after, targetLufs);
    if (!better) break;
    gain = better;
  }
  return {
    path,
    loudness: {
      targetLufs,
      beforeLufs: before.lufs,
      gainDb: round(gain.gainDb),
      limited: gain.ceilingDb !== undefined,
      lufs: after.lufs,
      truePeakDb: after.peakDb,
    },
  };
}

/** A limiter makes quieter, and AAC moves peaks: each is seen in what came out, and mended. */
const mostAttempts = 3;
/** What a listener or a platform's check does not notice. */
const nearEnoughLu = 0.3;
/** Room for what AAC adds to peaks. */
const codingRoomDb = 0.5;

function firstGain({ lufs, peakDb }: Loudness, targetLufs: number): Gain {
  if (lufs === null || peakDb === null) return { gainDb: 0, ceilingDb: undefined };
  const gainDb = targetLufs - lufs;
  const tooHigh = peakDb + gainDb > highestPeakDb - codingRoomDb;
  return { gainDb, ceilingDb: tooHigh ? highestPeakDb - codingRoomDb : undefined };
}

/** Undefined where what came out is as it should be. */
function nextGain(gain: Gain, after: Loudness, targetLufs: number): Gain | undefined {
  if (after.lufs === null || after.peakDb === null) return undefined;
  const overDb = after.peakDb - highestPeakDb;
  const quietDb = targetLufs - after.lufs;
  const ceiling = gain.ceilingDb ?? highestPeakDb - codingRoomDb;
  if (overDb > 0)
    return { gainDb: gain.gainDb + Math.max(0, quietDb), ceilingDb: ceiling - overDb - 0.1 };
  if (Math.abs(quietDb) > nearEnoughLu)
    return { ...gain, gainDb: gain.gainDb + quietDb, ceilingDb: ceiling };
  return undefined;
}

/** What a listener or a broadcaster would notice. */
export function loudnessWarnings(loudness: LoudnessReport): readonly string[] {
  const { lufs, targetLufs, truePeakDb, gainDb } = loudness;
  const warnings: string[] = [];
  if (lufs === null && truePeakDb !== null)
    warnings.push('The film is too quiet to be measured: its sound was left as it is.');
  if (lufs !== null && Math.abs(lufs - targetLufs) > noticedLu)
    warnings.push(`The film came out at ${lufs} LUFS, not at ${targetLufs}.`);
  if (truePeakDb !== null && truePeakDb > highestPeakDb)
    warnings.push(`The film's true peak is ${truePeakDb} dBTP, above ${highestPeakDb}.`);
  if (gainDb > muchGainDb)
    warnings.push(
      `The clips are very quiet: their sound was made ${gainDb.toFixed(1)} dB louder, and their noise with it.`,
    );
  return warnings;
}

const noticedLu = 0.5;
const muchGainDb = 20;

/**
 * True peaks, which lie between samples, take three quarters of a measurement. Where even the samples are
 * far from the ceiling, theirs will do: what comes out is measured with true peaks whatever was done.
 */
async function measureRaw(path: string, options: LoudnessOptions): Promise<Loudness> {
  const quick = await measure(path, { kind: 'raw', peak: 'sample' }, options);
  const highest = quick.peakDb === null ? null : quick.peakDb + betweenSamplesDb;
  const { ceilingDb } = firstGain({ ...quick, peakDb: highest }, options.targetLufs);
  return ceilingDb === undefined ? quick : measure(path, { kind: 'raw', peak: 'true' }, options);
}

/** What sound that is no test signal adds between its samples is seldom half of this. */
const betweenSamplesDb = 3;

/** Throws Failure `ffmpeg-failed`. */
async function measure(
  path: string,
  sound: { readonly kind: 'raw' | 'coded'; readonly peak: 'sample' | 'true' },
  { staging, signal }: Omit<EncodeOptions, 'samples'>,
): Promise<Loudness> {
  const output = join(staging.folder, 'measured.crc');
  const { log } = await runFfmpeg(
    { ...measureArguments(path, sound), format: 'crc', output },
    { signal },
  );
  return readLoudness(log);
}

/** From the summary that `ebur128` writes at its end. */
function readLoudness(log: readonly string[]): Loudness {
  const summary = log.slice(log.findLastIndex((line) => line.includes('Summary:')) + 1).join('\n');
  const lufs = /^\s*I:\s+(-?[\d.]+|-inf|nan) LUFS/m.exec(summary)?.[1];
  const peak = /^\s*Peak:\s+(-?[\d.]+|-inf|nan) dBFS/m.exec(summary)?.[1];
  if (lufs === undefined || peak === undefined)
    throw new Error('ebur128 has left no summary in the log');
  const loudness = Number(lufs);
  const peakDb = Number(peak);
  return {
    // -70 LUFS is the gate below which nothing counts.
    lufs: Number.isFinite(loudness) && loudness > -70 ? loudness : null,
    peakDb: Number.isFinite(peakDb) ? peakDb : null,
  };
}

function round(decibels: number): number {
  return Math.round(decibels * 100) / 100;
}
