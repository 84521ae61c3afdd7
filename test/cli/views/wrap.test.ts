import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { wrap } from '../../../src/cli/views/wrap.ts';

test.each([
  ['blanks', 'scene render rain.scene now', 14, ['scene render', 'rain.scene now']],
  ['a name is not torn', 'of arrival.counter it', 8, ['of', 'arrival.counter', 'it']],
  ['a name that fits stays whole', 'see 雨夜.窗 there', 9, ['see', '雨夜.窗', 'there']],
  ['Chinese', '她推门而入，雨水滴落。', 8, ['她推门而', '入，雨水', '滴落。']],
  ['brackets stay with what they hold', '她说“雨停了”然后走', 8, ['她说“雨', '停了”然', '后走']],
  ['nothing', '', 8, ['']],
] as const)('%s', (_, text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

test('nothing is lost, and Chinese is never wider than its lines', () => {
  const han = fc.string({ unit: fc.constantFrom('雨', '夜', '，', '“', '”', ' '), maxLength: 60 });
  fc.assert(
    fc.property(han, fc.integer({ min: 12, max: 30 }), (text, width) => {
      const lines = wrap(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      // Marks that may stand at no end of a line can be more than a line holds.
      fc.pre(!/[，“”]{5}/.test(text));
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    }),
    { numRuns: 60 },
  );
});
