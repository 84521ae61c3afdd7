import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnsent, isUnsettled } from '../../src/store/attempts.ts';
import { lookIntoJournal, openJournal, readJournal } from '../../src/store/journal.ts';
import { lineOf } from '../../src/store/line.ts';
import type { Step } from '../../src/store/records.ts';
import { makeFolder } from '../render/support/bench.ts';
import { intentOf } from '../support/intents.ts';

const hash = 'a'.repeat(64);
const now = () => new Date('2026-11-22T08:00:00Z');

const life: readonly Step[] = [
  intentOf(),
  { step: 'sending', tag: 't1' },
  { step: 'postponed', tag: 't1' },
  { step: 'sending', tag: 't1' },
  { step: 'submitted', tag: 't1', id: 'cgt-1' },
  { step: 'succeeded', tag: 't1', tokens: 9, cost: { CNY: '1.4', USD: '0.19' } },
  {
    step: 'kept',
    tag: 't1',
    clip: { sha256: hash, bytes: 3, extension: '.mp4' },
    lastFrame: null,
  },
];

async function journalOf(steps: readonly Step[]): Promise<string> {
  const path = join(await makeFolder(), 'journal.jsonl');
  const journal = await openJournal(path, { now });
  for (const step of steps) await journal.append(step);
  await journal.close();
  return path;
}

describe('the journal', () => {
  test('gives back what was written, and its lines are versioned', async () => {
    const path = await journalOf(life);
    const journal = await openJournal(path);
    expect(journal.attemptsFor(hash)).toMatchObject([
      { tag: 't1', step: 'kept', id: 'cgt-1', tokens: 9, submittedAt: '2026-11-22T08:00:00.000Z' },
    ]);
    await journal.close();
    await expect(await readFile(path, 'utf8')).toMatchFileSnapshot('life.jsonl');
  });

  test('cuts a torn last line wherever it was torn, and goes on behind what is whole', async () => {
    const whole = await readFile(await journalOf(life));
    const lastLine = whole.lastIndexOf(0x0a, -2) + 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: lastLine, max: whole.length - 1 }), async (length) => {
        const path = join(await makeFolder(), 'journal.jsonl');
        await writeFile(path, whole.subarray(0, length));
        const journal = await openJournal(path, { now });
        expect(journal.attempts()[0]?.step).toBe('succeeded');
        await journal.append(life.at(-1) ?? intentOf());
        await journal.close();
        expect(await readFile(path)).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  test('refuses a whole line in which any byte was changed', async () => {
    const whole = await readFile(await journalOf(life));
    fc.assert(
      fc.property(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(() => readJournal(changed, 'journal.jsonl')).toThrow(/^journal\.jsonl, line \d+: /);
      }),
    );
  });

  test('refuses a step that cannot follow, before it is written', async () => {
    const path = await journalOf(life);
    const journal = await openJournal(path);
    await expect(journal.append({ step: 'submitted', tag: 't1', id: 'cgt-2' })).rejects.toThrow(
      'cannot follow',
    );
    await expect(journal.append({ step: 'submitted', tag: 'no', id: 'cgt-2' })).rejects.toThrow();
    await journal.close();
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(life.length + 1);
  });

  test('writes steps one after the other, however many are asked for at once', async () => {
    const path = join(await makeFolder(), 'journal.jsonl');
    const journal = await openJournal(path, { now });
    const tags = Array.from({ length: 20 }, (_, index) => `t${index}`);
    await Promise.all(tags.map((tag) => journal.append(intentOf({ tag }))));
    await journal.close();
    const read = readJournal(await readFile(path), path);
    expect([...read.keys()]).toEqual(tags);
  });
});

describe('what a killed run left', () => {
  const left = async (steps: readonly Step[]) => {
    const path = await journalOf(steps);
    return (await lookIntoJournal(path))[0];
  };
  const sending: Step = { step: 'sending', tag: 't1' };
  const postponed: Step = { step: 'postponed', tag: 't1' };

  test.each([
    ['an intent', [], true],
    ['one that was answered 429', [sending, postponed], true],
    ['a mark that the request leaves', [sending], false],
    ['such a mark after a 429', [sending, postponed, sending], false],
  ])('%s', async (_, steps, unsent) => {
    const attempt = await left([intentOf(), ...steps]);
    expect(attempt && [isUnsent(attempt), isUnsettled(attempt)]).toEqual([unsent, !unsent]);
  });
});

/** Each a journal as it may lie on the disk, and what is said of it. */
const damaged: readonly (readonly [name: string, lines: readonly string[], said: RegExp])[] = [
  ['a line that is no JSON', ['{"v":1,', ''], /line 1: this is not a record/],
  ['an empty line', ['', ''], /line 1: this is not a record/],
  ['a newer version', ['{"v":3,"step":"intent"}', ''], /line 1: a newer version of scene/],
  ['a version that never left the house', ['{"v":1,"step":"intent"}', ''], /the record's "v"/],
  ['no version', ['{"step":"intent"}', ''], /line 1: the record's "v" does not read/],
  ['an unknown step', ['{"v":2,"step":"dreamt"}', ''], /line 1: the record's "step"/],
  [
    'a step without its intent',
    [lineOf({ v: 2, at: '2026-11-22T08:00:00Z', tag: 't', step: 'submitted', id: 'c' })],
    /line 1: the step "submitted" cannot stand here/,
  ],
];

test.each(damaged)('damage is refused with its line: %s', async (_, lines, said) => {
  const folder = await makeFolder();
  const path = join(folder, 'journal.jsonl');
  await writeFile(path, lines.join('\n'));
  await expect(openJournal(path)).rejects.toThrow(said);
  await expect(openJournal(path)).rejects.toMatchObject({ reason: 'store-damaged' });
  expect(await readFile(path, 'utf8')).toBe(lines.join('\n'));
});

test('the line of damage in the middle is named', async () => {
  const path = await journalOf(life);
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [lines[0], lines[1], 'xx', ...lines.slice(2)].join('\n'));
  await expect(openJournal(path)).rejects.toThrow(/journal\.jsonl, line 3: /);
});

test('fields that a later version adds are kept in peace', async () => {
  const path = join(await makeFolder(), 'journal.jsonl');
  const head = { v: 2, at: '2026-11-22T08:00:00Z' } as const;
  const later = { ...head, ...intentOf(), mood: 'sunny' };
  const line = lineOf(later);
  await writeFile(path, line);
  await (await openJournal(path)).close();
  expect(await readFile(path, 'utf8')).toBe(line);
});

test('a journal that cannot be written is trouble of the disk, with its path', async () => {
  const folder = await makeFolder();
  await mkdir(join(folder, 'journal.jsonl'));
  await expect(openJournal(join(folder, 'journal.jsonl'))).rejects.toMatchObject({
    reason: 'disk-trouble',
    message: expect.stringMatching(/journal\.jsonl: a folder stands where/) as string,
  });
  await appendFile(join(folder, 'file'), '');
  await expect(openJournal(join(folder, 'file', 'journal.jsonl'))).rejects.toMatchObject({
    reason: 'disk-trouble',
  });
});
