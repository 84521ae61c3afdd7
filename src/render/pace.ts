/**
 * When the next request to submit may leave. They leave evenly spaced, as many a minute as the
 * account may send. Where the service says that it is too much (429) all of them hold on together,
 * then leave more slowly, and come back to the full pace as they are accepted again.
 */
import type { Sleep } from './sleep.ts';

export interface Pace {
  /**
   * Waits for a turn, in the order of asking; ends early, without a complaint, with the signal.
   * @returns the turn, to be given back with what came of it
   */
  turn(signal: AbortSignal): Promise<Turn>;
  accepted(): void;
  /** Answered 429. @returns milliseconds that all submissions now hold on */
  refused(turn: Turn, retryAfterMs: number | undefined): number;
}

/** When it left, in milliseconds of the pace's clock. */
export interface Turn {
  readonly atMs: number;
}

export interface PaceOptions {
  /** Submissions a minute; Infinity: no bound. */
  readonly perMinute: number;
  readonly sleep: Sleep;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Milliseconds of a clock that nobody sets. */
  readonly clockMs?: () => number;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** What an unbounded pace slows down to first. */
const firstSpacingMs = 250;

export function createPace(options: PaceOptions): Pace {
  const { sleep, random, clockMs = () => performance.now() } = options;
  const fullSpacingMs = 60_000 / options.perMinute;
  let spacingMs = fullSpacingMs;
  let nextAtMs = 0;
  let slowedAtMs = -Infinity;
  let refusals = 0;
  let queue = Promise.resolve();

  /** A refusal while somebody waits moves their turn too. */
  async function wait(signal: AbortSignal): Promise<Turn> {
    for (let at = -1; at !== nextAtMs && !signal.aborted;) {
      at = nextAtMs;
      const ms = at - clockMs();
      if (ms > 0) await sleep(ms, signal);
    }
    const atMs = clockMs();
    nextAtMs = Math.max(nextAtMs, atMs) + spacingMs;
    return { atMs };
  }

  return {
    turn(signal) {
      const turn = queue.then(() => wait(signal));
      queue = turn.then(() => undefined);
      return turn;
    },
    accepted() {
      refusals = 0;
      spacingMs =
        spacingMs < firstSpacingMs ? fullSpacingMs : Math.max(fullSpacingMs, spacingMs / 2);
    },
    refused(turn, retryAfterMs = 0) {
      const nowMs = clockMs();
      // Of many that left before we slowed down only the first says something new.
      if (turn.atMs > slowedAtMs) {
        slowedAtMs = nowMs;
        refusals += 1;
        spacingMs = Math.min(longestPauseMs, Math.max(firstSpacingMs, spacingMs * 2));
      }
      const bound = Math.min(longestPauseMs, firstPauseMs * 2 ** (refusals - 1));
      nextAtMs = Math.max(nextAtMs, nowMs + retryAfterMs + random() * bound);
      return Math.round(nextAtMs - nowMs);
    },
  };
}
