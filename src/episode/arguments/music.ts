/** The soundtrack laid under the film's sound. */
import type { FfmpegInput } from '../../ffmpeg/run.ts';
import { protocolGuard, type Demuxer } from '../../ffmpeg/demuxer.ts';
import { floats, rawSound, sampleRate, stereo, sum, type SoundArguments } from './sound.ts';

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

/** `soundPath` holds raw samples; music that is too short begins again from its start. */
export function musicArguments(
  soundPath: string,
  regions: readonly MusicRegion[],
  framesPerSecond: number,
): SoundArguments {
  const perFrame = sampleRate / framesPerSecond;
  const inputs: FfmpegInput[] = [{ source: soundPath, options: rawSound }];
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
      `asetpts=N/SR/TB[m${index}]`
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
        `[0:a]${floats}[film]`,
        `[film][bed]${sum}[sound]`,
      ].join(';'),
      ...['-map', '[sound]', '-c:a', 'pcm_f32le'],
    ],
  };
}
