import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../src/language/parse.ts';
import type { SyntaxTree } from '../../src/language/syntax.ts';
import { checkLines } from '../../src/semantics/lines.ts';
import { declareAssets } from '../../src/semantics/names/declare.ts';
import type { LoadedFile, Sources } from '../../src/semantics/sources.ts';

const header = 'character @lin "林夏"\n  image: refs/lin.png\n\nscene a\n  shot one 5s\n';

/** Lines made of what the rules look for, in any order. */
const prose = fc
  .array(
    fc.constantFrom(
      ...['林夏', '@lin', '镜头', '1', '：', ':', ' ', 'camera', 'camra', '“', '”', '【', '】'],
      ...[
        '图片',
        '转场',
        '闪白',
        'title',
        '"x"',
        '5s',
        '时长',
        '她说',
        'Old Woman',
        '走',
        '，',
        '𠮷',
      ],
      ...['e\u0301', '(低声)', '！', '@', '{', '}', 'a.png', '/', 'black', '\n      '],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join('').trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

test('whatever a line says, each message has its place in the text and each fix too', () => {
  fc.assert(
    fc.property(prose, (line) => {
      const { sources, diagnostics } = checked(`${header}    ${line}\n`);
      const { text } = sources.entry.source;
      for (const { span, fixes } of diagnostics) {
        for (const { start, end } of [
          span,
          ...fixes.flatMap(({ edits }) => edits.map((e) => e.span)),
        ]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }
    }),
  );
});

test('one line gets one message at most', () => {
  fc.assert(
    fc.property(prose, (line) => {
      const { sources, diagnostics } = checked(`${header}    ${line}\n`);
      const lines = sources.entry.tree.items.flatMap((item) =>
        item.kind === 'scene'
          ? item.body.flatMap((part) => (part.kind === 'shot' ? part.body : []))
          : [],
      );
      expect(diagnostics.length).toBeLessThanOrEqual(lines.length);
    }),
  );
});

test('a leading ! silences every guess at what was meant', () => {
  const guesses = new Set(
    'unknown-field near-field dialogue-without-at speaker-not-declared speech-in-action'.split(' '),
  );
  fc.assert(
    fc.property(prose, (line) => {
      const { diagnostics } = checked(`${header}    !${line}\n`);
      expect(diagnostics.filter(({ code }) => guesses.has(code))).toEqual([]);
    }),
  );
});

test('a line that stands where nothing like it can stand is never passed over', () => {
  fc.assert(
    fc.property(prose, (line) => {
      const { sources, diagnostics } = checked(`${line.replaceAll('\n', '')}\n`);
      const strays = straysOf(sources.entry.tree);
      expect(diagnostics.length).toBeGreaterThanOrEqual(strays);
    }),
  );
});

function straysOf({ items }: SyntaxTree): number {
  return items.filter(({ kind }) => kind === 'stray').length;
}

function checked(text: string) {
  const source = { path: '/project/input.scene', text };
  const { tree } = parse(source);
  const entry: LoadedFile = { source, path: 'input.scene', tree, imports: [], incomplete: false };
  const sources: Sources = {
    root: '/project',
    entry,
    files: [entry],
    media: new Map(),
    diagnostics: [],
  };
  return { sources, diagnostics: checkLines(sources, declareAssets(sources)).diagnostics };
}
