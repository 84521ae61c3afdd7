/** How much of what two frames of a clip differ by is motion, and how much is there without any. */
import { isCut, type Meeting, type Picture } from './likeness.ts';

/** Unlikeness of two frames of a clip: noise is there without any motion. */
interface Step {
  readonly noise: number;
  /** Added by the motion of one frame's time. */
  readonly step: number;
}

/** What moves so much from one frame to the next is settled by likeness alone. */
export const plainStep = 0.02;

/**
 * On average of the pairs. For small steps the unlikeness grows with the square of the time, that of noise
 * does not. So it is of motion that goes on; what jumps from frame to frame would be taken for noise.
 */
export function stepAt(meeting: Meeting, repeated: number): Step {
  const [one, two] = [apart(meeting, repeated, 1), apart(meeting, repeated, 2)];
  const step = Math.max(0, (two - one) / 3);
  const noise = Math.max(0, one - step);
  return repeated === 1 ? stepAtSeam(meeting, one, noise) : { noise, step };
}

/**
 * One frame alone may well be the next of what jumps or turns. So no more is taken for noise there than is in
 * most of the pixels, and no more for a step than the smaller of those beside the seam.
 */
function stepAtSeam(
  { frames, tail, head, inTail, inHead }: Meeting,
  mean: number,
  supposed: number,
): Step {
  const last = frames - 1;
  const everywhere = Math.max(inMost(tail[last - 1], tail[last]), inMost(head[0], head[1]));
  const noise = Math.min(supposed, mostNoise * everywhere);
  const step = mean - noise;
  if (step < plainStep) return { noise, step };
  const earlier = isCut(inTail, last - 1, last, frames) ? mean : inTail(last - 1, last);
  const later = isCut(inHead, 0, 1, frames) ? mean : inHead(0, 1);
  return { noise, step: Math.max(plainStep, Math.min(earlier, later) - noise) };
}

/** Times the square of what half of the pixels differ by at most: four times what even noise comes to. */
const mostNoise = 9;

/** How unlike frames of each clip are `time` frames apart, on average of those in the pairs; not over a cut. */
function apart({ frames, inTail, inHead }: Meeting, repeated: number, time: number): number {
  const all: number[] = [];
  for (let place = 0; place < repeated; place += 1) {
    const at = frames - repeated + place;
    if (at >= time && !isCut(inTail, at - time, at, frames)) all.push(inTail(at - time, at));
    if (place + time < frames && !isCut(inHead, place, place + time, frames))
      all.push(inHead(place, place + time));
  }
  return all.length === 0 ? 0 : all.reduce((sum, one) => sum + one, 0) / all.length;
}

function inMost(one: Picture | undefined, other: Picture | undefined): number {
  if (!one || !other) return Number.POSITIVE_INFINITY;
  const squares = one.map((value, pixel) => (value - (other[pixel] ?? 0)) ** 2).sort();
  return squares[squares.length >> 1] ?? 0;
}
