import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from '../../../src/cli/views/shell-word.ts';

test.each([
  ['雨夜.scene', '雨夜.scene'],
  ['arrival.counter#2,2.1', 'arrival.counter#2,2.1'],
  ['批准 一.json', "'批准 一.json'"],
  ['-dash.scene', './-dash.scene'],
  ['#first', "'#first'"],
])('%s is pasted as %s', (text, pasted) => {
  expect(shellWord(text)).toBe(pasted);
});

test('a shell gives back what was meant', () => {
  const words = fc.sample(fc.string({ unit: 'grapheme', minLength: 1 }), { numRuns: 200, seed: 1 });
  const meant = words.filter((word) => !/[\0\n]/u.test(word));
  const script = meant.map((word) => `printf '%s\\n' ${shellWord(word)}`).join('\n');
  const given = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\n');
  expect(given.slice(0, -1)).toEqual(meant.map((word) => word.replace(/^-/u, './-')));
});
