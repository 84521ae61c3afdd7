/**
 * The sound of the film, piece by piece, each exactly as many samples as its pictures last: joined so,
 * pictures and sound cannot drift apart however many clips there are.
 */
import type { FfmpegInput } from '../../ffmpeg/run.ts';
import { protocolGuard, type Demuxer } from '../../ffmpeg/demuxer.ts';

export const sampleRate = 48_000;

/** Frames of one source, whose sound is `audio`; silence where there is none. */
export interface SoundView {
  readonly audio:
    | {
        readonly path: string;
        readonly demuxer: Demuxer;
        readonly stream: number;
        readonly channels: number;
        /** How much later than the pictures it begins; less than 0: earlier. */
        readonly offsetSeconds: number;
      }
    | undefined;
  readonly from: number;
  readonly to: number;
}

export type SoundPiece =
  | { readonly kind: 'run'; readonly view: SoundView }
  | { readonly kind: 'fade'; readonly view: SoundView; readonly direction: 'in' | 'out' }
  | { readonly kind: 'blend'; readonly first: SoundView; readonly second: SoundView };

export interface SoundArguments {
  readonly inputs: readonly FfmpegInput[];
  readonly options: readonly string[];
}

/** Raw samples in: `-f f32le`, 48 kHz, stereo. */
export const rawSound = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '2'] as const;

/** Pieces after each other as raw 32-bit samples, in which nothing can clip. */
export function soundArguments(
  pieces: readonly SoundPiece[],
  framesPerSecond: number,
): SoundArguments {
  const inputs: FfmpegInput[] = [];
  const filters: string[] = [];
  const perFrame = sampleRate / framesPerSecond;
  const add = (view: SoundView, out: string, fade?: 'in' | 'out'): void => {
    const samples = (view.to - view.from) * perFrame;
    const faded = fade ? `,afade=t=${fade}:ss=0:ns=${samples}:curve=tri` : '';
    filters.push(`${soundChain(view, inputs, perFrame)}${faded}[${out}]`);
  };
  pieces.forEach((piece, index) => {
    if (piece.kind === 'blend') {
      add(piece.first, `f${index}`, 'out');
      add(piece.second, `s${index}`, 'in');
      filters.push(`[f${index}][s${index}]${sum}[p${index}]`);
    } else add(piece.view, `p${index}`, piece.kind === 'fade' ? piece.direction : undefined);
  });
  const labels = pieces.map((_, index) => `[p${index}]`).join('');
  filters.push(`${labels}concat=n=${pieces.length}:v=0:a=1[sound]`);
  return {
    inputs,
    options: ['-filter_complex', filters.join(';'), '-map', '[sound]', '-c:a', 'pcm_f32le'],
  };
}

/** Two stereo streams added, sample by sample, without being made quieter. */
export const sum = 'amerge=inputs=2,pan=stereo|c0=c0+c2|c1=c1+c3';

function soundChain(
  { audio, from, to }: SoundView,
  inputs: FfmpegInput[],
  perFrame: number,
): string {
  if (!audio) {
    return `anullsrc=r=${sampleRate}:cl=stereo,atrim=end_sample=${(to - from) * perFrame},${floats}`;
  }
  const number = inputs.length;
  inputs.push({ source: audio.path, options: [...protocolGuard, '-f', audio.demuxer] });
  const offset = Math.round(audio.offsetSeconds * sampleRate);
  const shift =
    offset > 0
      ? `adelay=${offset}S|${offset}S,`
      : offset < 0
        ? `atrim=start_sample=${-offset},asetpts=N/SR/TB,`
        : '';
  return (
    `[${number}:${audio.stream}]${stereo(audio.channels)},asetpts=N/SR/TB,${shift}` +
    `apad=whole_len=${to * perFrame},` +
    `atrim=start_sample=${from * perFrame}:end_sample=${to * perFrame},asetpts=N/SR/TB`
  );
}

/** To the film's rate and layout. One channel goes to both sides as loud as it is; ffmpeg's own way takes 3 dB. */
export function stereo(channels: number): string {
  const both = channels === 1 ? 'pan=stereo|c0=c0|c1=c0,' : '';
  return `${both}aresample=${sampleRate},${floats}`;
}

export const floats = 'aformat=sample_fmts=flt:channel_layouts=stereo';
