/** The way from the text of words back to the file. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinWords, sourceOffset, spanIn } from '../../src/language/words.ts';

const pieceOf = (text: string, piece: string) => {
  const start = text.indexOf(piece);
  return { start, end: start + piece.length };
};

test('an index of joined words is an offset of its own line', () => {
  const text = '    A door\n      opens 门\n        开了\n';
  const words = joinWords(
    text,
    ['A door', 'opens 门', '开了'].map((piece) => pieceOf(text, piece)),
  );
  expect(words.text).toBe('A door opens 门开了');
  expect(sourceOffset(words, words.text.indexOf('opens'))).toBe(text.indexOf('opens'));
  expect(spanIn(words, 2, 12)).toEqual({
    start: text.indexOf('door'),
    end: text.indexOf('opens') + 5,
  });
});

test('characters that NFC joins keep their place in the file', () => {
  const text = 'Cafe\u0301, re\u0301sume\u0301 @lin';
  const words = joinWords(text, [{ start: 0, end: text.length }]);
  expect(words.text).toBe('Café, résumé @lin');
  const at = words.text.indexOf('@lin');
  expect(spanIn(words, at, at + 4)).toEqual({ start: text.indexOf('@lin'), end: text.length });
  expect(spanIn(words, 3, 4)).toEqual({ start: 3, end: 5 });
});

test('every span of words stands in the file and holds what it says', () => {
  const piece = fc
    .array(fc.constantFrom('a', 'e\u0301', '门', '🎬', ' ', '@lin', '한', '\u1112\u1161'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => `x${parts.join('')}y`);
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      fc.nat(),
      (parts, a, b) => {
        const text = parts.join('\n');
        let at = 0;
        const spans = parts.map((part) => {
          const start = at;
          at += part.length + 1;
          return { start, end: start + part.length };
        });
        const words = joinWords(text, spans);
        const [start = 0, end = 0] = [a, b]
          .map((index) => index % (words.text.length + 1))
          .sort((x, y) => x - y);
        const span = spanIn(words, start, end);
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
        const whole = spanIn(words, 0, words.text.length);
        expect(whole).toEqual({ start: 0, end: text.length });
      },
    ),
  );
});
