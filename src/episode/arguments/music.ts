/** The soundtrack laid under the film's sound. */
import type { FfmpegArguments, FfmpegInput } from '../../ffmpeg/run.ts';
import { protocolGuard, type Demuxer } from '../../ffmpeg/demuxer.ts';
import { floats, rawSound, sampleRate, stereo, sum } from './sound.ts';

/** A stretch of the film with one soundtrack, or with none. */
export interface MusicRegion {
  readonly frames: number;
  readonly music:
    | {
        readonly path: string;
        readonly demuxer: Demuxer;
        readonly stream: number;
        readonly channels: number;
        readonly levelDb: number;
        /** Where in the music the stretch begins: film time for the film's own, 0 for a scene's. */
        readonly fromFrame: number;
      }
    | undefined;
}

export interface FilmSound {
  /** Raw samples. */
  readonly path: string;
  /** Those of the pieces with speech alone, silence between; undefined where nobody speaks. */
  readonly speechPath: string | undefined;
  readonly samples: number;
}

/** Music that is too short begins again from its start; it fades out where it ends, and makes way for speech. */
export function musicArguments(
  film: FilmSound,
  regions: readonly MusicRegion[],
  framesPerSecond: number,
): FfmpegArguments {
  const perFrame = sampleRate / framesPerSecond;
  const inputs: FfmpegInput[] = [{ source: film.path, options: rawSound }];
  const filters = regions.map(({ frames, music }, index) => {
    const samples = frames * perFrame;
    if (!music)
      return `anullsrc=r=${sampleRate}:cl=stereo,atrim=end_sample=${samples},${floats}[m${index}]`;
    const start = music.fromFrame * perFrame;
    inputs.push({
      source: music.path,
      options: ['-stream_loop', '-1', ...protocolGuard, '-f', music.demuxer],
    });
    return (
      `[${inputs.length - 1}:${music.stream}]${stereo(music.channels)},asetpts=N/SR/TB,` +
      `volume=${music.levelDb}dB,atrim=start_sample=${start}:end_sample=${start + samples},` +
      `asetpts=N/SR/TB,${fades(samples, music.fromFrame === 0)}[m${index}]`
    );
  });
  const labels = regions.map((_, index) => `[m${index}]`).join('');
  return {
    inputs,
    options: [
      '-filter_complex',
      [
        ...filters,
        `${labels}concat=n=${regions.length}:v=0:a=1[bed]`,
        ...ducked(film, inputs),
        `[0:a]${floats}[film]`,
        `[film][under]${sum}[sound]`,
      ].join(';'),
      ...['-map', '[sound]', '-c:a', 'pcm_f32le'],
    ],
  };
}

function fades(samples: number, fromItsStart: boolean): string {
  const { rise, fall } = musicFades(samples, { perSecond: sampleRate, fromItsStart });
  return (
    `afade=t=in:ss=0:ns=${rise}:curve=tri,` +
    `afade=t=out:ss=${samples - fall}:ns=${fall}:curve=tri`
  );
}

/**
 * How long music rises and falls, in samples or in frames, as its length is given: what begins has its
 * own beginning, what comes back half-way rises.
 */
export function musicFades(
  length: number,
  { perSecond, fromItsStart }: { readonly perSecond: number; readonly fromItsStart: boolean },
): { readonly rise: number; readonly fall: number } {
  return {
    rise: Math.floor(Math.min(perSecond * (fromItsStart ? 0.01 : 0.5), length / 4)),
    fall: Math.floor(Math.min(perSecond * 2, length / 4)),
  };
}

/** Down by about 10 dB while somebody speaks at the usual level, and slowly back. */
const ducking = 'threshold=0.02:ratio=6:attack=40:release=700:knee=3';

function ducked({ speechPath, samples }: FilmSound, inputs: FfmpegInput[]): readonly string[] {
  if (speechPath === undefined) return [`[bed]${floats}[under]`];
  inputs.push({ source: speechPath, options: rawSound });
  return [
    `[${inputs.length - 1}:a]${floats}[key]`,
    `[bed][key]sidechaincompress=${ducking},apad=whole_len=${samples},` +
      `atrim=end_sample=${samples},${floats}[under]`,
  ];
}
