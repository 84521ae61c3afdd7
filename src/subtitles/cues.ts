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

/** In the order of the film; no two overlap. */
export function cuesOf(lines: readonly PlacedLine[], options: CueOptions): readonly Cue[] {
  const wanted = [...lines]
    .sort((a, b) => a.firstFrame - b.firstFrame)
    .flatMap((line) => parted(line, options.shape));
  return wanted.map((cue, index) => {
    const next = wanted[index + 1]?.from ?? options.frames;
    const latest = Math.max(cue.from + 1, wanted[index + 1] ? next - limits.gapFrames : next);
    return { ...cue, to: Math.min(readableEnd(cue, options.framesPerSecond), latest) };
  });
}

/** A line that is too long for one subtitle shares its time among several, by their length. */
function parted(line: PlacedLine, shape: Shape): readonly Cue[] {
  const groups = breakLines(line.text, shape);
  const weights = groups.map((group) => weigh(group.join('')));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return groups.map((group, index) => {
    const from = line.firstFrame + Math.round((line.frames * before) / whole);
    before += weights[index] ?? 0;
    return { from, to: line.firstFrame + Math.round((line.frames * before) / whole), lines: group };
  });
}

function readableEnd({ from, to, lines }: Cue, framesPerSecond: number): number {
  const text = lines.join('');
  const script = wideScript.test(text) ? 'wide' : 'narrow';
  const least = Math.max(limits.leastSeconds, [...text].length / readingSpeed[script]);
  const frames = Math.min(
    Math.max(to - from, Math.ceil(least * framesPerSecond)),
    limits.mostSeconds * framesPerSecond,
  );
  return from + frames;
}
