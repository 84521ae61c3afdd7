/** How much of what two frames of a clip differ by is motion, and how much is there without any. */
import { isCut, type Meeting, type Picture } from './likeness.ts';

/**
 * What a frame's time of motion adds to how unlike two frames of a clip are, and what is there without
 * any: for small steps the one grows with the square of the time, the other does not. So it is of motion
 * that goes on; what jumps from frame to frame looks like noise, but noise is in most of the pixels. One
 * frame alone may well be the next of what jumps, so there no more is taken for noise.
 */
export function stepAt(
  meeting: Meeting,
  repeated: number,
): { readonly noise: number; readonly step: number } {
  const [one, two] = [apart(meeting, repeated, 1), apart(meeting, repeated, 2)];
  const step = Math.max(0, (two - one) / 3);
  const noise = Math.max(0, one - step);
  if (repeated > 1) return { noise, step };
  const { frames, tail, head } = meeting;
  const everywhere =
    mostNoise * Math.max(inMost(tail[frames - 2], tail[frames - 1]), inMost(head[0], head[1]));
  return everywhere < noise ? { noise: everywhere, step: one - everywhere } : { noise, step };
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
