import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseMs, retryAfterMs } from '../../src/seedance/retry.ts';

const bounds = { baseMs: 500, capMs: 20_000, tries: 8, withinMs: 60_000 };

describe('a pause', () => {
  it('is drawn from zero to its bound, and is never shorter than what the service asks', () => {
    const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fraction, fc.nat(90_000), (n, drawn, asked) => {
        const pause = pauseMs(n, bounds, () => drawn, asked);
        expect(pause).toBeGreaterThanOrEqual(asked);
        expect(pause - asked).toBeLessThanOrEqual(
          Math.min(bounds.capMs, bounds.baseMs * 2 ** (n - 1)),
        );
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 22, 12, 0, 0);
  it.each([
    ['7', 7_000],
    [' 0 ', 0],
    ['1.5', 1_500],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %s ms', (header, expected) => {
    expect(retryAfterMs({ 'retry-after': header }, now)).toBe(expected);
  });

  it.each([-5, 0, 5])('is counted by the clock of the answer, %i hours off ours', (hours) => {
    const date = (ms: number) => new Date(now + hours * 3_600_000 + ms).toUTCString();
    expect(retryAfterMs({ 'retry-after': date(9_000), date: date(0) }, now)).toBe(9_000);
    expect(retryAfterMs({ 'retry-after': ['3'], date: date(0) }, now)).toBe(3_000);
  });
});
