/**
 * Light that changes over the frames: a lamp that wavers, a dawn, a flash. Frames that have each been
 * brought to one brightness do not show it, and where little else moves it is all there is to tell them
 * by. What a shift of colour does to a clip it does to all of its frames, so their brightness over time
 * keeps its course.
 */
import {
  faintest,
  frameSize,
  greyLevel,
  lightOf,
  mostUnlike,
  type Light,
  type Thumbnails,
  type Unlikeness,
} from './likeness.ts';

/** Of the frames at the end of one clip and of as many at the beginning of another. */
export interface Lights {
  readonly tail: readonly Light[];
  readonly head: readonly Light[];
}

export function lightsOf(before: Thumbnails, after: Thumbnails, frames: number): Lights {
  const lights = (clip: Thumbnails, from: number): readonly Light[] =>
    Array.from({ length: frames }, (_, index) => {
      const start = (from + index) * frameSize;
      return lightOf(clip.levels.subarray(start, start + frameSize));
    });
  return { tail: lights(before, before.frames - frames), head: lights(after, 0) };
}

/** Whether both clips grow brighter or darker, by half a grey level from frame to frame on average. */
export function changesIn({ tail, head }: Lights): boolean {
  return [tail, head].every((lights) => {
    let changes = 0;
    for (const [index, { mean }] of lights.entries())
      changes += Math.abs(mean - (lights[index - 1] ?? { mean }).mean);
    return changes >= (greyLevel / 2) * (lights.length - 1);
  });
}

/** One for all frames of both clips, that leaves them as they are beside each other. */
export function sameFor({ tail, head }: Lights): Light {
  const all = [...tail, ...head];
  const { mean } = together(all);
  return { mean, deviation: all.reduce((sum, { deviation }) => sum + deviation, 0) / all.length };
}

/**
 * Whether nothing but coding has changed the light of the frames that are repeated, by a grey level at most;
 * and it is not the change of light itself that has brought it there again.
 */
export function isAlike(
  { tail, head }: Lights,
  errors: readonly number[],
  repeated: number,
): boolean {
  let differences = 0;
  for (const [place, { mean }] of tail.slice(tail.length - repeated).entries())
    differences += Math.abs(mean - (head[place]?.mean ?? Number.POSITIVE_INFINITY));
  const error = errors[repeated - 1] ?? Number.POSITIVE_INFINITY;
  return differences <= greyLevel * repeated && error <= 2 * Math.min(...errors);
}

/** What the frames that are repeated have together, in the one clip and in the other. */
export function ofRepeated({ tail, head }: Lights, repeated: number): readonly [Light, Light] {
  return [together(tail.slice(tail.length - repeated)), together(head.slice(0, repeated))];
}

/** As `errorsOf`, but all pairs together: each clip is brought to one brightness as a whole. */
export function errorsByLight(lights: Lights, across: Unlikeness): readonly number[] {
  return lights.tail.map((_, index) => errorTogether(lights, index + 1, across));
}

/**
 * The number of repeated frames under which the light takes the same course in both clips; undefined where
 * it tells none. One or two frames have hardly a course, and of a few, during which light changes evenly, a
 * shift of brightness explains any: then it is the longest that it explains.
 */
export function matchByLight(errors: readonly number[]): number | undefined {
  const least = Math.min(...errors);
  if (least > mostUnlike) return undefined;
  const longest = errors.findLastIndex((error) => error <= 1.5 * least) + 1;
  if (longest >= shortestCourse && longest <= fewFrames) return longest;
  const courses = errors.slice(shortestCourse - 1);
  const best = errors.indexOf(Math.min(...courses), shortestCourse - 1);
  const [error = Number.NaN, ...beside] = [errors[best], errors[best - 1], errors[best + 1]];
  return beside.every((other = Number.POSITIVE_INFINITY) => other > 3 * error)
    ? best + 1
    : undefined;
}

/** Whether the light goes on over the seam as it does before it and behind it, with nothing repeated. */
export function goesOn({ tail, head }: Lights): boolean {
  const [one, two, three, four] = [tail.at(-2), tail.at(-1), head[0], head[1]].map(
    (light) => light?.mean ?? Number.NaN,
  ) as [number, number, number, number];
  const [before, leap, behind] = [two - one, three - two, four - three];
  return (
    Math.abs(leap) >= greyLevel &&
    before * behind > 0 &&
    Math.abs(leap - (before + behind) / 2) <= greyLevel / 2
  );
}

/** Frames. */
const shortestCourse = 3;
const fewFrames = 8;

function errorTogether(lights: Lights, repeated: number, across: Unlikeness): number {
  const frames = lights.tail.length;
  const [first, second] = ofRepeated(lights, repeated);
  let product = 0;
  for (let place = 0; place < repeated; place += 1) {
    const at = frames - repeated + place;
    const [one, other] = [lights.tail[at], lights.head[place]];
    if (!one || !other) throw new RangeError(`${repeated} frames cannot be repeated`);
    const [broughtTo, otherTo] = [one.deviation, other.deviation].map(faintest) as [number, number];
    const shares = (one.deviation / broughtTo) ** 2 + (other.deviation / otherTo) ** 2;
    product += ((shares - across(at, place)) / 2) * broughtTo * otherTo;
    product += (one.mean - first.mean) * (other.mean - second.mean);
  }
  return 2 - (2 * product) / repeated / (faintest(first.deviation) * faintest(second.deviation));
}

function together(lights: readonly Light[]): Light {
  const mean = lights.reduce((sum, light) => sum + light.mean, 0) / lights.length;
  let squares = 0;
  for (const light of lights) squares += light.deviation ** 2 + (light.mean - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / lights.length) };
}
