/**
 * A picture that stands still across the seam: how much of it was repeated, no frame can tell. The
 * longest repetition is taken that loses nothing but a hold.
 */
import type { Meeting } from './likeness.ts';

/** 0 where the clips do not show one picture at the seam. */
export function standstillOf(meeting: Meeting): number {
  const { frames, across, inTail, inHead } = meeting;
  const noise = frames > 1 ? inTail(frames - 1, frames - 2) + inHead(0, 1) : 0;
  return across(frames - 1, 0) > stillUnlikeness + noise ? 0 : stillFrames(meeting);
}

/** Whether nothing moves from end to end, so that there is nothing to tell frames by. */
export function standsThroughout(meeting: Meeting): boolean {
  return stillFrames(meeting) === meeting.frames;
}

/** Frames to each side of the seam that show what the one beside it shows; 0 where hardly any do. */
function stillFrames({ frames, inTail, inHead }: Meeting): number {
  const last = frames - 1;
  const run = (unlike: (place: number) => number): number => {
    const still = frames > 1 ? unlike(1) * 1.15 + unmoved : 0;
    let length = 1;
    while (length < frames && unlike(length) <= still) length += 1;
    return length;
  };
  const length = Math.min(
    run((place) => inTail(last, last - place)),
    run((place) => inHead(0, place)),
  );
  return length < Math.min(shortestHold, frames) ? 0 : length;
}

/** Frames: motion that turns just at the seam rests for less. */
const shortestHold = 4;

/** What coding a still picture again can do. */
const stillUnlikeness = 0.003;
/** No more unlike than this: nothing has moved. */
const unmoved = 0.00001;
