import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksFrom } from '../../src/cli/report/links.ts';

test.each([
  ['/p/.scenewright/ark/clips/ab/ab.mp4', '.scenewright/ark/clips/ab/ab.mp4'],
  ['/p/雨 夜.mp4', '%E9%9B%A8%20%E5%A4%9C.mp4'],
  ['/other/film.mp4', '../other/film.mp4'],
  ['/p/javascript:alert(1)', 'javascript%3Aalert(1)'],
  ['/p/a#b?c%d.mp4', 'a%23b%3Fc%25d.mp4'],
])('%s', (file, expected) => {
  expect(linksFrom('/p')(file)).toBe(expected);
});

test('a browser finds the very file, whatever it is called', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => !/[/\u0000\\]/.test(text) && !/^\.{1,2}$/.test(text));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (names) => {
      const link = linksFrom('/p/q')(`/p/${names.join('/')}`) ?? '';
      const found = new URL(link, 'file:///p/q/page.html');
      expect(found.protocol).toBe('file:');
      expect(found.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'p', ...names]);
    }),
  );
});
