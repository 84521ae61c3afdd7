import { setTimeout } from 'node:timers/promises';

/** A function that resolves at most so many times a minute, evenly spaced, in the order of asking. */
export function createPace(perMinute: number): () => Promise<void> {
  const spacingMs = 60_000 / perMinute;
  let nextAt = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, nextAt);
    nextAt = at + spacingMs;
    if (at > now) await setTimeout(at - now);
  };
}
