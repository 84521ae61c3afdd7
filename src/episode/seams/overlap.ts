/**
 * How many frames one clip repeats of another: the tail of `before` that comes again as the head of
 * `after`. Pure comparison of small grey frames.
 *
 * Each frame is brought to one brightness and contrast, so that a shift of either between the clips
 * counts for nothing. A candidate of k frames is as bad as its frames are unlike, on average, and the
 * least bad is believed where one of these holds: it is much nearer than one frame is to the next; it
 * is a dip, with worse candidates on both sides (slow pictures that were coded again); or nothing
 * moves. A picture that stands still makes neighbouring candidates equally good: then the longest of
 * them is taken, for it leaves no standstill.
 */

export const thumbnailSize = { width: 64, height: 36 } as const;
export const frameSize = thumbnailSize.width * thumbnailSize.height;

export interface Thumbnails {
  /** Frames after each other, a byte a pixel. */
  readonly bytes: Uint8Array;
  readonly frames: number;
}

export interface Overlap {
  /** 0: nothing is repeated. */
  readonly frames: number;
  /** From 0 to 1; of "nothing" too. */
  readonly confidence: number;
}

export function findOverlap(before: Thumbnails, after: Thumbnails): Overlap {
  const longest = Math.min(before.frames, after.frames);
  if (longest === 0) return { frames: 0, confidence: 0 };
  const tail = normalised(before, before.frames - longest, longest);
  const head = normalised(after, 0, longest);
  const errors = candidateErrors(tail, head, longest);
  const best = indexOfLeast(errors);
  const least = errors[best] ?? 0;
  const steps = stepsAround(tail, head, longest);
  const still = steps.far <= Math.max(steps.near * 1.5, unmoved);
  const believed = still ? Math.max(stillUnlikeness, steps.near * 2) : steps.near * nearness;
  if (least > believed && !(least <= dipUnlikeness && isDip(errors, best)))
    return { frames: 0, confidence: clamp((least - believed) / least) };
  const last = still ? endOfPlateau(errors, best, least) : best;
  // A clip that is a repetition from end to end tells where it begins as little as one that is not.
  if (last + 1 === after.frames) return { frames: 0, confidence: 0 };
  const distinct = clamp(1 - least / Math.max(rivalOf(errors, best, last), 1e-6));
  return { frames: last + 1, confidence: still ? Math.min(distinct, 0.5) : distinct };
}

/*
 * Unlikeness is in standard deviations of a frame's brightness: 0 is the same picture, about 1 another.
 */

/** How much nearer than the next frame a repeated one must be. */
const nearness = 0.5;
/** Eight frames apart and no more unlike than this: nothing moves. */
const unmoved = 0.01;
/** What coding a still picture again can do. */
const stillUnlikeness = 0.03;
/** A dip above this is a likeness, not a repetition. */
const dipUnlikeness = 0.08;

/** Frames with mean 0 and deviation 1; a plain one keeps what little it has. */
function normalised(clip: Thumbnails, from: number, count: number): readonly Float32Array[] {
  return Array.from({ length: count }, (_, index) => {
    const start = (from + index) * frameSize;
    const pixels = Float32Array.from(clip.bytes.subarray(start, start + frameSize));
    let total = 0;
    for (const pixel of pixels) total += pixel;
    const mean = total / frameSize;
    let squares = 0;
    for (const pixel of pixels) squares += (pixel - mean) ** 2;
    const deviation = Math.max(Math.sqrt(squares / frameSize), plainest);
    return pixels.map((pixel) => (pixel - mean) / deviation);
  });
}

/** Grey levels: below this a frame is a plain colour, and its noise is not a picture. */
const plainest = 4;

/** At index k-1 the mean unlikeness of the k frames that would be repeated. */
function candidateErrors(
  tail: readonly Float32Array[],
  head: readonly Float32Array[],
  longest: number,
): readonly number[] {
  const errors: number[] = [];
  for (let count = 1; count <= longest; count += 1) {
    let total = 0;
    for (let index = 0; index < count; index += 1)
      total += unlikeness(tail[longest - count + index], head[index]);
    errors.push(total / count);
  }
  return errors;
}

function unlikeness(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b) return Number.POSITIVE_INFINITY;
  let total = 0;
  for (let index = 0; index < frameSize; index += 1)
    total += Math.abs((a[index] ?? 0) - (b[index] ?? 0));
  return total / frameSize;
}

/** The median unlikeness near the seam of a frame and the next, and of frames eight apart. */
function stepsAround(
  tail: readonly Float32Array[],
  head: readonly Float32Array[],
  longest: number,
): { readonly near: number; readonly far: number } {
  const reach = Math.min(longest, 32);
  const ending = tail.slice(longest - reach);
  const beginning = head.slice(0, reach);
  const median = (distance: number): number => {
    const steps = [ending, beginning].flatMap((side) =>
      side.slice(distance).map((frame, index) => unlikeness(side[index], frame)),
    );
    steps.sort((a, b) => a - b);
    return steps[steps.length >> 1] ?? 0;
  };
  return { near: median(1), far: median(Math.min(8, reach - 1)) };
}

/** Clearly less than what lies a few candidates to either side; the first candidates have no side. */
function isDip(errors: readonly number[], best: number): boolean {
  const reach = Math.min(3, best);
  if (reach < 2) return false;
  const least = errors[best] ?? 0;
  const before = errors[best - reach] ?? 0;
  const after = errors[best + reach] ?? Number.POSITIVE_INFINITY;
  return Math.min(before, after) > least * 1.15;
}

/** Onward from the best candidate while the next is as good: a standstill. */
function endOfPlateau(errors: readonly number[], best: number, least: number): number {
  let end = best;
  while ((errors[end + 1] ?? Number.POSITIVE_INFINITY) <= least * 1.1 + 0.0005) end += 1;
  return end;
}

/** The best candidate that is not the chosen one or its neighbour. */
function rivalOf(errors: readonly number[], from: number, to: number): number {
  let rival = Number.POSITIVE_INFINITY;
  errors.forEach((error, index) => {
    if (index < from - 1 || index > to + 1) rival = Math.min(rival, error);
  });
  return rival;
}

function indexOfLeast(values: readonly number[]): number {
  let best = 0;
  values.forEach((value, index) => {
    if (value < (values[best] ?? 0)) best = index;
  });
  return best;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
