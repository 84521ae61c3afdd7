/**
 * When each line of dialogue is on the screen. Where a clip's speech was heard, its lines share it in
 * their order, by their length, and meet at its pauses; where it was not, they share the clip itself.
 */
import type { PlanDialogue } from '../plan/plan.ts';
import type { SpeechSpan } from './speech-spans.ts';
import { weigh } from './weigh.ts';

/** A shot as it plays in the film; frames are of the film's rate. */
export interface SpokenShot {
  /** `scene.shot`. */
  readonly shot: string;
  readonly lines: readonly PlanDialogue[];
  /** Where its first frame stands in the film. */
  readonly firstFrame: number;
  /** Frames `from` up to, not including, `to` of its clip play. */
  readonly from: number;
  readonly to: number;
  /** Of the whole clip. */
  readonly clipFrames: number;
  /** A written trim may cut lines off; what a seam gives up repeats the shot before and has none. */
  readonly trimmed: boolean;
  /** Undefined: nothing could be heard. */
  readonly speech: readonly SpeechSpan[] | undefined;
}

export interface PlacedLine extends PlanDialogue {
  readonly shot: string;
  /** Of the film. */
  readonly firstFrame: number;
  readonly frames: number;
  /** `speech`: as heard in the clip. `length`: nothing was heard, so by the length of the words. */
  readonly by: 'speech' | 'length';
}

export interface PlacedLines {
  readonly lines: readonly PlacedLine[];
  readonly warnings: readonly string[];
}

/** Of a line that a trim cuts into so much must be left, or it has no subtitle. */
const leastHeard = 0.5;
/** A pause so much farther off than half a line still is where one line ends and the next begins. */
const pauseReachSeconds = 0.5;

/** Frames `from` up to `to`. */
interface Range {
  readonly from: number;
  readonly to: number;
}

export function placeLines(shots: readonly SpokenShot[], framesPerSecond: number): PlacedLines {
  const lines: PlacedLine[] = [];
  const warnings: string[] = [];
  for (const shot of shots) {
    if (shot.lines.length === 0) continue;
    const heard = heardRanges(shot, framesPerSecond);
    const spread = heard ?? [quietRange(shot, framesPerSecond)];
    const shares = share(
      spread,
      shot.lines.map(({ text }) => weigh(text)),
      pauseReachSeconds * framesPerSecond,
    );
    shot.lines.forEach((line, index) => {
      const own = shares[index];
      if (!own) return;
      const from = Math.max(own.from, shot.from);
      const to = Math.min(own.to, shot.to);
      if (to - from < (own.to - own.from) * leastHeard) {
        warnings.push(`The trim of ${shot.shot} cuts off “${line.text}”: it has no subtitle.`);
        return;
      }
      lines.push({
        ...line,
        shot: shot.shot,
        firstFrame: shot.firstFrame + from - shot.from,
        frames: to - from,
        by: heard ? 'speech' : 'length',
      });
    });
  }
  return { lines, warnings };
}

/** The speech that may be the shot's own, in frames of its clip. */
function heardRanges(shot: SpokenShot, framesPerSecond: number): readonly Range[] | undefined {
  const own = shot.trimmed ? { from: 0, to: shot.clipFrames } : shot;
  const ranges = (shot.speech ?? []).flatMap(({ fromSeconds, toSeconds }): readonly Range[] => {
    const from = Math.max(Math.round(fromSeconds * framesPerSecond), own.from);
    const to = Math.min(Math.round(toSeconds * framesPerSecond), own.to);
    return to > from ? [{ from, to }] : [];
  });
  return ranges.length > 0 ? ranges : undefined;
}

/** Words are seldom said on a clip's first and last frame. */
const quietMarginSeconds = 0.3;
/** Of what is read aloud without haste. */
const unitsPerSecond = 4;

function quietRange(shot: SpokenShot, framesPerSecond: number): Range {
  const { from, to } = shot.trimmed ? { from: 0, to: shot.clipFrames } : shot;
  const margin = Math.min(Math.round(quietMarginSeconds * framesPerSecond), (to - from) >> 2);
  const units = shot.lines.reduce((sum, { text }) => sum + weigh(text), 0);
  const wanted = Math.round((units / unitsPerSecond + 0.5 * shot.lines.length) * framesPerSecond);
  return { from: from + margin, to: Math.min(to - margin, from + margin + wanted) };
}

/**
 * Parts of the ranges, one for each weight, in order. A border between two parts is moved into a pause
 * when one is near, so that a line neither begins before nor ends after it is said.
 */
function share(
  ranges: readonly Range[],
  weights: readonly number[],
  reachFrames: number,
): readonly Range[] {
  const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const pauses = borders(ranges);
  const cuts: number[] = [0];
  let weight = 0;
  weights.slice(0, -1).forEach((own, index) => {
    weight += own;
    const wanted = (total * weight) / whole;
    const next = weights[index + 1] ?? own;
    const reach = reachFrames + (total * Math.min(own, next)) / whole / 2;
    const last = cuts.at(-1) ?? 0;
    const near = pauses
      .filter((pause) => pause > last && Math.abs(pause - wanted) <= reach)
      .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
    cuts.push(Math.max(near ?? Math.round(wanted), last));
  });
  cuts.push(total);
  return weights.map((_, index) => {
    const from = cuts[index] ?? 0;
    return {
      from: frameAt(ranges, from, 'after'),
      to: frameAt(ranges, cuts[index + 1] ?? total, 'before'),
    };
  });
}

/** Where one range ends and the next begins, in frames of speech alone. */
function borders(ranges: readonly Range[]): readonly number[] {
  let spoken = 0;
  return ranges.slice(0, -1).map(({ from, to }) => (spoken += to - from));
}

/** The frame of the clip after so many frames of speech; on a border, the end before the pause or after it. */
function frameAt(ranges: readonly Range[], spoken: number, side: 'before' | 'after'): number {
  let left = spoken;
  for (const { from, to } of ranges) {
    const length = to - from;
    if (left < length || (side === 'before' && left === length)) return from + left;
    left -= length;
  }
  return ranges.at(-1)?.to ?? 0;
}
