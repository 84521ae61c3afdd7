/**
 * The sound of the film, piece by piece, each exactly as many samples as its pictures last: joined so,
 * pictures and sound cannot drift apart however many clips there are.
 */
import type { FfmpegArguments, FfmpegInput } from '../../ffmpeg/run.ts';
import { noPictures, protocolGuard, type Demuxer } from '../../ffmpeg/demuxer.ts';

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
        readonly durationSeconds: number;
      }
    | undefined;
  readonly from: number;
  readonly to: number;
}

/** How a piece begins and ends, and whether it is one that music makes way for. */
interface PieceEnds {
  /** Samples of the source before the piece's own, heard together with the end of the piece before. */
  readonly leadSamples: number;
  /** Samples behind them, heard together with the beginning of the next. */
  readonly trailSamples: number;
  /** It begins at a cut, and comes up from nothing. */
  readonly rises: boolean;
  /** It ends at a cut, and goes down to nothing. */
  readonly falls: boolean;
  readonly speech: boolean;
}

export type SoundPiece = PieceEnds &
  (
    | { readonly kind: 'run'; readonly view: SoundView }
    | { readonly kind: 'fade'; readonly view: SoundView; readonly direction: 'in' | 'out' }
    | { readonly kind: 'blend'; readonly first: SoundView; readonly second: SoundView }
  );

/** Without lead and trail. */
export function pieceSamples(piece: SoundPiece, framesPerSecond: number): number {
  const { from, to } = piece.kind === 'blend' ? piece.first : piece.view;
  return (to - from) * (sampleRate / framesPerSecond);
}

/** Raw samples in: `-f f32le`, 48 kHz, stereo. */
export const rawSound = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '2'] as const;

/**
 * Pieces after each other, each with its lead and trail, as raw 32-bit samples in which nothing can
 * clip. What leads and trails is laid over its neighbours afterwards (`lay-sound.ts`).
 */
export function soundArguments(
  pieces: readonly SoundPiece[],
  framesPerSecond: number,
): FfmpegArguments {
  const inputs: FfmpegInput[] = [];
  const filters: string[] = [];
  const perFrame = sampleRate / framesPerSecond;
  const add = (view: SoundView, ends: PieceEnds, out: string, fade?: 'in' | 'out'): void => {
    const range = {
      from: view.from * perFrame - ends.leadSamples,
      to: view.to * perFrame + ends.trailSamples,
    };
    const faded = fade ? `,afade=t=${fade}:ss=0:ns=${range.to - range.from}:curve=tri` : '';
    filters.push(`${soundChain(view, range, inputs)}${faded}[${out}]`);
  };
  pieces.forEach((piece, index) => {
    if (piece.kind === 'blend') {
      add(piece.first, piece, `f${index}`, 'out');
      add(piece.second, piece, `s${index}`, 'in');
      filters.push(`[f${index}][s${index}]${sum}[p${index}]`);
    } else add(piece.view, piece, `p${index}`, piece.kind === 'fade' ? piece.direction : undefined);
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

/** `range` in samples of the source, counted from its pictures' first frame. */
function soundChain(
  { audio }: SoundView,
  range: { readonly from: number; readonly to: number },
  inputs: FfmpegInput[],
): string {
  const length = range.to - range.from;
  if (!audio) return `anullsrc=r=${sampleRate}:cl=stereo,atrim=end_sample=${length},${floats}`;
  const number = inputs.length;
  inputs.push({
    source: audio.path,
    options: [...protocolGuard, ...noPictures, '-f', audio.demuxer],
  });
  const offset = Math.round(audio.offsetSeconds * sampleRate);
  return (
    `[${number}:${audio.stream}]${stereo(audio.channels)},asetpts=N/SR/TB,${shifted(offset)}` +
    `apad=whole_len=${range.to},` +
    `atrim=start_sample=${range.from}:end_sample=${range.to},asetpts=N/SR/TB`
  );
}

/** The filter, with a comma behind, that brings a sound's first sample to the pictures' first frame. */
function shifted(offsetSamples: number): string {
  if (offsetSamples > 0) return `adelay=${offsetSamples}S|${offsetSamples}S,`;
  return offsetSamples < 0 ? `atrim=start_sample=${-offsetSamples},asetpts=N/SR/TB,` : '';
}

/** To the film's rate and layout. One channel goes to both sides as loud as it is; ffmpeg's own way takes 3 dB. */
export function stereo(channels: number): string {
  const both = channels === 1 ? 'pan=stereo|c0=c0|c1=c0,' : '';
  return `${both}aresample=${sampleRate},${floats}`;
}

export const floats = 'aformat=sample_fmts=flt:channel_layouts=stereo';
