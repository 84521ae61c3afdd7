/** Subtitles with their times, from lines that are placed in the film. */
import { breakLines, type Shape } from './break-lines.ts';
import type { PlacedLine } from './place-lines.ts';
import { weigh, wideScript } from './weigh.ts';

export interface Cue {
  /** Of the film: the first that shows it, and the first that does not any more. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

export interface CueOptions {
  readonly framesPerSecond: number;
  /** Of the whole film. */
  readonly frames: number;
  readonly shape: Shape;
}

/**
 * After the timed-text guides of the field: a subtitle stands for five sixths of a second at least, for
 * seven at most, two frames part it from the next, and nobody must read more than 9 Han characters or
 * 20 letters in a second, for which it may outlast what is said.
 */
const limits = { leastSeconds: 5 / 6, mostSeconds: 7, gapFrames: 2 } as const;
const readingSpeed = { wide: 9, narrow: 20 } as const;

/** Of a subtitle that comes early; those that follow in less are moved on. */
const leastApartSeconds = 0.5;

/** In the order of the film; none is left out, and no two overlap while the film has frames for all. */
export function cuesOf(lines: readonly PlacedLine[], options: CueOptions): readonly Cue[] {
  const wanted = [...lines]
    .sort((a, b) => a.firstFrame - b.firstFrame)
    .flatMap(({ firstFrame, frames, text }) =>
      partedCue({ from: firstFrame, to: firstFrame + frames }, breakLines(text, options.shape)),
    );
  const starts = apart(
    wanted.map(({ from }) => from),
    options,
  );
  return wanted.map(({ to, lines: words }, index) => {
    const from = starts[index] ?? 0;
    const next = starts[index + 1];
    const latest = next === undefined ? options.frames : next - limits.gapFrames;
    const cue = { from, to: Math.max(to, from + 1), lines: words };
    const end = Math.min(readableEnd(cue, options.framesPerSecond), latest);
    return { ...cue, to: Math.max(end, from + 1) };
  });
}

/** What is too long for one subtitle shares its time among several, by their length. */
export function partedCue(
  { from, to }: Pick<Cue, 'from' | 'to'>,
  groups: readonly (readonly string[])[],
): readonly Cue[] {
  const weights = groups.map((group) => weigh(group.join('')));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const frameAfter = (weight: number): number => from + Math.round(((to - from) * weight) / whole);
  let before = 0;
  return groups.map((lines, index) => {
    const start = frameAfter(before);
    before += weights[index] ?? 0;
    return { from: start, to: frameAfter(before), lines };
  });
}

export interface HurriedCue {
  readonly cue: Cue;
  readonly seconds: number;
  readonly neededSeconds: number;
}

/** Subtitles that stand for less than four fifths of what it takes to read them. */
export function hurriedCues(cues: readonly Cue[], framesPerSecond: number): readonly HurriedCue[] {
  return cues.flatMap((cue) => {
    const seconds = (cue.to - cue.from) / framesPerSecond;
    const neededSeconds = Math.max(leastApartSeconds, readingSeconds(cue));
    return seconds < neededSeconds * 0.8 ? [{ cue, seconds, neededSeconds }] : [];
  });
}

/** The starts, moved on where two are too near, and back again from the film's end. */
function apart(
  wanted: readonly number[],
  { frames, framesPerSecond }: CueOptions,
): readonly number[] {
  const fair = Math.floor(frames / Math.max(1, wanted.length));
  const least = Math.max(1, Math.min(Math.round(leastApartSeconds * framesPerSecond), fair));
  const starts: number[] = [];
  for (const from of wanted)
    starts.push(starts.length === 0 ? from : Math.max(from, (starts.at(-1) ?? 0) + least));
  let latest = frames;
  for (let index = starts.length - 1; index >= 0; index -= 1) {
    latest = Math.min(starts[index] ?? 0, latest - least);
    starts[index] = latest;
  }
  return starts;
}

function readableEnd(cue: Cue, framesPerSecond: number): number {
  const least = Math.max(limits.leastSeconds, readingSeconds(cue));
  const frames = Math.min(
    Math.max(cue.to - cue.from, Math.ceil(least * framesPerSecond)),
    limits.mostSeconds * framesPerSecond,
  );
  return cue.from + frames;
}

function readingSeconds({ lines }: Pick<Cue, 'lines'>): number {
  return [...lines.join('')].reduce(
    (seconds, character) =>
      seconds + 1 / readingSpeed[wideScript.test(character) ? 'wide' : 'narrow'],
    0,
  );
}
