/**
 * How many frames one clip repeats of another: the tail of `before` that comes again as the head of
 * `after`. Pure comparison of small grey frames.
 *
 * Each frame is brought to one brightness and contrast, so that a shift of either between the clips
 * counts for nothing. E(k) is how unlike the k frames are that would be repeated, on average. How unlike
 * frames of one clip are that stand t frames apart, D(t), says what E must look like: where k frames
 * are repeated, E dips at k, and rises to both sides as D does; where the second clip only goes on, E
 * is D itself. What coding the clip again has added is the same everywhere, and is fitted. The better of
 * the two accounts is believed, and by how much it is better is the confidence.
 *
 * Motion that repeats itself makes several dips: those are compared frame by frame, on the frames that
 * both speak of. A picture that stands still makes none: there the longest repetition is taken, for it
 * leaves no standstill, if the clip moves on behind it.
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
  if (longest === 0) return nothing(0);
  const tail = normalised(before, before.frames - longest, longest);
  const head = normalised(after, 0, longest);
  const compared: Compared = {
    across: (a, b) => unlikeness(tail[longest - a], head[b]),
    inTail: (a, b) => unlikeness(tail[longest - a], tail[longest - b]),
    inHead: (a, b) => unlikeness(head[a], head[b]),
    longest,
  };
  const errors = Array.from({ length: longest }, (_, index) => meanError(compared, index + 1));
  const steps = stepsNearSeam(compared);
  if (isStill(steps)) return overlapOfStill(errors, steps);
  const best = bestCandidate(errors, steps, compared);
  const around = neighbours(best, longest);
  const seen = around.map((k) => errors[k - 1] ?? 0);
  const repeated = misfit(
    seen,
    around.map((k) => expectedError(compared, steps, k, best)),
  );
  const goesOn = misfit(
    seen,
    around.map((k) => steps[Math.min(k, longest - 1)] ?? 0),
  );
  const better = goesOn - repeated;
  if (better <= 0 || (errors[best - 1] ?? 0) > mostUnlike)
    return nothing(clamp(-better / repeated));
  if (best === after.frames) return nothing(0);
  return { frames: best, confidence: clamp(better / goesOn) };
}

/*
 * Unlikeness is the mean square of the difference, in variances of a frame's brightness: 0 is the same
 * picture, 2 one that has nothing in common with it.
 */

/** Frames that are more unlike than this are not the same frames, however else the numbers lie. */
const mostUnlike = 0.25;

/**
 * How unlike two frames are. Those of the first clip are counted backward from its end, where 1 is the
 * last; those of the second forward, from 0.
 */
interface Compared {
  readonly across: (a: number, b: number) => number;
  readonly inTail: (a: number, other: number) => number;
  readonly inHead: (b: number, other: number) => number;
  /** Frames of each that are looked at. */
  readonly longest: number;
}

function nothing(confidence: number): Overlap {
  return { frames: 0, confidence };
}

/** Frames with mean 0 and variance 1; a plain one keeps what little it has. */
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

function unlikeness(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b) return Number.POSITIVE_INFINITY;
  let total = 0;
  for (let index = 0; index < frameSize; index += 1)
    total += ((a[index] ?? 0) - (b[index] ?? 0)) ** 2;
  return total / frameSize;
}

/** E(k). */
function meanError({ across }: Compared, k: number): number {
  let total = 0;
  for (let index = 0; index < k; index += 1) total += across(k - index, index);
  return total / k;
}

/**
 * What E(k) were if `repeated` frames are: each frame of the one clip is then one of the other, save
 * those beyond both, for which D must do.
 */
function expectedError(
  { inTail, inHead }: Compared,
  steps: readonly number[],
  k: number,
  repeated: number,
): number {
  let total = 0;
  for (let b = 0; b < k; b += 1) {
    const a = k - b;
    if (b < repeated) total += inTail(a, repeated - b);
    else if (a <= repeated) total += inHead(repeated - a, b);
    else total += steps[Math.abs(k - repeated)] ?? 0;
  }
  return total / k;
}

/** D(t) for t from 0, near the seam: the mean of both clips. */
function stepsNearSeam({ inTail, inHead, longest }: Compared): readonly number[] {
  return Array.from({ length: longest }, (_, distance) => {
    if (distance === 0) return 0;
    const count = Math.min(nearSeam, longest - distance);
    let total = 0;
    for (let index = 0; index < count; index += 1)
      total += inTail(index + 1, index + 1 + distance) + inHead(index, index + distance);
    return total / (2 * count);
  });
}

/** Frames at each side of the seam whose motion is measured. */
const nearSeam = 3;

/**
 * The least E, or where motion repeats itself the one that wins against each of its rivals. Of those
 * that cannot be told apart the shortest: all are as smooth, and it costs the least of the film.
 */
function bestCandidate(
  errors: readonly number[],
  steps: readonly number[],
  compared: Compared,
): number {
  const least = Math.min(...errors);
  const order = errors
    .map((error, index) => ({ error, k: index + 1 }))
    .filter(({ error }) => error <= least * 2)
    .sort((a, b) => a.error - b.error)
    .slice(0, mostRivals);
  let best = order[0]?.k ?? 1;
  for (const { k } of order.slice(1)) {
    const apart = Math.abs(k - best);
    const worse = disadvantage(k, best, compared);
    const toldApart =
      apart <= reach || Math.abs(worse) > Math.max(tellingShare * (steps[apart] ?? 0), codingNoise);
    if (toldApart ? worse < 0 : k < best) best = k;
  }
  return best;
}

const mostRivals = 24;
/** Of what frames so far apart are unlike. */
const tellingShare = 0.3;
/** By this much the same picture is more or less like another, by the luck of coding. */
const codingNoise = 0.0003;

/**
 * By how much the pairs of one candidate are more unlike than those of the other, on the frames that
 * both pair, each frame with one of the other clip.
 */
function disadvantage(challenger: number, holder: number, { across }: Compared): number {
  const common = Math.min(challenger, holder);
  const unlike = (k: number): number => {
    let total = 0;
    for (let index = 0; index < common; index += 1)
      total += across(k - index, index) + across(index + 1, k - index - 1);
    return total / (2 * common);
  };
  return unlike(challenger) - unlike(holder);
}

/** Candidates near `best`, itself among them. */
function neighbours(best: number, longest: number): readonly number[] {
  const all = Array.from({ length: 2 * reach + 1 }, (_, index) => best - reach + index);
  return all.filter((k) => k >= 1 && k <= longest);
}

/**
 * How badly what is seen is explained by what was expected and something added that is the same for all:
 * the root of the mean square of what is left.
 */
function misfit(seen: readonly number[], expected: readonly number[]): number {
  const left = seen.map((value, index) => value - (expected[index] ?? 0));
  const added = Math.max(0, left.reduce((sum, value) => sum + value, 0) / left.length);
  return Math.sqrt(left.reduce((sum, value) => sum + (value - added) ** 2, 0) / left.length);
}

/** Candidates to each side of one that are looked at. */
const reach = 4;

function isStill(steps: readonly number[]): boolean {
  const near = steps[1] ?? 0;
  const far = steps[Math.min(8, steps.length - 1)] ?? 0;
  return far <= Math.max(near * 1.5, unmoved);
}

/** Eight frames apart and no more unlike than this: nothing moves. */
const unmoved = 0.0003;
/** What coding a still picture again can do. */
const stillUnlikeness = 0.003;

function overlapOfStill(errors: readonly number[], steps: readonly number[]): Overlap {
  const least = Math.min(...errors);
  const believed = Math.max(stillUnlikeness, (steps[1] ?? 0) * 2);
  if (least > believed) return nothing(clamp((least - believed) / least));
  let last = errors.indexOf(least);
  while ((errors[last + 1] ?? Number.POSITIVE_INFINITY) <= least * 1.2 + 0.00001) last += 1;
  // What stands still from end to end tells nowhere how much of it was repeated.
  return last + 1 === errors.length ? nothing(0) : { frames: last + 1, confidence: 0.5 };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
