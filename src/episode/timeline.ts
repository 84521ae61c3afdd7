/**
 * The film as data: segments of sources, joined by transitions, become pieces that follow each other
 * frame by frame. Nothing here knows of files; a frame is one of the film's rate.
 */
import type { TransitionKind } from '../plan/plan.ts';

/** Frames `from` up to, not including, `to` of the source that stands at `source` in the list. */
export interface Segment {
  readonly cutIndex: number;
  readonly source: number;
  readonly from: number;
  readonly to: number;
}

/** Stands before segment `before`; 0 is the film's start, the number of segments its end. */
export interface Transition {
  readonly before: number;
  readonly kind: TransitionKind;
  readonly frames: number;
}

/** Frames of one segment, counted as those of its source. */
export interface FrameRange {
  readonly segment: number;
  readonly from: number;
  readonly to: number;
}

export type OverlapKind = Exclude<TransitionKind, 'cut' | 'fade-black' | 'fade-white'>;

export type Piece =
  | { readonly kind: 'run'; readonly range: FrameRange }
  | {
      readonly kind: 'fade';
      readonly range: FrameRange;
      readonly direction: 'in' | 'out';
      readonly color: 'black' | 'white';
    }
  | {
      readonly kind: 'blend';
      readonly transition: OverlapKind;
      readonly first: FrameRange;
      readonly second: FrameRange;
    };

/** Where a transition stands in the film; a fade with the halves of both its sides. */
export interface PlacedTransition {
  readonly kind: TransitionKind;
  readonly firstFrame: number;
  readonly frames: number;
}

export interface Timeline {
  readonly pieces: readonly Piece[];
  /** Those that last, in the order of the film. */
  readonly transitions: readonly PlacedTransition[];
  /** Of each segment, where it begins in the film. */
  readonly firstFrames: readonly number[];
  readonly frames: number;
  readonly warnings: readonly string[];
}

/** How many frames of the film the piece is. */
export function pieceFrames(piece: Piece): number {
  const { from, to } = piece.kind === 'blend' ? piece.first : piece.range;
  return to - from;
}

export function buildTimeline(
  segments: readonly Segment[],
  transitions: readonly Transition[],
): Timeline {
  const warnings: string[] = [];
  const joints = jointsOf(segments, transitions, warnings);
  const pieces: Piece[] = [];
  const firstFrames: number[] = [];
  let frame = 0;
  const add = (piece: Piece): void => {
    if (pieceFrames(piece) <= 0) return;
    pieces.push(piece);
    frame += pieceFrames(piece);
  };
  segments.forEach((segment, index) => {
    const start = joints[index];
    const end = joints[index + 1];
    if (!start || !end) return;
    const range = (from: number, to: number): FrameRange => ({ segment: index, from, to });
    firstFrames.push(start.overlap ? frame - start.intoFrames : frame);
    const bodyFrom = segment.from + start.intoFrames;
    const bodyTo = segment.to - end.outOfFrames;
    if (start.color)
      add({
        kind: 'fade',
        direction: 'in',
        color: start.color,
        range: range(segment.from, bodyFrom),
      });
    add({ kind: 'run', range: range(bodyFrom, bodyTo) });
    if (end.color)
      add({ kind: 'fade', direction: 'out', color: end.color, range: range(bodyTo, segment.to) });
    const next = segments[index + 1];
    if (end.overlap && next)
      add({
        kind: 'blend',
        transition: end.overlap,
        first: range(bodyTo, segment.to),
        second: { segment: index + 1, from: next.from, to: next.from + end.intoFrames },
      });
  });
  const placed = placedTransitions(joints, [...firstFrames, frame]);
  return { pieces, transitions: placed, firstFrames, frames: frame, warnings };
}

/** `places`: the film's frame at which the segment behind each joint begins. */
function placedTransitions(
  joints: readonly Joint[],
  places: readonly number[],
): readonly PlacedTransition[] {
  return joints.flatMap(
    ({ overlap, color, outOfFrames, intoFrames }, index): readonly PlacedTransition[] => {
      const place = places[index] ?? 0;
      if (overlap) return [{ kind: overlap, firstFrame: place, frames: intoFrames }];
      if (!color) return [];
      const firstFrame = place - outOfFrames;
      return [{ kind: `fade-${color}`, firstFrame, frames: outOfFrames + intoFrames }];
    },
  );
}

/** What happens between two segments: frames taken of the one before and the one after. */
interface Joint {
  readonly outOfFrames: number;
  readonly intoFrames: number;
  readonly overlap?: OverlapKind;
  readonly color?: 'black' | 'white';
}

const hardCut: Joint = { outOfFrames: 0, intoFrames: 0 };

function jointsOf(
  segments: readonly Segment[],
  transitions: readonly Transition[],
  warnings: string[],
): readonly Joint[] {
  const joints: Joint[] = Array.from({ length: segments.length + 1 }, () => hardCut);
  for (const { before, kind, frames } of transitions) {
    if (kind === 'cut') continue;
    const room = Math.min(roomOf(segments[before - 1]), roomOf(segments[before]));
    const atEnd = before === 0 || before === segments.length;
    const fade = kind === 'fade-black' || kind === 'fade-white';
    if (atEnd && !fade) {
      warnings.push(
        `A ${kind} stands at the film's ${before === 0 ? 'start' : 'end'}, where it joins nothing.`,
      );
      continue;
    }
    const fitting = Math.min(frames, room);
    if (fitting < frames)
      warnings.push(
        `The ${kind} before item ${before + 1} of the film lasts ${fitting} frames, not ${frames}: its neighbours are too short.`,
      );
    if (fitting <= 0) continue;
    joints[before] = fade
      ? fadeJoint(kind, fitting, before, segments.length)
      : overlap(kind, fitting);
  }
  return joints;
}

/** Half of a segment, so that two transitions never meet in it; without end beyond the film. */
function roomOf(segment: Segment | undefined): number {
  return segment ? Math.floor((segment.to - segment.from) / 2) : Number.POSITIVE_INFINITY;
}

function overlap(kind: OverlapKind, frames: number): Joint {
  return { outOfFrames: frames, intoFrames: frames, overlap: kind };
}

/** Half from each side; at the film's ends the one side that there is has it all. */
function fadeJoint(
  kind: 'fade-black' | 'fade-white',
  frames: number,
  before: number,
  count: number,
): Joint {
  const color = kind === 'fade-black' ? 'black' : 'white';
  if (before === 0) return { outOfFrames: 0, intoFrames: frames, color };
  if (before === count) return { outOfFrames: frames, intoFrames: 0, color };
  const outOfFrames = Math.floor(frames / 2);
  return { outOfFrames, intoFrames: frames - outOfFrames, color };
}
