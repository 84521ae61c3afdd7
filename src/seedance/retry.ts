/**
 * Pauses between tries: exponential with full jitter, so that many clients that failed together do
 * not come back together, and never shorter than what the service asked for.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Backoff {
  /** Milliseconds: the first pause is drawn from 0 to this. */
  readonly baseMs: number;
  /** No pause is drawn beyond this. */
  readonly capMs: number;
  /** How many tries in all. */
  readonly tries: number;
  /** No further try is begun when its pause would end later than this after the first one began. */
  readonly withinMs: number;
}

export const defaultBackoff: Backoff = {
  baseMs: 500,
  capMs: 20_000,
  tries: 8,
  withinMs: 180_000,
};

/** Milliseconds before try `n + 1`, after `n` tries (1 or more) have failed. */
export function pauseMs(
  n: number,
  backoff: Backoff,
  random: () => number,
  retryAfterMs = 0,
): number {
  const bound = Math.min(backoff.capMs, backoff.baseMs * 2 ** (n - 1));
  return retryAfterMs + random() * bound;
}

/**
 * Milliseconds that a `Retry-After` header asks for: seconds, or a date; undefined when unreadable. A
 * date is counted from the `Date` of the same answer, for its clock may be hours away from ours.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  nowMs: number,
): number | undefined {
  const value = first(headers['retry-after']);
  if (value === undefined || value === '') return undefined;
  if (/^\d+(?:\.\d+)?$/u.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  const saidAt = Date.parse(first(headers['date']) ?? '');
  if (Number.isNaN(until)) return undefined;
  return Math.max(0, until - (Number.isNaN(saidAt) ? nowMs : saidAt));
}

function first(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header.trim() : header?.[0]?.trim();
}

export interface RetryOptions {
  readonly backoff: Backoff;
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Says of an error whether another try is worth it, and how long the service asks to wait. */
  readonly judge: (error: unknown) => Verdict;
}

export interface Verdict {
  readonly again: boolean;
  readonly retryAfterMs?: number | undefined;
  /** The try that failed has brought us further: tries and time are counted anew. */
  readonly further?: boolean;
}

/** Runs `attempt` until it succeeds, is not worth repeating, or the bounds are reached; then throws its last error. */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  let begun = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const verdict = options.judge(error);
      if (verdict.further === true) {
        begun = performance.now();
        tries = 1;
      }
      const pause = pauseMs(tries, options.backoff, options.random, verdict.retryAfterMs);
      const late = performance.now() - begun + pause > options.backoff.withinMs;
      if (!verdict.again || tries >= options.backoff.tries || late) throw error;
      await sleep(pause, undefined, options.signal === undefined ? {} : { signal: options.signal });
    }
  }
}
