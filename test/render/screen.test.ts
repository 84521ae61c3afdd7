import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { emptyProgress, withEvent, type Progress } from '../../src/cli/render/views/progress.ts';
import { screenLines, type Brush } from '../../src/cli/render/views/screen.ts';
import { elapsed, roughly } from '../../src/cli/render/views/words.ts';
import { fit } from '../../src/cli/views/columns.ts';
import { priceOf } from '../../src/cli/views/money.ts';
import type { RenderEvent, ShotEvent } from '../../src/render/events.ts';

const same = (text: string): string => text;
const brush: Brush = {
  paint: { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same },
  money: { currency: 'CNY', real: true },
};

/** A run of `count` shots, each third built on the one before. */
function surveyed(count: number): RenderEvent {
  return {
    type: 'surveyed',
    episode: '雨夜来信',
    concurrency: 3,
    shots: Array.from({ length: count }, (_, at) => ({
      task: nameOf(at),
      state: 'generate' as const,
      seconds: 5,
      needs: at % 3 === 2 ? [nameOf(at - 1)] : [],
      source: { file: 'a.scene', line: at + 1 },
    })),
    forecast: {
      generate: count,
      reused: 0,
      resumed: 0,
      tokens: 0,
      cost: { CNY: String(count), USD: String(count) },
      exact: true,
    },
  };
}

function nameOf(at: number): string {
  return at % 2 === 0 ? `旧书店.镜头${at + 1}` : `arrival.shot-${at + 1}`;
}

const second = 1000;

/** The state after `steps`, each a time in seconds and what happened then. */
function after(count: number, steps: readonly (readonly [number, ShotEvent])[]): Progress {
  return steps.reduce(
    (progress, [at, event]) => withEvent(progress, event, at * second),
    withEvent(emptyProgress, surveyed(count), 0),
  );
}

const refusal = {
  code: 'x',
  message: '参考图里有真人的脸，服务不接受',
  source: { file: 'a', line: 1 },
};

const busy = (count: number): Progress =>
  after(count, [
    [0, { type: 'submitting', task: nameOf(0) }],
    [1, { type: 'submitted', task: nameOf(0), id: 'cgt-1' }],
    [1, { type: 'submitting', task: nameOf(1) }],
    [2, { type: 'status', task: nameOf(0), status: 'running' }],
    [3, { type: 'postponed', task: nameOf(1), why: 'busy', waitMs: 4000 }],
    [60, { type: 'downloading', task: nameOf(0) }],
    [62, { type: 'kept', task: nameOf(0), clip: 'a', tokens: 1, cost: { CNY: '1.165', USD: '0' } }],
    [62, { type: 'submitting', task: nameOf(3) }],
    [63, { type: 'submitted', task: nameOf(3), id: 'cgt-2' }],
    [64, { type: 'status', task: nameOf(3), status: 'pondering' }],
    [65, { type: 'submitting', task: nameOf(4) }],
    [66, { type: 'failed', task: nameOf(4), ...refusal }],
    [66, { type: 'skipped', task: nameOf(5), because: nameOf(4) }],
  ]);

test('what an earlier run submitted is none of what this run spends', () => {
  const begun = surveyed(2);
  if (begun.type !== 'surveyed') throw new Error('a survey');
  const shots = begun.shots.map((shot, at) =>
    at === 0 ? { ...shot, state: 'resumed' as const } : shot,
  );
  const forecast = { ...begun.forecast, generate: 1, resumed: 1, cost: { CNY: '1', USD: '1' } };
  const kept = { type: 'kept', clip: 'a.mp4', tokens: 1, cost: { CNY: '1', USD: '1' } } as const;
  const headlines = [nameOf(0), nameOf(1)].map((_, at, names) => {
    const events = [
      { ...begun, shots, forecast },
      ...names.slice(0, at + 1).map((task) => ({ ...kept, task })),
    ];
    const progress = events.reduce((state, event) => withEvent(state, event, 0), emptyProgress);
    return screenLines(progress, { columns: 80, rows: 20 }, 0, brush)[0];
  });
  expect(headlines[0]).toContain('0.00 CNY of 1.00 CNY');
  expect(headlines[1]).toContain('1.00 CNY of 1.00 CNY');
});

describe('the screen', () => {
  test.each([
    ['wide', 8, { columns: 100, rows: 30 }],
    ['narrow', 8, { columns: 40, rows: 20 }],
    ['folded', 100, { columns: 80, rows: 16 }],
    ['narrow-and-folded', 100, { columns: 40, rows: 12 }],
  ])('%s', async (name, count, size) => {
    const lines = screenLines(busy(count), size, 70 * second, brush);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`screens/${name}.txt`);
  });

  test('fits every terminal, whatever the run', () => {
    const sizes = fc.record({
      columns: fc.integer({ min: 21, max: 200 }),
      rows: fc.integer({ min: 8, max: 60 }),
    });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 6, max: 120 }), (size, count) => {
        const lines = screenLines(busy(count), size, 70 * second, brush);
        expect(lines.length).toBeLessThan(size.rows);
        for (const line of lines) expect(stringWidth(line)).toBeLessThan(size.columns);
      }),
    );
  });

  test('shows what moves and what went wrong before all else', () => {
    const lines = screenLines(busy(100), { columns: 80, rows: 10 }, 70 * second, brush).join('\n');
    expect(lines).toContain('service busy');
    expect(lines).toContain('pondering');
    expect(lines).toContain('真人的脸');
  });
});

test('a cut never halves a wide character and never exceeds its columns', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 1, max: 40 }),
      (text, columns) => {
        const clean = stripVTControlCharacters(text);
        const shown = fit(clean, columns);
        expect(stringWidth(shown)).toBeLessThanOrEqual(columns);
        expect(shown).not.toContain('\n');
      },
    ),
  );
});

test('money is rounded up to the hundredth, times are short', () => {
  const amounts = { CNY: '1.16001', USD: '12' };
  expect(priceOf(amounts, { currency: 'CNY', real: true })).toBe('1.17 CNY');
  expect(priceOf(amounts, { currency: 'USD', real: true })).toBe('12.00 USD');
  expect([0, 59, 61, 3600, 7325].map((at) => elapsed(at * second))).toEqual([
    '0s',
    '59s',
    '1m01s',
    '1h00m',
    '2h02m',
  ]);
  expect([30, 200, 7200].map((at) => roughly(at * second))).toEqual([
    'under a minute',
    'about 3 min',
    'about 2.0 h',
  ]);
});
