import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/store/canonical.ts';
import { keysOf, type KeySources } from '../../src/store/key.ts';
import { taskOf } from '../render/support/plans.ts';

const sources: KeySources = {
  fileHash: (url) => (url.includes('lin') ? 'b'.repeat(64) : 'c'.repeat(64)),
  takeHash: () => 'd'.repeat(64),
};
const shot = {
  id: 'one.b',
  extends: ['one.a'],
  images: ['file:refs/lin.png', 'https://x.test/a.png'],
};

/**
 * A change here buys every clip of every user again. The key of a paid clip must come out the same
 * in every later version.
 */
test('the keys of a known task are what they have always been', () => {
  expect(keysOf(taskOf(shot), sources)).toEqual({
    key: '683f4d36bb5a8a4e846398442326598cfca8e2a02a06f4a3e3197f2ef889a4fa',
    ownKey: '448077b01f6834865105796d11b384b6db3ca57a33e32bfc074b5b413996e94b',
  });
});

const key = (sketch: Parameters<typeof taskOf>[0], from = sources) => keysOf(taskOf(sketch), from);

test('a path is not in the key, the bytes behind it are', () => {
  const moved = { ...shot, images: ['file:elsewhere/lin.png', 'https://x.test/a.png'] };
  expect(key(moved)).toEqual(key(shot));
  const other = { ...shot, images: ['file:refs/other.png', 'https://x.test/a.png'] };
  expect(key(other).key).not.toBe(key(shot).key);
});

test('the name of a shot that it builds on is not in the key, its take is', () => {
  const renamed = { ...shot, extends: ['one.first'] };
  expect(key(renamed)).toEqual(key(shot));
  const newer = key(shot, { ...sources, takeHash: () => 'e'.repeat(64) });
  expect(newer.key).not.toBe(key(shot).key);
  expect(newer.ownKey).toBe(key(shot).ownKey);
});

test('two shots that say the same have two keys, and so have two words', () => {
  const a = key({ id: 'one.a', words: 'rain' });
  expect(key({ id: 'one.b', words: 'rain' }).key).not.toBe(a.key);
  expect(key({ id: 'one.a', words: 'snow' }).key).not.toBe(a.key);
});

test('beginning on a last frame is not extending', () => {
  const on = { id: 'one.b', words: 'x' };
  expect(key({ ...on, continues: 'one.a' }).key).not.toBe(key({ ...on, extends: ['one.a'] }).key);
});

test('canonical JSON does not know the order of keys, and tells all else apart', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const same = canonicalJson(a) === canonicalJson(b);
      expect(same).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
    }),
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([name, item]) => [name, sorted(item)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { entries };
}
