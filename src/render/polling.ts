/**
 * When to look at a task again. Tasks of one kind take about as long as each other: before the time at
 * which the first of them ended in this run, looks are rare; from then until the last of them ended,
 * frequent. So an end is soon noticed, and no place at the service stands empty for long because nobody
 * knows that it does.
 */
export interface Polling {
  /** Milliseconds until the next look at a task of that age; the age undefined where it is not known. */
  waitMs(kind: string, ageMs: number | undefined): number;
  /** A task of that kind was seen to have succeeded at that age. */
  ended(kind: string, ageMs: number): void;
}

export interface PollingOptions {
  /** Milliseconds between two looks where nothing is known yet, on average. */
  readonly pollMs: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

interface SeenAges {
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** Beats of `pollMs`. */
const rarely = 2;
const often = 0.25;
/** A task may be a little quicker, or slower, than all that were seen. */
const margin = 0.05;

export function createPolling({ pollMs, random }: PollingOptions): Polling {
  const ages = new Map<string, SeenAges>();
  return {
    waitMs(kind, ageMs) {
      const beatMs = pollMs * (0.75 + random() * 0.5);
      const seen = ages.get(kind);
      if (!seen || ageMs === undefined) return beatMs;
      const earlyMs = seen.shortestMs * (1 - margin) - ageMs;
      if (earlyMs > 0) return Math.min(beatMs * rarely, Math.max(earlyMs, beatMs * often));
      return ageMs <= seen.longestMs * (1 + margin) ? beatMs * often : beatMs;
    },
    ended(kind, ageMs) {
      const { shortestMs, longestMs } = ages.get(kind) ?? { shortestMs: ageMs, longestMs: ageMs };
      ages.set(kind, {
        shortestMs: Math.min(shortestMs, ageMs),
        longestMs: Math.max(longestMs, ageMs),
      });
    },
  };
}
