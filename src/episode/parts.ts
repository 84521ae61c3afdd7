/**
 * From the timeline to files: each piece becomes one part or several, that are a clip as it is, frames
 * copied out of one, or frames encoded. Pure: what is to be done, with the reason where something is
 * encoded.
 */
import {
  blendArguments,
  copyArguments,
  fadeArguments,
  runArguments,
  type LaidWords,
  type PieceArguments,
} from './arguments/pictures.ts';
import type { View } from './arguments/view.ts';
import type { VideoPacket } from '../ffmpeg/probe.ts';
import { splitRange, type Range } from './copy-ranges.ts';
import { unlikeFilm, type FilmFormat } from './film-format.ts';
import type { CueOverlay, Overlay } from './overlays.ts';
import { seekTo } from './seek.ts';
import type { ClipSource, Source } from './sources.ts';
import { pieceFrames, type Piece, type Segment, type FrameRange } from './timeline.ts';

export type Part =
  | {
      readonly kind: 'direct';
      readonly frames: number;
      readonly path: string;
      readonly startSeconds: number;
    }
  | {
      readonly kind: 'copy';
      readonly frames: number;
      readonly arguments: PieceArguments;
      /** What must come out, in order. */
      readonly packets: readonly VideoPacket[];
      /** In case something else comes out. */
      readonly instead: PieceArguments;
    }
  | {
      readonly kind: 'encode';
      readonly frames: number;
      readonly arguments: PieceArguments;
      readonly why: string;
    };

export interface Cut {
  readonly segments: readonly Segment[];
  readonly sources: readonly Source[];
  readonly format: FilmFormat;
  /** Pictures of the film's size over segments, by the segment's number. */
  readonly captions: ReadonlyMap<number, Overlay>;
  /** In the order of the film; no two overlap. */
  readonly subtitles: readonly CueOverlay[];
}

/** The parts of pieces that follow each other from the film's first frame on. */
export function partsOf(pieces: readonly Piece[], cut: Cut): readonly Part[] {
  let frame = 0;
  return pieces.flatMap((piece) => {
    const from = frame;
    frame += pieceFrames(piece);
    return pieceParts(piece, within(cut.subtitles, { from, to: frame }), cut);
  });
}

/** What of the words stands in the range, counted from its first frame. */
function within(words: readonly LaidWords[], range: Range): readonly LaidWords[] {
  return words
    .filter(({ from, to }) => from < range.to && to > range.from)
    .map((word) => ({
      ...word,
      from: Math.max(word.from, range.from) - range.from,
      to: Math.min(word.to, range.to) - range.from,
    }));
}

function pieceParts(piece: Piece, words: readonly LaidWords[], cut: Cut): readonly Part[] {
  const frames = pieceFrames(piece);
  switch (piece.kind) {
    case 'blend': {
      const { first, second, transition } = piece;
      const views = [viewOf(first, cut), viewOf(second, cut)] as const;
      return [
        {
          kind: 'encode',
          frames,
          arguments: blendArguments(...views, transition, cut.format, words),
          why: `${transition} from ${nameOf(first, cut)} to ${nameOf(second, cut)}`,
        },
      ];
    }
    case 'fade':
      return [
        {
          kind: 'encode',
          frames,
          arguments: fadeArguments(viewOf(piece.range, cut), piece, cut.format, words),
          why: `${nameOf(piece.range, cut)} fades ${piece.direction === 'in' ? 'from' : 'to'} ${piece.color}`,
        },
      ];
    case 'run':
      return runParts(piece.range, words, cut);
  }
}

function runParts(range: FrameRange, words: readonly LaidWords[], cut: Cut): readonly Part[] {
  const source = sourceOf(range, cut);
  const { format } = cut;
  // From here on words are counted as the source's frames are.
  const laid = words.map((word) => ({
    ...word,
    from: range.from + word.from,
    to: range.from + word.to,
  }));
  const encoded = (from: number, to: number, why: string): Part => {
    const own = within(laid, { from, to });
    return {
      kind: 'encode',
      frames: to - from,
      arguments: runArguments(viewOf({ ...range, from, to }, cut), format, own),
      why: `${source.name}: ${own.length > 0 ? 'subtitles are burnt in' : why}`,
    };
  };
  if (source.kind === 'black') return [encoded(range.from, range.to, 'made here')];
  if (source.kind === 'picture') return [encoded(range.from, range.to, 'a picture')];
  const reasons = [
    ...unlikeFilm(source.video, format),
    ...(cut.captions.has(range.segment) ? ['words lie over it'] : []),
  ];
  if (reasons.length > 0) return [encoded(range.from, range.to, reasons.join(', '))];
  const { video } = source;
  const whole = range.from === 0 && range.to === source.frames && laid.length === 0;
  const plain = video.index === 0 && video.timeBase.denominator === format.timescale;
  if (whole && plain)
    return [
      {
        kind: 'direct',
        frames: source.frames,
        path: source.path,
        startSeconds: video.startSeconds,
      },
    ];
  return splitRange(video.packets, range, laid).map(({ by, from, to }): Part => {
    if (by === 'encode') return encoded(from, to, 'cut between keyframes');
    return {
      kind: 'copy',
      frames: to - from,
      arguments: copyArguments(
        { path: source.path, stream: video.index, startSeconds: video.startSeconds },
        { from, to },
        format,
      ),
      packets: video.packets.slice(from, to),
      instead: runArguments(viewOf({ ...range, from, to }, cut), format),
    };
  });
}

function viewOf(range: FrameRange, cut: Cut): View {
  const source = sourceOf(range, cut);
  const { from, to } = range;
  const overlayPath = cut.captions.get(range.segment)?.path;
  switch (source.kind) {
    case 'black':
      return { source: { kind: 'black' }, from, to, overlayPath };
    case 'picture':
      return {
        source: {
          kind: 'picture',
          path: source.path,
          demuxer: source.demuxer,
          orientation: source.orientation,
        },
        from,
        to,
        overlayPath,
      };
    case 'clip':
      return { source: clipView(source, from, cut.format), from, to, overlayPath };
  }
}

function clipView({ path, video }: ClipSource, from: number, format: FilmFormat): View['source'] {
  const { pixelFormat, fieldOrder } = video;
  const rate = video.constantFrameRate;
  const interlaced = fieldOrder !== undefined && !['progressive', 'unknown'].includes(fieldOrder);
  const fits =
    !interlaced &&
    pixelFormat === 'yuv420p' &&
    video.width === format.width &&
    video.height === format.height &&
    video.rotationDegrees === 0 &&
    video.sampleAspectRatio.numerator === video.sampleAspectRatio.denominator &&
    video.discardedFrames === 0 &&
    video.colorSpace === format.color.space &&
    rate !== null &&
    rate.numerator === rate.denominator * format.framesPerSecond;
  return {
    kind: 'clip',
    path,
    stream: video.index,
    colorSpace: video.colorSpace,
    colorRange: video.colorRange,
    fits,
    interlaced,
    seek: fits ? seekTo(from, video, format.framesPerSecond) : undefined,
  };
}

function sourceOf(range: FrameRange, cut: Cut): Source {
  const segment = cut.segments[range.segment];
  const source = segment && cut.sources[segment.source];
  if (!source) throw new Error(`segment ${range.segment} has no source`);
  return source;
}

function nameOf(range: FrameRange, cut: Cut): string {
  return sourceOf(range, cut).name;
}
