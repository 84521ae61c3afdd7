import { expect, test } from 'vitest';
import { nearName } from '../../src/source/near-name.ts';

test.each([
  ['arive', ['arrive', 'counter'], 'arrive'],
  ['lim', ['lin', 'zhou'], 'lin'],
  ['Backend', ['backend'], 'backend'],
  ['林下', ['林夏', '周明'], '林夏'],
  ['unknown-sht', ['unknown-shot', 'unknown-field'], 'unknown-shot'],
])('%s is near one of %j', (word, candidates, near) => {
  expect(nearName(word, candidates)).toBe(near);
});

test.each([
  ['林', ['周']],
  ['a', ['b']],
  ['door', ['window', 'wall']],
  ['', ['a']],
])('%s is near none of %j', (word, candidates) => {
  expect(nearName(word, candidates)).toBeUndefined();
});
