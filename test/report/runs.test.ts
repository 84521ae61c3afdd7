import { describe, expect, test } from 'vitest';
import { runsOf } from '../../src/report/runs.ts';
import type { Attempt } from '../../src/store/attempts.ts';
import type { PastAttempt, PastStep } from '../../src/store/history.ts';
import { intentOf } from '../support/intents.ts';

/** `steps`: names with the seconds after 12:00 at which they were written down. */
function past(task: string, steps: Readonly<Record<string, number>>, more = {}): PastAttempt {
  const list = Object.entries(steps).map(([step, seconds]) => ({
    step: step as PastStep['step'],
    at: new Date(Date.UTC(2026, 10, 22, 12) + seconds * 1000).toISOString(),
  }));
  const step = list.at(-1)?.step ?? 'intent';
  const cost = { CNY: '1', USD: '0.1' };
  const attempt: Attempt = {
    tag: `tag of ${task}`,
    intent: intentOf({ tag: `tag of ${task}`, task, reserved: { tokens: 1, cost, exact: true } }),
    begunAt: list[0]?.at ?? '',
    step,
    at: list.at(-1)?.at ?? '',
    ...more,
  };
  return { attempt, steps: list };
}

/** `waiting 0–2, running 2–10`, a line a row. */
function drawn(list: readonly PastAttempt[], needs: Readonly<Record<string, string[]>> = {}) {
  return runsOf(list, (task) => needs[task] ?? []).map((run) =>
    run.rows.map(({ task, end, phases }) => {
      const bars = phases.map(
        ({ kind, fromSeconds, seconds }) => `${kind} ${fromSeconds}–${fromSeconds + seconds}`,
      );
      return `${task} ${end}: ${bars.join(', ')}`;
    }),
  );
}

const whole = { intent: 0, sending: 1, submitted: 2, succeeded: 10, kept: 12 };

describe('an attempt in time', () => {
  test('waits, runs and is fetched', () => {
    expect(drawn([past('a', whole)])).toEqual([
      ['a kept: waiting 0–2, running 2–10, downloading 10–12'],
    ]);
  });

  test('waits from the start of its run, or from the last clip that it builds on', () => {
    const second = past('b', { intent: 13, submitted: 14, succeeded: 20, kept: 21 });
    const third = past('c', { intent: 13, submitted: 15, succeeded: 20, kept: 21 });
    expect(drawn([past('a', whole), second, third], { b: ['a'] })).toEqual([
      [
        'a kept: waiting 0–2, running 2–10, downloading 10–12',
        'b kept: waiting 12–14, running 14–20, downloading 20–21',
        'c kept: waiting 0–15, running 15–20, downloading 20–21',
      ],
    ]);
  });

  test('that is still at the service goes on to the end of what is known', () => {
    expect(drawn([past('a', { intent: 0, submitted: 2 }), past('b', whole)])).toEqual([
      ['a open: waiting 0–2, running 2–12', 'b kept: waiting 0–2, running 2–10, downloading 10–12'],
    ]);
  });

  test('was queued at the service until it was seen running', () => {
    const runningAt = new Date(Date.UTC(2026, 10, 22, 12) + 6000).toISOString();
    expect(drawn([past('a', whole, { runningAt })])).toEqual([
      ['a kept: waiting 0–2, queued 2–6, running 6–10, downloading 10–12'],
    ]);
  });

  test.each([
    [{ intent: 0, sending: 1, failed: 3 }, 'a failed: waiting 0–3'],
    [{ intent: 0, submitted: 1, expired: 9 }, 'a failed: waiting 0–1, running 1–9'],
    [{ intent: 0, sending: 1, ambiguous: 4 }, 'a ambiguous: waiting 0–4'],
    [
      { intent: 0, submitted: 1, succeeded: 5, lost: 9 },
      'a lost: waiting 0–1, running 1–5, downloading 5–9',
    ],
  ])('and ends otherwise: %j', (steps, row) => {
    expect(drawn([past('a', steps)])).toEqual([[row]]);
  });
});

test('a long pause parts two runs', () => {
  const later = Object.fromEntries(Object.entries(whole).map(([step, at]) => [step, at + 3600]));
  expect(drawn([past('a', whole), past('b', later)])).toEqual([
    ['a kept: waiting 0–2, running 2–10, downloading 10–12'],
    ['b kept: waiting 0–2, running 2–10, downloading 10–12'],
  ]);
});

test('nothing made is no run', () => {
  expect(runsOf([], () => [])).toEqual([]);
});
