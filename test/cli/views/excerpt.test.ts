import { describe, expect, test } from 'vitest';
import stringWidth from 'string-width';
import fc from 'fast-check';
import { excerptOf } from '../../../src/cli/views/excerpt.ts';

/** The excerpt of `text` with «…» around the place. */
function mark(marked: string, width = 60) {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace('«', '').replace('»', '');
  const excerpt = excerptOf({ source: { path: '/a', text }, span: { start, end } }, width, '^');
  return `${excerpt.text}\n${excerpt.marks}`;
}

describe('the mark stands under the right character', () => {
  test.each([
    ['Latin', 'shot «one» 5s', 'shot one 5s\n     ^^^'],
    ['Chinese before and in the place', '  @林夏«推门»而入', '  @林夏推门而入\n       ^^^^'],
    ['full-width marks', '角度：«中景»，侧面', '角度：中景，侧面\n      ^^^^'],
    ['a tab', '\t@lin «enters»', '    @lin enters\n         ^^^^^^'],
    ['a tab after text', 'ab\t«c»', 'ab  c\n    ^'],
    ['an emoji of many parts', '👩‍👩‍👧 «x»', '👩‍👩‍👧 x\n   ^'],
    ['a combining mark', 'Jose\u0301«x»', 'Jose\u0301x\n    ^'],
    ['a place inside a grapheme', 'e«\u0301»x', 'e\u0301x\n^'],
    ['nothing at the end of the line', '镜头«»', '镜头\n    ^'],
    ['an empty line', '«»', '\n^'],
    ['a control', 'a\u0000«b»', 'a\uFFFDb\n  ^'],
    ['a bidirectional override', 'a\u202E«b»', 'a\uFFFDb\n  ^'],
    ['a line after others', 'x\ny\n中«z»\nw', '中z\n  ^'],
    ['a line with CRLF', 'ab«c»\r\nd', 'abc\n  ^'],
    ['a byte-order mark', '\uFEFFa«b»', 'ab\n ^'],
    ['a place over two lines', 'a«bc\nd»e', 'abc\n ^^'],
  ])('%s', (_name, marked, expected) => {
    expect(mark(marked)).toBe(expected);
  });
});

describe('a long line is cut around the place', () => {
  test('at the end, when the place is near the beginning', () => {
    expect(mark(`«ab»${'c'.repeat(50)}`, 20)).toBe(`ab${'c'.repeat(16)}…\n^^`);
  });

  test('on both sides, when it is in the middle', () => {
    const shown = mark(`${'前'.repeat(40)}«中»${'后'.repeat(40)}`, 30).split('\n');
    expect(shown[0]).toMatch(/^…前+中后+…$/);
    expect(stringWidth(shown[0]?.split('中')[0] ?? '')).toBe(shown[1]?.indexOf('^'));
  });

  test('and always shows the place, in no more than the width', () => {
    const character = fc.constantFrom('a', '中', '，', '👩‍👩‍👧', '\t', 'e\u0301');
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 120 }),
        fc.array(character, { minLength: 1, maxLength: 40 }),
        fc.array(character, { maxLength: 120 }),
        fc.integer({ min: 20, max: 100 }),
        (before, inside, after, width) => {
          const lines = mark(`${before.join('')}«${inside.join('')}»${after.join('')}`, width);
          const [text = '', marks = ''] = lines.split('\n');
          expect(stringWidth(text)).toBeLessThanOrEqual(width);
          expect(marks.length).toBeLessThanOrEqual(width);
          expect(marks).toMatch(/^ *\^+$/);
        },
      ),
    );
  });
});
