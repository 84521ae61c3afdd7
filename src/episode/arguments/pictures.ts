/** The commands that make pieces of pictures: as arguments, by pure functions. */
import type { FfmpegArguments } from '../../ffmpeg/run.ts';
import { protocolGuard } from '../../ffmpeg/demuxer.ts';
import type { FilmFormat } from '../film-format.ts';
import type { OverlapKind } from '../timeline.ts';
import { transitionFilters } from './transition.ts';
import { viewGraph, type View, type ViewGraph } from './view.ts';

export interface PieceArguments extends FfmpegArguments {
  /** The one input is to be opened through a list that begins here, by the file's own clock. */
  readonly inpointSeconds?: number;
}

/** A strip of words over whole frames of a piece, counted from its first. */
export interface LaidWords {
  readonly path: string;
  readonly topPx: number;
  readonly from: number;
  readonly to: number;
}

/** One view encoded. */
export function runArguments(
  view: View,
  format: FilmFormat,
  words: readonly LaidWords[] = [],
): PieceArguments {
  return encode(viewGraph(view, format, 0, 'v'), words, view.to - view.from, format);
}

/** A view that rises from a colour or sinks into it: the colour's own frame is the outermost one. */
export function fadeArguments(
  view: View,
  fade: { readonly direction: 'in' | 'out'; readonly color: 'black' | 'white' },
  format: FilmFormat,
  words: readonly LaidWords[] = [],
): PieceArguments {
  const { inputs, filters } = viewGraph(view, format, 0, 'a');
  const frames = view.to - view.from;
  // Rising, ffmpeg begins with the colour itself; sinking, it comes to it a frame behind the last.
  const steps = fade.direction === 'in' ? frames : Math.max(1, frames - 1);
  const chain = `[a]fade=t=${fade.direction}:s=0:n=${steps}:color=${fade.color}[v]`;
  return encode({ inputs, filters: [...filters, chain] }, words, frames, format);
}

/** Two views of one length that become each other. */
export function blendArguments(
  first: View,
  second: View,
  kind: OverlapKind,
  format: FilmFormat,
  words: readonly LaidWords[] = [],
): PieceArguments {
  const a = viewGraph(first, format, 0, 'a');
  const b = viewGraph(second, format, a.inputs.length, 'b');
  const frames = first.to - first.from;
  const filters = [...a.filters, ...b.filters, ...transitionFilters(kind, frames, format)];
  return encode({ inputs: [...a.inputs, ...b.inputs], filters }, words, frames, format);
}

/**
 * Frames `from` to `to` of a clip as they are coded. Both must be points where a copy may begin and
 * end (`copy-ranges.ts`). The concat demuxer goes to a keyframe by its own time stamp; `-ss` would on
 * older builds go to the one before.
 */
export function copyArguments(
  clip: { readonly path: string; readonly stream: number; readonly startSeconds: number },
  range: { readonly from: number; readonly to: number },
  format: FilmFormat,
): PieceArguments {
  const seconds = clip.startSeconds + range.from / format.framesPerSecond;
  return {
    inputs: [
      {
        source: clip.path,
        options: ['-copyts', ...protocolGuard, '-f', 'concat', '-safe', '1'],
      },
    ],
    inpointSeconds: seconds,
    options: [
      ...['-map', `0:${clip.stream}`, '-c:v', 'copy', '-copypriorss', '1'],
      ...['-frames:v', String(range.to - range.from)],
      ...container(format),
    ],
  };
}

/** Words lie over everything, a fade too: `[v]` becomes `[v1]` under the first, `[v2]` under the next. */
function wordsGraph(words: readonly LaidWords[], number: number): ViewGraph {
  return {
    inputs: words.map(({ path }) => ({
      source: path,
      options: [...protocolGuard, '-f', 'png_pipe'],
    })),
    filters: words.flatMap(({ topPx, from, to }, index) => [
      `[${number + index}:v]format=rgba[words${index + 1}]`,
      `${pictures(index)}[words${index + 1}]overlay=0:${topPx}:enable='between(n,${from},${to - 1})',` +
        `format=yuv420p${pictures(index + 1)}`,
    ]),
  };
}

/** The label of the pictures with so many words laid over. */
function pictures(words: number): string {
  return words === 0 ? '[v]' : `[v${words}]`;
}

function encode(
  graph: ViewGraph,
  words: readonly LaidWords[],
  frames: number,
  format: FilmFormat,
): PieceArguments {
  const { color, reorderFrames } = format;
  const laid = wordsGraph(words, graph.inputs.length);
  return {
    inputs: [...graph.inputs, ...laid.inputs],
    options: [
      ...['-filter_complex', [...graph.filters, ...laid.filters].join(';')],
      ...['-map', pictures(words.length)],
      ...['-r', String(format.framesPerSecond), '-frames:v', String(frames)],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '17', '-profile:v', 'high'],
      ...['-pix_fmt', 'yuv420p', '-g', String(format.framesPerSecond * 2), '-threads', '1'],
      ...(reorderFrames === 0
        ? ['-bf', '0']
        : ['-bf', '2', '-x264opts', `b-pyramid=${reorderFrames === 1 ? 'none' : 'normal'}`]),
      ...(color.space === undefined ? [] : ['-colorspace', color.space]),
      ...(color.primaries === undefined ? [] : ['-color_primaries', color.primaries]),
      ...(color.transfer === undefined ? [] : ['-color_trc', color.transfer]),
      // x264 writes its settings and version into the stream; without them the bytes are the same
      // whatever built it.
      ...['-bsf:v', 'filter_units=remove_types=6', '-flags:v', '+bitexact'],
      ...container(format),
    ],
  };
}

function container(format: FilmFormat): readonly string[] {
  return [
    ...['-an', '-map_metadata', '-1', '-fflags', '+bitexact'],
    ...['-video_track_timescale', String(format.timescale)],
  ];
}
