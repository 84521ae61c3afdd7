/**
 * A view: some frames of one source as the film shows them, in its size, rate and pixels. The input
 * that ffmpeg opens, and the chain of filters that it goes through.
 */
import type { FfmpegInput } from '../../ffmpeg/run.ts';
import { protocolGuard, type Demuxer } from '../../ffmpeg/demuxer.ts';
import type { FilmFormat } from '../film-format.ts';

/** The colours' matrix and range as the file names them. */
interface ClipColors {
  readonly colorSpace: string | undefined;
  readonly colorRange: string | undefined;
}

export interface View {
  readonly source:
    | (ClipColors & {
        readonly kind: 'clip';
        readonly path: string;
        readonly stream: number;
        /** False where size, rate, pixels or fields must be changed first. */
        readonly fits: boolean;
        readonly interlaced: boolean;
        /** Where to begin to decode; undefined: at the file's beginning. */
        readonly seek: Seek | undefined;
      })
    | {
        readonly kind: 'picture';
        readonly path: string;
        readonly demuxer: Demuxer;
        /** As EXIF counts it: 1 is upright. */
        readonly orientation: number;
      }
    | { readonly kind: 'black' };
  readonly from: number;
  readonly to: number;
  /** A transparent picture that lies over it. */
  readonly overlayPath: string | undefined;
}

export interface Seek {
  /** Counted from the file's beginning; see `seek.ts`. */
  readonly seconds: number;
  /** Of the pictures, by the file's own clock. */
  readonly startSeconds: number;
}

export interface ViewGraph {
  readonly inputs: readonly FfmpegInput[];
  /** Filters that end in the label `out`. */
  readonly filters: readonly string[];
}

/** `number` is the first input's; `out` the label without brackets. */
export function viewGraph(view: View, format: FilmFormat, number: number, out: string): ViewGraph {
  const { inputs, chain } = base(view, format, number);
  if (view.overlayPath === undefined) return { inputs, filters: [`${chain}[${out}]`] };
  const overlay = number + inputs.length;
  return {
    inputs: [
      ...inputs,
      { source: view.overlayPath, options: [...protocolGuard, '-f', 'png_pipe'] },
    ],
    filters: [
      `${chain}[${out}under]`,
      `[${overlay}:v]format=rgba[${out}over]`,
      `[${out}under][${out}over]overlay=0:0,format=yuv420p[${out}]`,
    ],
  };
}

function base(
  { source, from, to }: View,
  format: FilmFormat,
  number: number,
): { readonly inputs: readonly FfmpegInput[]; readonly chain: string } {
  const { width, height, framesPerSecond: rate } = format;
  const frames = to - from;
  const again = `setpts=N/(${rate}*TB)`;
  switch (source.kind) {
    case 'black':
      return {
        inputs: [
          {
            source: `color=c=black:s=${width}x${height}:r=${rate}`,
            options: ['-f', 'lavfi'],
          },
        ],
        chain: `[${number}:v]trim=end_frame=${frames},${again},setsar=1,format=yuv420p`,
      };
    case 'picture':
      return {
        inputs: [
          {
            source: source.path,
            // Builds differ in whether they turn a picture: none may, for it is turned here.
            options: [
              ...[...protocolGuard, '-noautorotate', '-framerate', String(rate)],
              ...['-f', source.demuxer],
            ],
          },
        ],
        chain:
          `[${number}:v]${upright(source.orientation)}${fitted(format, '')},loop=loop=-1:size=1:start=0,` +
          `trim=end_frame=${frames},${again}`,
      };
    case 'clip': {
      const { seek } = source;
      if (seek) {
        // The bounds lie between frames, so that no rounding moves one over them.
        const seconds = (frame: number): string =>
          (seek.startSeconds + (frame - 0.5) / rate).toFixed(6);
        return {
          inputs: [{ source: source.path, options: [...seekOptions(seek), '-f', 'mov'] }],
          chain: `[${number}:${source.stream}]trim=start=${seconds(from)}:end=${seconds(to)},${again},format=yuv420p`,
        };
      }
      const change = source.fits
        ? ''
        : `setpts=PTS-STARTPTS,${source.interlaced ? 'yadif,' : ''}fps=${rate},` +
          `${fitted(format, colorsOf(source, format))},tpad=stop_mode=clone:stop=${rate},`;
      return {
        inputs: [{ source: source.path, options: [...protocolGuard, '-f', 'mov'] }],
        chain: `[${number}:${source.stream}]${change}trim=start_frame=${from}:end_frame=${to},${again},format=yuv420p`,
      };
    }
  }
}

/** The frames keep the file's own time stamps: wherever a build lands before them, the same ones are cut out. */
function seekOptions({ seconds }: Seek): readonly string[] {
  return [...protocolGuard, '-copyts', '-noaccurate_seek', '-ss', seconds.toFixed(6)];
}

/** The filters, with a comma behind, that turn and mirror a picture of an EXIF orientation. */
function upright(orientation: number): string {
  return turns[orientation] ?? '';
}

const turns: Readonly<Record<number, string>> = {
  2: 'hflip,',
  3: 'hflip,vflip,',
  4: 'vflip,',
  5: 'transpose=cclock_flip,',
  6: 'transpose=clock,',
  7: 'transpose=clock_flip,',
  8: 'transpose=cclock,',
};

/**
 * How the clip's colours are to be read. One that does not name them is taken for one of the film's kind:
 * left alone, ffmpeg would take it for a small old video, and change its colours.
 */
function colorsOf({ colorSpace, colorRange }: ClipColors, format: FilmFormat): string {
  const range = colorRange === 'pc' ? ':in_range=pc' : '';
  return `:in_color_matrix=${matrix(colorSpace ?? format.color.space)}${range}`;
}

/** The whole picture in the film's frame, with bars where its shape is another: nothing is cut off. */
function fitted(format: FilmFormat, colors: string): string {
  const { width, height } = format;
  return [
    'scale=iw*sar:ih',
    'setsar=1',
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:flags=lanczos${colors}` +
      `:out_color_matrix=${matrix(format.color.space)}:out_range=tv`,
    `format=yuv420p`,
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`,
    'setsar=1',
  ].join(',');
}

function matrix(colorSpace: string | undefined): 'bt601' | 'bt709' {
  return colorSpace === 'smpte170m' || colorSpace === 'bt470bg' ? 'bt601' : 'bt709';
}
