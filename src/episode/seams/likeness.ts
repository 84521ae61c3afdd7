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

/** `lit`: what each clip's frames are brought to one brightness by; every frame by its own if not said. */
export function meetingOf(
  before: Thumbnails,
  after: Thumbnails,
  lit?: readonly [before: Light, after: Light],
): Meeting {
  const frames = Math.min(before.frames, after.frames);
  const tail = pictures(before, before.frames - frames, frames, lit?.[0]);
  const head = pictures(after, 0, frames, lit?.[1]);
  return {
    frames,
    tail,
    head,
    across: remembered(tail, head),
    inTail: remembered(tail, tail),
    inHead: remembered(head, head),
  };
}

/** Of a frame, or of several together: mean and standard deviation of its pixels, in 256ths of a grey level. */
export interface Light {
  readonly mean: number;
  readonly deviation: number;
}

export function lightOf(pixels: Uint16Array): Light {
  let total = 0;
  for (const pixel of pixels) total += pixel;
  const mean = total / pixels.length;
  let squares = 0;
  for (const pixel of pixels) squares += (pixel - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / pixels.length) };
}

/** In the units of `Thumbnails`. */
export const greyLevel = 256;

/** Below this deviation a frame is a plain colour, and its noise is not a picture. */
const plainest = 4 * greyLevel;

/** What a frame of this standard deviation is divided by. */
export function faintest(deviation: number): number {
  return Math.max(deviation, plainest);
}

function pictures(
  clip: Thumbnails,
  from: number,
  count: number,
  lit: Light | undefined,
): readonly Picture[] {
  return Array.from({ length: count }, (_, index) => {
    const start = (from + index) * frameSize;
    const pixels = clip.levels.subarray(start, start + frameSize);
    const { mean, deviation } = lit ?? lightOf(pixels);
    const divisor = faintest(deviation);
    return Float32Array.from(pixels, (pixel) => (pixel - mean) / divisor);
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

/** Whether a clip is cut between two of its frames: there it becomes far more unlike than beside it. */
export function isCut(unlike: Unlikeness, from: number, to: number, frames: number): boolean {
  for (let at = from; at < to; at += 1) {
    const beside = Math.max(
      at > 0 ? unlike(at - 1, at) : 0,
      at + 2 < frames ? unlike(at + 1, at + 2) : 0,
    );
    if (unlike(at, at + 1) > Math.max(mostUnlike, 8 * beside)) return true;
  }
  return false;
}

/** Frames that are more unlike than this are not the same frames, however else the numbers lie. */
export const mostUnlike = 0.25;
