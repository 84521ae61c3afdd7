import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { beside, type Row } from '../../src/cli/takes/beside.ts';
import { differing } from '../../src/cli/takes/differing.ts';

const shared: readonly (readonly string[])[] = [
  ['她推门而入', '她推窗而入'],
  ['a', 'a b'],
  ['–', 'slow'],
];

test.each(shared)('a short text stays whole: %s, %s', (...texts) => {
  expect(differing(texts)).toEqual(texts);
});

test('of a long text what differs is left, with a few words around it', () => {
  const faces = ['push', 'pull'].map((move) => `rain on glass, a slow ${move} in to her face`);
  expect(differing(faces)).toEqual(['…, a slow push in to her…', '…, a slow pull in to her…']);
  const counts = ['six', 'six', 'seven'].map((last) => `one two three four five ${last}`);
  expect(differing(counts)).toEqual([
    '…three four five six',
    '…three four five six',
    '…three four five seven',
  ]);
});

const long = '雨水顺着玻璃缓缓流下，映出街对面的霓虹灯牌，她把信折好放进口袋，转身看向门外的雨';
const rows: readonly Row[] = [
  ['take', '1', '2'],
  ['task', 'cgt-20261123031542-7k2qp', 'cgt-20261123031611-x9v4d'],
  ['action', ...differing([`${long}夜`, `${long}后的黄昏，许久没有说话，直到老板开口`])] as Row,
];

test.each([40, 80, 120])('at %i columns every word that differs is there', async (columns) => {
  const lines = beside(rows, columns);
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThan(columns);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`compare/${columns}.txt`);
});
