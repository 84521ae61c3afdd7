import { describe, expect, test } from 'vitest';
import { createPace } from '../../src/render/pace.ts';

/** A pace on a clock that only its own waiting moves. */
function paceAt(perMinute: number) {
  let nowMs = 0;
  const pace = createPace({
    perMinute,
    random: () => 0.5,
    clockMs: () => nowMs,
    sleep: (milliseconds) => {
      nowMs += milliseconds;
      return Promise.resolve();
    },
  });
  const never = new AbortController().signal;
  return { pace, leave: async () => Math.round((await pace.turn(never)).atMs) };
}

describe('submissions', () => {
  test('leave evenly spaced, as many a minute as the account may send', async () => {
    const { leave } = paceAt(600);
    expect([await leave(), await leave(), await leave()]).toEqual([0, 100, 200]);
  });

  test('hold on together after a 429, then leave more slowly, and come back to the full pace', async () => {
    const { pace, leave } = paceAt(600);
    const turn = await pace.turn(new AbortController().signal);
    expect(pace.refused(turn, 2_000)).toBe(2_500);
    expect([await leave(), await leave()]).toEqual([2_500, 2_750]);
    pace.accepted();
    expect([await leave(), await leave()]).toEqual([3_000, 3_125]);
    pace.accepted();
    pace.accepted();
    await leave();
    const before = await leave();
    expect((await leave()) - before).toBe(100);
  });

  test('are slowed down once by a burst that left before the first refusal', async () => {
    const { pace } = paceAt(Infinity);
    const never = new AbortController().signal;
    const turns = [await pace.turn(never), await pace.turn(never), await pace.turn(never)];
    expect(turns.map((turn) => pace.refused(turn, undefined))).toEqual([500, 500, 500]);
    const later = await pace.turn(never);
    expect(pace.refused(later, undefined)).toBe(1_000);
  });
});
