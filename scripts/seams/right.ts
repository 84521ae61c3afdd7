/** Whether a count of repeated frames is right, by what the clips showed before anything was coded. */

export interface Shown {
  /** Luma of the frame so many places from the seam, at the end of the first clip: -1 is its last. */
  readonly before: (place: number) => Uint8Array;
  /** Luma of a frame of the second clip, from 0. */
  readonly after: (place: number) => Uint8Array;
  readonly afterFrames: number;
  readonly size: { readonly width: number; readonly height: number };
  /** Frames that the second clip repeats; undefined where it shows the same place at another time. */
  readonly repeated: number | undefined;
}

/**
 * The true count is right, and one that the frames cannot tell from it. That is so where every pair of
 * frames that it takes for the same shows the same picture, and the film cut by it shows the same pictures as
 * the right one: frame by frame as far as both go (a loop), or but for how long the last picture before the
 * seam is held (a standstill), or both. A clip that begins in the same place at another time repeats by chance what
 * a loop brings again there: then every count is right whose pairs are the same, for the clip's frames are
 * all that a cut can go by.
 */
export function isRightCount(counted: number, shown: Shown): boolean {
  const { before, after, afterFrames, repeated, size } = shown;
  if (counted === (repeated ?? 0)) return true;
  const same = (one: Uint8Array, other: Uint8Array): boolean => isSame(one, other, size);
  if (!range(0, counted).every((place) => same(before(place - counted), after(place))))
    return false;
  if (repeated === undefined) return true;
  const loops = (one: number, other: number): boolean =>
    range(0, afterFrames - Math.max(one, other)).every((place) =>
      same(after(one + place), after(other + place)),
    );
  const holds = (one: number, other: number): boolean =>
    range(Math.min(one, other), Math.max(one, other)).every((place) =>
      same(after(place), before(-1)),
    );
  return (
    loops(counted, repeated) ||
    range(0, repeated + 1).some((other) => holds(counted, other) && loops(other, repeated))
  );
}

/**
 * Nowhere, on average over a block of 16 pixels by 16, do they differ by more than half of a grey level:
 * a quarter of what coding does to every pixel.
 */
function isSame(
  one: Uint8Array,
  other: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): boolean {
  const columns = Math.ceil(width / 16);
  const differences = new Float32Array(columns * Math.ceil(height / 16));
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const place = row * width + column;
      const block = (row >> 4) * columns + (column >> 4);
      differences[block] =
        (differences[block] ?? 0) + Math.abs((one[place] ?? 0) - (other[place] ?? 0));
    }
  return differences.every((difference) => difference <= 128);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
