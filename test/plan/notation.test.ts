/** Prose never speaks the service's notation: what marks speech, sound, music and text is ours. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainWords } from '../../src/plan/prompt/plain-words.ts';
import { joined } from '../../src/plan/prompt/sentence.ts';

const mark = fc.constantFrom(...'“”"＂‘’「」『』（）()<>＜＞【】《》，。、,.!！?？ —\'');
const word = fc.constantFrom('雨', '林夏', '门', 'rain', 'Ann', "don't", '35mm');
const prose = fc.array(fc.oneof(mark, word), { maxLength: 24 }).map((pieces) => pieces.join(''));

test('whatever is written, no mark of the service is left in it', () => {
  fc.assert(
    fc.property(prose, (text) => {
      expect(plainWords(text, 'zh')).not.toMatch(/["“”＂<>＜＞（）()【】]/);
      expect(plainWords(text, 'en')).not.toMatch(/["“”＂<>＜＞（）()【】「」]/);
    }),
    { numRuns: 2000 },
  );
});

test('no word of the writer is lost, and none is moved', () => {
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}《》]/gu, '');
  fc.assert(
    fc.property(prose, fc.constantFrom('zh' as const, 'en' as const), (text, language) => {
      expect(letters(plainWords(text, language))).toBe(letters(text));
    }),
    { numRuns: 2000 },
  );
});

test('what is plain already stays as it is', () => {
  fc.assert(
    fc.property(prose, fc.constantFrom('zh' as const, 'en' as const), (text, language) => {
      const once = plainWords(text, language);
      expect(plainWords(once, language)).toBe(once);
    }),
    { numRuns: 2000 },
  );
});

test('sentences meet with one stop, never two and never none', () => {
  const sentence = fc
    .tuple(
      fc.constantFrom('雨停了', '门开着', '他走了'),
      fc.constantFrom('', '。', '，', '！', '…'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), (sentences) => {
      const text = joined(sentences, 'zh');
      expect(text).not.toMatch(/。。|，。|。，|！。/);
      expect(text).toMatch(/^(?:[雨停门开着他走了]+[。！…])+$/);
    }),
  );
});
