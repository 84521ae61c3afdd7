/**
 * Loudness by EBU R128: a measurement, and the gain that brings the film to its target. One gain for
 * the whole film, so that quiet scenes stay quiet; where its peaks would then be too high, a limiter
 * takes them down. (`loudnorm` would follow the sound up and down as soon as a film has more range
 * than it likes, and shorten it.)
 */
import type { FfmpegArguments } from '../../ffmpeg/run.ts';
import { protocolGuard } from '../../ffmpeg/demuxer.ts';
import { floats, rawSound, sampleRate } from './sound.ts';

/** Decibels below full scale that no true peak may pass, as EBU R128 has it. */
export const highestPeakDb = -1;

/** Reads the sound and writes next to nothing: the numbers are in the log (`readLoudness`). */
export function measureArguments(
  path: string,
  { kind, peak }: { readonly kind: 'raw' | 'coded'; readonly peak: 'sample' | 'true' },
): FfmpegArguments {
  const options = kind === 'raw' ? rawSound : codedSound;
  return {
    inputs: [{ source: path, options }],
    options: [
      // Each of its reports is a line of the log, unless that is of no interest.
      ...['-map', '0:a:0', '-af', `ebur128=peak=${peak}:framelog=verbose`],
      ...['-c:a', 'pcm_s16le'],
    ],
  };
}

export interface Gain {
  readonly gainDb: number;
  /** Where the limiter holds the samples; undefined: nothing comes near. */
  readonly ceilingDb: number | undefined;
}

/** Samples of a frame of AAC. */
export const frameSamples = 1024;

/** Frames of AAC in: `-f adts` out. */
export const codedSound = [...protocolGuard, '-f', 'aac'] as const;

/**
 * The raw samples of `range` to frames of AAC, louder by `gainDb`. Before the first frame that sounds
 * stands one of the coder's run-in.
 */
export function encodeArguments(
  soundPath: string,
  { gainDb, ceilingDb }: Gain,
  range: { readonly from: number; readonly to: number },
): FfmpegArguments {
  const samples = range.to - range.from;
  const filters = [
    `atrim=end_sample=${samples}`,
    ...(gainDb === 0 ? [] : [`volume=${gainDb.toFixed(3)}dB`]),
    ...(ceilingDb === undefined ? [] : limiter(ceilingDb, samples)),
  ];
  const skippedBytes = range.from * bytesPerSample;
  return {
    inputs: [
      { source: soundPath, options: ['-skip_initial_bytes', String(skippedBytes), ...rawSound] },
    ],
    options: [
      ...['-af', filters.join(',')],
      // At such a rate the better and the quicker of the encoder's ways (ffmpeg-codecs, aac); builds differ in which is theirs.
      ...['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '192k', '-map_metadata', '-1'],
      ...['-fflags', '+bitexact', '-flags:a', '+bitexact'],
    ],
  };
}

/** Two channels of 32 bits. */
const bytesPerSample = 8;

/** Peaks lie between samples: at four times the rate the limiter sees them. */
const limiterRate = sampleRate * 4;
const attackMs = 5;

/** It looks ahead by its attack and is late by as much: that is cut off again. */
function limiter(ceilingDb: number, samples: number): readonly string[] {
  const late = (limiterRate * attackMs) / 1000;
  return [
    `aresample=${limiterRate}`,
    `alimiter=limit=${(10 ** (ceilingDb / 20)).toFixed(6)}:attack=${attackMs}:release=80:level=0`,
    `apad=pad_len=${late}`,
    `atrim=start_sample=${late}`,
    'asetpts=N/SR/TB',
    `aresample=${sampleRate}`,
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
    floats,
  ];
}
