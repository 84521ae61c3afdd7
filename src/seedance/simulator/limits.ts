/** How many requests a window of time takes, and how long to wait for the next. */
export interface RateLimit {
  /** undefined: taken. Otherwise whole seconds until it would be, as `Retry-After` says them. */
  take(key: string): number | undefined;
}

export function createRateLimit(options: {
  readonly most: number;
  readonly windowMs: number;
  readonly now: () => number;
}): RateLimit {
  const { most, windowMs, now } = options;
  const taken = new Map<string, number[]>();
  return {
    take(key) {
      const at = now();
      const recent = (taken.get(key) ?? []).filter((time) => time > at - windowMs);
      taken.set(key, recent);
      const oldest = recent[0];
      if (recent.length >= most && oldest !== undefined) {
        return Math.max(1, Math.ceil((oldest + windowMs - at) / 1000));
      }
      recent.push(at);
      return undefined;
    },
  };
}
