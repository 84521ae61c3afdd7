/**
 * By how many frames, and parts of one, the second clip is ahead of the first where they are laid over
 * each other. What differs between two frames of a pair is measured along the direction in which the
 * picture moves there, on the few pixels that move most: noise, and whatever a shift of colour leaves,
 * has hardly anything in common with that direction.
 *
 * A coder that saves does not draw again what moved a little: its frames lag behind by up to a frame
 * where motion is slow. The first frame of a clip is always drawn in full, so it counts for most.
 *
 * Where the one clip ends and the other goes on, motion may turn just there, and what moves about the seam
 * tells little of it. There the leap over the seam is also measured by the step before it and the step
 * behind it. These share a frame each with the leap, so that noise makes the leap look smaller than it
 * is, down to a step backwards, and never larger: the lead is no less than that.
 */
import { crowd } from './matches.ts';
import { frameSize, isCut, type Meeting, type Picture } from './likeness.ts';

export interface Lead {
  readonly frames: number;
  /** Its standard deviation. */
  readonly deviation: number;
}

export function leadOf(meeting: Meeting, repeated: number): Lead {
  const first = leadOfPair(meeting, repeated, 0);
  const others: Measured[] = [];
  const step = Math.max(1, Math.floor(repeated / mostPairs));
  for (let place = step; place < repeated; place += step)
    others.push(leadOfPair(meeting, repeated, place));
  const rest = averaged(others);
  const weights = [
    1 / (first.variance + residue),
    1 / (rest.variance + 2 * residue + rest.noise / 2),
  ] as const;
  const sum = weights[0] + weights[1];
  return {
    frames: (weights[0] * first.frames + weights[1] * rest.frames) / sum,
    deviation: Math.sqrt(1 / sum),
  };
}

const mostPairs = 16;
/** Square frames: what no number of pixels makes surer. */
const residue = 0.01;
/** Of a frame's pixels, those that move most. */
const movingShare = 0.02;
/** Two frames that are so unlike show motion plainly, and not yet another picture. */
const plainMotion = 0.02;
/** Frames to each side over which motion is measured at most. */
const longestSpan = 6;

interface Measured {
  readonly frames: number;
  readonly variance: number;
  /** Of one pixel, measured in frames of its motion. */
  readonly noise: number;
}

const unmeasured: Measured = { frames: 0, variance: 1e6, noise: 1e6 };

function averaged(all: readonly Measured[]): Measured {
  let [sum, frames, noise] = [0, 0, 0];
  for (const one of all) {
    const weight = 1 / (one.variance + residue);
    sum += weight;
    frames += weight * one.frames;
    noise += weight * one.noise;
  }
  if (sum === 0) return unmeasured;
  return { frames: frames / sum, variance: 1 / sum, noise: noise / sum };
}

/** The frame of the head at `place` against the one of the tail that it is taken to repeat. */
function leadOfPair(meeting: Meeting, repeated: number, place: number): Measured {
  const at = meeting.frames - repeated + place;
  const [one, other] = [meeting.tail[at], meeting.head[place]];
  const motion = motionAt(meeting, at, place);
  if (!one || !other || !motion) return unmeasured;
  const sizes = motion.map(Math.abs).sort();
  const smallest = sizes[Math.floor((1 - movingShare) * frameSize)] ?? 0;
  let [along, square, count, total] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < frameSize; pixel += 1) {
    const moved = motion[pixel] ?? 0;
    if (Math.abs(moved) < smallest) continue;
    const difference = (other[pixel] ?? 0) - (one[pixel] ?? 0);
    along += difference * moved;
    square += moved ** 2;
    total += difference ** 2;
    count += 1;
  }
  if (square === 0) return unmeasured;
  const frames = along / square;
  const noise = Math.max(0, total / square - frames ** 2);
  const least = at === meeting.frames - 1 ? leapOf(meeting, at, place) : undefined;
  return {
    frames: Math.max(frames, least ?? frames),
    variance: (noise * crowd) / count,
    noise,
  };
}

/**
 * From the last frame of the tail to the one of the head at `place`, in steps of the frames beside them;
 * undefined where there is none beside them, or nothing moves.
 */
function leapOf(
  { frames, tail, head, inHead }: Meeting,
  at: number,
  place: number,
): number | undefined {
  if (at === 0 || place === frames - 1 || isCut(inHead, place, place + 1, frames)) return undefined;
  const earlier = change(tail[at - 1], tail[at], 1);
  const later = change(head[place], head[place + 1], 1);
  const leap = change(tail[at], head[place], 1);
  let [along, square] = [0, 0];
  for (let pixel = 0; pixel < frameSize; pixel += 1) {
    const step = ((earlier[pixel] ?? 0) + (later[pixel] ?? 0)) / 2;
    along += (leap[pixel] ?? 0) * step;
    square += step ** 2;
  }
  return square === 0 ? undefined : along / square;
}

/**
 * What changes in a frame's time, pixel by pixel. From the tail alone, around the frame; where that ends,
 * from the tail before it and the head behind it, or from one of them where the other is cut. Never from
 * the two frames themselves, whose noise would be taken for motion.
 */
function motionAt(meeting: Meeting, at: number, place: number): Picture | undefined {
  const { frames, tail, head, inTail, inHead } = meeting;
  const around = Math.min(longestSpan, at, frames - 1 - at);
  if (around >= 1) {
    const room = uncut(around, (length) => isCut(inTail, at - length, at + length, frames));
    if (room < 1) return undefined;
    const span = spanOf(room, (length) => inTail(at - length, at + length));
    return change(tail[at - span], tail[at + span], 2 * span);
  }
  const [last, next] = [at - 1, place + 1];
  if (last < 1 || next > frames - 2) return undefined;
  const earlier = (span: number): Picture => change(tail[last - span], tail[last], span);
  const later = (span: number): Picture => change(head[next], head[next + span], span);
  const before = uncut(Math.min(longestSpan, last), (length) =>
    isCut(inTail, last - length, at, frames),
  );
  const behind = uncut(Math.min(longestSpan, frames - 1 - next), (length) =>
    isCut(inHead, place, next + length, frames),
  );
  if (before < 1 && behind < 1) return undefined;
  if (behind < 1) return earlier(spanOf(before, (length) => inTail(last, last - length)));
  if (before < 1) return later(spanOf(behind, (length) => inHead(next, next + length)));
  const span = spanOf(
    Math.min(before, behind),
    (length) => (inTail(last, last - length) + inHead(next, next + length)) / 2,
  );
  const ahead = later(span);
  return earlier(span).map((moved, pixel) => (moved + (ahead[pixel] ?? 0)) / 2);
}

/** The longest of so many frames at most that no cut is in. */
function uncut(most: number, isCutIn: (length: number) => boolean): number {
  let length = most;
  while (length > 0 && isCutIn(length)) length -= 1;
  return length;
}

/** The shortest span that shows motion plainly, or all that there is room for. */
function spanOf(room: number, unlike: (length: number) => number): number {
  let span = 1;
  while (span < room && unlike(span) < plainMotion) span += 1;
  return span;
}

function change(from: Picture | undefined, to: Picture | undefined, frames: number): Picture {
  if (!from || !to) throw new RangeError('motion was measured beyond the clip');
  return to.map((value, pixel) => (value - (from[pixel] ?? 0)) / frames);
}
