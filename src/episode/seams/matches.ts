/**
 * The numbers of repeated frames under which the pairs of frames are least unlike; motion that repeats
 * itself makes several, of which the one is best that wins against each of the others.
 */
import { frameSize, type Meeting } from './likeness.ts';

/** How unlike the pairs are on average if so many frames are repeated, for 1, 2, 3 and so on. */
export function errorsOf({ frames, across }: Meeting): readonly number[] {
  return Array.from({ length: frames }, (_, index) => {
    const repeated = index + 1;
    let total = 0;
    for (let place = 0; place < repeated; place += 1)
      total += across(frames - repeated + place, place);
    return total / repeated;
  });
}

/** The numbers under which the pairs are less unlike than under their neighbours, the least unlike first. */
export function matchesIn(errors: readonly number[]): readonly number[] {
  const least = Math.min(...errors);
  return errors
    .map((error, index) => ({ error, repeated: index + 1 }))
    .filter(
      ({ error, repeated }) =>
        error <= least * 3 + rivalMargin &&
        error <= (errors[repeated - 2] ?? Number.POSITIVE_INFINITY) &&
        error <= (errors[repeated] ?? Number.POSITIVE_INFINITY),
    )
    .sort((one, other) => one.error - other.error)
    .slice(0, mostRivals)
    .map(({ repeated }) => repeated);
}

/**
 * The likeliest of them. Of two that cannot be told apart the longer, for a short one is alike by chance
 * more easily; but the shorter where the motion comes back in the frames between them: both are as smooth
 * then, and it costs less of the film.
 */
export function bestOf(
  meeting: Meeting,
  rivals: readonly number[],
  noise: number,
): number | undefined {
  let [best] = rivals;
  for (const repeated of rivals.slice(1)) {
    if (best === undefined) break;
    const { worse, chance } = contest(meeting, repeated, best, noise);
    const toldApart = Math.abs(worse) > chance;
    const [short, long] = [Math.min(repeated, best), Math.max(repeated, best)];
    if (toldApart) best = worse < 0 ? repeated : best;
    else best = comesBack(meeting, long - short, noise) ? short : long;
  }
  return best;
}

/** How unlike each clip is, about the seam, to what it shows `period` frames apart; 0 where none is as long. */
export function unlikenessApart({ frames, inTail, inHead }: Meeting, period: number): number {
  let [total, count] = [0, 0];
  for (let place = 0; place < period && place + period < frames; place += 1) {
    const last = frames - 1 - place;
    total += inTail(last - period, last) + inHead(place, place + period);
    count += 2;
  }
  return count === 0 ? 0 : total / count;
}

function comesBack(meeting: Meeting, period: number, noise: number): boolean {
  return unlikenessApart(meeting, period) <= 3 * noise + rivalMargin;
}

const mostRivals = 8;
/** What coding alone may make of the same picture. */
const rivalMargin = 0.0005;

/**
 * By how much the challenger's pairs are more unlike than the holder's, on the frames that both pair, and
 * how much of that noise alone could make: it counts only along the difference of the two pictures that
 * a frame is paired with.
 */
function contest(
  { frames, across, inTail, inHead }: Meeting,
  challenger: number,
  holder: number,
  noise: number,
): { readonly worse: number; readonly chance: number } {
  const common = Math.min(challenger, holder);
  let worse = 0;
  let apart = 0;
  for (let place = 0; place < common; place += 1) {
    const last = frames - 1 - place;
    worse += across(frames - challenger + place, place) - across(frames - holder + place, place);
    worse += across(last, challenger - 1 - place) - across(last, holder - 1 - place);
    apart += inTail(frames - challenger + place, frames - holder + place);
    apart += inHead(challenger - 1 - place, holder - 1 - place);
  }
  const pairs = 2 * common;
  const deviation = Math.sqrt((4 * noise * (apart / pairs) * crowd) / (common * frameSize));
  return { worse: worse / pairs, chance: 1.5 * deviation };
}

/** Neighbouring pixels err alike: so many count as one. */
export const crowd = 10;
