import { expect, test } from 'vitest';
import { createPolling } from '../../src/render/polling.ts';

const pollMs = 1_000;
/** Tasks of this kind ended after 60 and after 100 seconds. */
function looksAfterTwo(random = () => 0.5) {
  const polling = createPolling({ pollMs, random });
  polling.ended('mini', 100_000);
  polling.ended('mini', 60_000);
  return polling;
}

test.each([
  ['none is expected to end yet: rarely', 'mini', 10_000, 2_000],
  ['the first may end before the next rare look', 'mini', 56_000, 1_000],
  ['the first may end at any moment', 'mini', 56_990, 250],
  ['some end now', 'mini', 80_000, 250],
  ['as the slowest', 'mini', 104_000, 250],
  ['slower than all that were seen', 'mini', 106_000, 1_000],
  ['a kind of which none has ended', 'pro', 80_000, 1_000],
  ['a task of an earlier run', 'mini', undefined, 1_000],
])('%s', (_, kind, ageMs, waitMs) => {
  expect(looksAfterTwo().waitMs(kind, ageMs)).toBe(waitMs);
});

test('tasks that were sent at one moment are not asked for at one moment', () => {
  const waits = [0, 0.5, 0.99].map((chance) => looksAfterTwo(() => chance).waitMs('pro', 0));
  expect(waits).toEqual([750, 1_000, 1_245]);
});
