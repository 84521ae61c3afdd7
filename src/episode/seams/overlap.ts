/**
 * How many frames one clip repeats of another: the tail of `before` that comes again as the head of
 * `after`. Pure comparison of small grey frames, in three steps:
 *
 * 1. For each number of frames, how unlike are the pairs that it takes for the same? The least is taken;
 *    of rivals, which motion that repeats itself makes, the one that wins on the frames both pair.
 * 2. Slow motion puts little between a number and the next. What still differs in the pairs is measured
 *    along the motion: it says by how many frames the one clip is ahead. The number is moved by that,
 *    until less than half a frame is left. One frame ahead of the last is where `after` only goes on.
 * 3. It is a repetition if the clips grow unlike when they are moved against each other, as each does
 *    against itself, and if the pairs are more alike than the motion alone makes them, where it comes
 *    back in as many frames.
 *
 * Every frame is brought to one brightness first, for the service may shift it. Where the light itself
 * changes, that would hide what the frames are told by, and its course over them is asked before.
 *
 * The confidence is the chance, by the deviation of that measure, that less than half a frame is left.
 */
import { bestOf, errorsOf, matchesIn, unlikenessApart } from './matches.ts';
import { leadOf, type Lead } from './lead.ts';
import { meetingOf, mostUnlike, type Meeting, type Thumbnails } from './likeness.ts';
import {
  changesIn,
  errorsByLight,
  goesOn,
  isAlike,
  lightsOf,
  matchByLight,
  ofRepeated,
  sameFor,
} from './light.ts';
import { plainStep, stepAt } from './step.ts';
import { standstillOf, standsThroughout } from './standstill.ts';

export interface Overlap {
  /** 0: nothing is repeated. */
  readonly frames: number;
  /** From 0 to 1; of "nothing" too. */
  readonly confidence: number;
}

export function findOverlap(before: Thumbnails, after: Thumbnails): Overlap {
  const meeting = meetingOf(before, after);
  if (meeting.frames === 0) return { frames: 0, confidence: 0 };
  return overlapByLight(before, after, meeting) ?? overlapIn(meeting);
}

/**
 * Of clips whose light changes: by the frames as they are, if their light says that nothing has shifted it;
 * else by its course. Undefined where it tells nothing.
 */
function overlapByLight(
  before: Thumbnails,
  after: Thumbnails,
  { frames, across }: Meeting,
): Overlap | undefined {
  const lights = lightsOf(before, after, frames);
  if (!changesIn(lights)) return undefined;
  const same = sameFor(lights);
  const asTheyAre = overlapIn(meetingOf(before, after, [same, same]));
  const errors = errorsByLight(lights, across);
  if (isBelieved(asTheyAre) && isAlike(lights, errors, asTheyAre.frames)) return asTheyAre;
  const match = matchByLight(errors);
  if (match !== undefined) {
    const lit = meetingOf(before, after, ofRepeated(lights, match));
    const overlap = examined(lit, match, errorsOf(lit));
    if (isBelieved(overlap)) return overlap;
  }
  return asTheyAre.frames === 0 && goesOn(lights) ? asTheyAre : undefined;
}

function overlapIn(meeting: Meeting): Overlap {
  if (standsThroughout(meeting)) return { frames: 0, confidence: 0 };
  const errors = errorsOf(meeting);
  const matches = matchesIn(errors);
  const [likeliest = 1] = matches;
  if (errorOf(errors, likeliest) > mostUnlike) return { frames: 0, confidence: 1 };
  const found = matches.map((match) => examined(meeting, match, errors));
  const believed = new Map(found.filter(isBelieved).map((overlap) => [overlap.frames, overlap]));
  const best = bestOf(meeting, [...believed.keys()], errorOf(errors, likeliest));
  const overlap = best === undefined ? found[0] : believed.get(best);
  return overlap ?? { frames: 0, confidence: 0 };
}

/** Repetitions found with less confidence than this are not believed. */
export const leastConfidence = 0.25;

function isBelieved({ frames, confidence }: Overlap): boolean {
  return frames > 0 && confidence >= leastConfidence;
}

/** What the frames say of a number near `match`. */
function examined(meeting: Meeting, match: number, errors: readonly number[]): Overlap {
  const error = errorOf(errors, match);
  const { noise, step } = stepAt(meeting, match);
  if (step >= plainStep) {
    const missed = (error - noise) / step;
    if (missed > 0.5) return { frames: 0, confidence: clamp(2 * missed - 1) };
    const sure = clamp(1 - 2 * missed) * beyondPeriod(meeting, match, error);
    return { frames: match, confidence: sure };
  }
  const { repeated, lead } = settled(meeting, match);
  if (lead.deviation > stillDeviation) {
    const frames = standstillOf(meeting);
    return { frames, confidence: frames === 0 ? 0 : stillConfidence };
  }
  if (repeated === 0) return { frames: 0, confidence: 1 - chanceBelow(0.5, lead) };
  const sure = chanceBelow(0.5, lead) - chanceBelow(-0.5, lead);
  const alike = clamp(growth(meeting, repeated, errors));
  if (alike < (noise >= plainStep ? leastGrowthOfNoise : leastGrowth))
    return { frames: 0, confidence: (1 - alike) * sure };
  const told = beyondPeriod(meeting, repeated, errorOf(errors, repeated));
  return { frames: repeated, confidence: alike * sure * told };
}

/** In frames: a lead that is known no better says that nothing moves. */
const stillDeviation = 2.5;
/** A standstill is only a good guess. */
const stillConfidence = 0.5;
/** Of what each clip grows unlike itself. */
const leastGrowth = 0.4;
/** The same, where so much looks like noise that it may be something that jumps, alike by chance. */
const leastGrowthOfNoise = 0.7;

/** The number moved by the lead until less than half a frame is left, or no better is found. */
function settled(
  meeting: Meeting,
  match: number,
): { readonly repeated: number; readonly lead: Lead } {
  let repeated = match;
  let lead = leadOf(meeting, repeated);
  for (;;) {
    const whole = Math.max(-mostMoved, Math.min(mostMoved, Math.round(lead.frames)));
    const next = Math.max(0, Math.min(meeting.frames, repeated - whole));
    if (next === repeated || next === 0) return { repeated: next, lead };
    const there = leadOf(meeting, next);
    if (Math.abs(there.frames) >= Math.abs(lead.frames)) return { repeated, lead };
    repeated = next;
    lead = there;
  }
}

/** Frames: further off, the direction of motion is another. */
const mostMoved = 3;

/** Of the normal distribution, by the logistic that is nearest to it. */
function chanceBelow(frames: number, lead: Lead): number {
  return 1 / (1 + Math.exp((-1.702 * (frames - lead.frames)) / lead.deviation));
}

/**
 * How much more unlike pairs become when the clips are moved against each other, by what the clips
 * themselves become over the same times: about 1 where frames are repeated, 0 where they only look alike.
 */
function growth(meeting: Meeting, repeated: number, errors: readonly number[]): number {
  const least = errorOf(errors, repeated);
  let [seen, expected] = [0, 0];
  for (let moved = 1; moved <= widestMove; moved += 1)
    for (const other of [repeated - moved, repeated + moved]) {
      if (other < 1 || other > meeting.frames) continue;
      seen += errorOf(errors, other) - least;
      expected += expectedError(meeting, other, repeated);
    }
  return expected === 0 ? 0 : seen / expected;
}

/** Frames. */
const widestMove = 12;

/** How unlike the pairs of `other` were, coding aside, if `repeated` frames are. */
function expectedError(meeting: Meeting, other: number, repeated: number): number {
  const { frames, inTail, inHead } = meeting;
  let [total, count] = [0, 0];
  for (let place = 0; place < other; place += 1) {
    const at = frames - other + place;
    const twin = frames - repeated + place;
    if (place < repeated) total += inTail(at, twin);
    else if (at >= frames - repeated) total += inHead(at - frames + repeated, place);
    else continue;
    count += 1;
  }
  return count === 0 ? 0 : total / count;
}

/**
 * How much of the pairs' likeness is more than each clip has of itself as many frames apart, from 0 to 1.
 * It is asked only where the motion comes back: in fewer frames the clips are less like themselves.
 */
function beyondPeriod(meeting: Meeting, repeated: number, error: number): number {
  const apart = unlikenessApart(meeting, repeated);
  let most = 0;
  for (let period = 1; period < repeated; period += 1)
    most = Math.max(most, unlikenessApart(meeting, period));
  return apart > 0 && most > 1.5 * apart ? clamp(1 - error / apart) : 1;
}

function errorOf(errors: readonly number[], repeated: number): number {
  const error = errors[repeated - 1];
  if (error === undefined) throw new RangeError(`${repeated} frames cannot be repeated`);
  return error;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
