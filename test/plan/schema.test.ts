/** A plan that was written is read back as it was; what is no plan is refused in a sentence. */
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/failure.ts';
import { parsePlan } from '../../src/plan/schema.ts';
import { serializePlan } from '../../src/plan/serialize-plan.ts';
import { planOf } from './support/compiled.ts';

const script = `
series "归来"
episode 7 "雨夜来信"
  budget: 80.50 CNY
  soundtrack: theme.mp3 -18dB
  subtitles: on

character @lin "林夏"
  image: lin.png
  voice: lin.mp3

scene a "INT. 旧书店 - 夜"
  title "第一章" 2s
  shot one 5s
    takes: 3
    seed: 7
    # ignore service-unchecked
    service: priority = 5
    caption: 三年前
    @lin: 你好
  transition dissolve 0.5s
  shot two 5s extends one
    trim: 1s..
    雨停了。
  black 1s
  shot three 4s continues two
    灯灭了。
  shot four edits two
    换成夜里。
scene b "EXT."
  soundtrack: none
  clip a.one 1s..2s
  still end.png 2s
`;

test('written, read and written again, a plan is the same bytes', async () => {
  const text = serializePlan(await planOf(script));
  expect(serializePlan(parsePlan(text))).toBe(text);
});

test('the document, whole', async () => {
  await expect(serializePlan(await planOf(script))).toMatchFileSnapshot('plan.json.txt');
});

test('a later 1.x may hold more', async () => {
  const plan = await planOf(script);
  const later = { ...plan, formatVersion: '1.7', mood: 'blue', film: { ...plan.film, hdr: true } };
  expect(parsePlan(JSON.stringify(later))).toEqual({ ...plan, formatVersion: '1.7' });
});

test('keys of `service:` come back in the request', async () => {
  const read = parsePlan(serializePlan(await planOf(script)));
  expect(read.tasks[0]?.request['priority']).toBe(5);
});

describe('is refused', () => {
  test.each([
    ['no JSON', 'scene a', /not JSON/],
    ['another document', '{"version":1}', /no formatVersion/],
    ['a newer format', '{"formatVersion":"2.0"}', /format 2\.0.*1\.x/],
    ['a damaged plan', '{"formatVersion":"1.0","episode":{"id":7}}', /damaged at episode\.id/],
  ])('%s', (_what, text, sentence) => {
    const failure = failureOf(() => parsePlan(text));
    expect(failure.reason).toBe('configuration');
    expect(failure.message).toMatch(sentence);
    expect(failure.hint).toBeDefined();
  });
});

function failureOf(act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
