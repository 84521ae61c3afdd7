/**
 * How unlike small grey frames are: the mean square of their difference, once each has been brought to
 * one brightness and contrast, so that a shift of either counts for nothing. 0 is the same picture, 2
 * one that has nothing in common with it.
 */

export const thumbnailSize = { width: 64, height: 36 } as const;
export const frameSize = thumbnailSize.width * thumbnailSize.height;

export interface Thumbnails {
  /**
   * Brightness of every pixel, frames after each other, in 256ths of a grey level: rounded to whole ones,
   * slow motion would be seen in jumps of several frames.
   */
  readonly levels: Uint16Array;
  readonly frames: number;
}

/** A frame of mean 0 and variance 1. */
export type Picture = Float32Array;

/** The end of one clip and the beginning of another, equally long, with what they have in common. */
export interface Meeting {
  readonly frames: number;
  readonly tail: readonly Picture[];
  readonly head: readonly Picture[];
  /** Of a frame of the tail and one of the head, each by its place. */
  readonly across: Unlikeness;
  readonly inTail: Unlikeness;
  readonly inHead: Unlikeness;
}

export type Unlikeness = (one: number, other: number) => number;

export function meetingOf(before: Thumbnails, after: Thumbnails): Meeting {
  const frames = Math.min(before.frames, after.frames);
  const tail = pictures(before, before.frames - frames, frames);
  const head = pictures(after, 0, frames);
  return {
    frames,
    tail,
    head,
    across: remembered(tail, head),
    inTail: remembered(tail, tail),
    inHead: remembered(head, head),
  };
}

/** 256ths of a grey level: below this a frame is a plain colour, and its noise is not a picture. */
const plainest = 4 * 256;

function pictures(clip: Thumbnails, from: number, count: number): readonly Picture[] {
  return Array.from({ length: count }, (_, index) => {
    const start = (from + index) * frameSize;
    const pixels = Float32Array.from(clip.levels.subarray(start, start + frameSize));
    let total = 0;
    for (const pixel of pixels) total += pixel;
    const mean = total / frameSize;
    let squares = 0;
    for (const pixel of pixels) squares += (pixel - mean) ** 2;
    const deviation = Math.max(Math.sqrt(squares / frameSize), plainest);
    return pixels.map((pixel) => (pixel - mean) / deviation);
  });
}

function remembered(ones: readonly Picture[], others: readonly Picture[]): Unlikeness {
  const known = new Float64Array(ones.length * others.length).fill(-1);
  return (one, other) => {
    const place = one * others.length + other;
    const before = known[place] ?? Number.NaN;
    if (before >= 0) return before;
    return (known[place] = unlikeness(ones[one], others[other]));
  };
}

function unlikeness(one: Picture | undefined, other: Picture | undefined): number {
  if (!one || !other) throw new RangeError('a frame beyond the clip was compared');
  let total = 0;
  for (let place = 0; place < frameSize; place += 1)
    total += ((one[place] ?? 0) - (other[place] ?? 0)) ** 2;
  return total / frameSize;
}
