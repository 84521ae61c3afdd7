import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { beside, type Row } from '../../src/cli/takes/beside.ts';
import { differing } from '../../src/cli/takes/differing.ts';

const pairs: readonly (readonly [texts: readonly string[], left?: readonly string[]])[] = [
  [['她推门而入', '她推窗而入']],
  [['a', 'a b']],
  [['–', 'slow']],
  [
    ['rain on glass, a slow push in to her face', 'rain on glass, a slow pull in to her face'],
    ['…, a slow push in to her…', '…, a slow pull in to her…'],
  ],
  [
    ['one two three four five six', 'one two three four five six', 'one two three four five seven'],
    ['…three four five six', '…three four five six', '…three four five seven'],
  ],
];

test.each(pairs)('what differs is left of %j', (texts, left: readonly string[] = texts) => {
  expect(differing(texts)).toEqual(left);
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
