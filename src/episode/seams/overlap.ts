/**
 * How many frames one clip repeats of another: the tail of `before` that comes again as the head of
 * `after`. Pure comparison of small grey frames.
 *
 * Each frame is brought to one brightness and contrast, so that a shift of either between the clips
 * counts for nothing. A candidate of k frames is as bad as its frames are unlike, on average; it is
 * believed where it is much nearer than one frame is to the next. A picture that stands still makes
 * neighbouring candidates equally good: then the longest of them is taken, for it leaves no standstill.
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
  const motion = motionAround(tail, head, longest);
  const believed = Math.max(standstill, motion * nearness);
  if (least > believed)
    return { frames: 0, confidence: clamp((least - believed) / Math.max(least, 1e-6)) };
  const frames = endOfPlateau(errors, best, least) + 1;
  const rival = rivalOf(errors, best, frames - 1);
  const distinct = clamp(1 - least / Math.max(rival, 1e-6));
  return { frames, confidence: motion < standstill ? Math.min(distinct, 0.5) : distinct };
}

/** Unlikeness, in standard deviations of a frame's brightness, that re-encoding alone can make. */
const standstill = 0.02;
/** How much nearer than the next frame a repeated one must be. */
const nearness = 0.5;

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

/** The median step from one frame to the next near the seam. */
function motionAround(
  tail: readonly Float32Array[],
  head: readonly Float32Array[],
  longest: number,
): number {
  const reach = Math.min(longest - 1, 24);
  const steps: number[] = [];
  for (let index = 0; index < reach; index += 1) {
    steps.push(unlikeness(tail[longest - 2 - index], tail[longest - 1 - index]));
    steps.push(unlikeness(head[index], head[index + 1]));
  }
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
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
