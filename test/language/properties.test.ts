/** What holds of every text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/language/decode.ts';
import { formatSource } from '../../src/language/format.ts';
import { parse } from '../../src/language/parse.ts';
import { lineOf } from '../../src/source/text.ts';
import { script } from './arbitrary-script.ts';
import { printTree } from './print-tree.ts';

const sourceOf = (text: string) => ({ path: 'a.scene', text });
const treeOf = (text: string) => printTree(parse(sourceOf(text)).tree);
/** Pieces that a random text is likelier to be interesting with. */
const fragment = fc.constantFrom(
  ...[
    'scene a "A"\n',
    '  shot one 5s\n',
    '    @lin: hi\n',
    '@',
    '：',
    '"',
    '“',
    '\n',
    '\r\n',
    '  ',
    '\t',
  ],
  ...[
    'shot',
    '镜头',
    'extends ',
    ', ',
    '..',
    '5',
    's',
    '-18dB',
    '{',
    '}',
    '(',
    '#',
    '# ',
    '!',
    '\u3000',
  ],
  ...[
    'camera: ',
    '声音：',
    'trim: ',
    'reference: ',
    ' for ',
    'last of ',
    'é',
    '🎬',
    '\u0301',
    '\uD83C',
    '\uFEFF',
  ],
);
const rubble = fc
  .oneof(
    fc.array(fc.oneof(fragment, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 }),
    fc.array(fragment, { maxLength: 60 }),
  )
  .map((parts) => parts.join(''));

describe('any text', () => {
  test('any bytes give a tree, and diagnostics that stand in the text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { source } = decode(bytes, 'a.scene');
        expectInRange(source.text);
      }),
    );
  });

  test('whatever the fragments, all spans stand in the text', () => {
    fc.assert(fc.property(rubble, expectInRange), { numRuns: 1000 });
  });

  test('formatting twice is formatting once, and never throws', () => {
    fc.assert(
      fc.property(rubble, (text) => {
        const formatted = formatSource(sourceOf(text));
        expect(formatSource(sourceOf(formatted))).toBe(formatted);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a right script', () => {
  test('parses without a diagnostic', () => {
    fc.assert(
      fc.property(script, (text) => {
        expect(parse(sourceOf(text)).diagnostics).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('means the same in its canonical form, in either language of keywords', () => {
    fc.assert(
      fc.property(
        script,
        fc.constantFrom(undefined, 'en' as const, 'zh' as const),
        (text, keywords) => {
          const formatted = formatSource(sourceOf(text), keywords ? { keywords } : {});
          expect(treeOf(formatted)).toBe(treeOf(text));
          expect(parse(sourceOf(formatted)).diagnostics).toEqual([]);
          expect(formatSource(sourceOf(formatted), keywords ? { keywords } : {})).toBe(formatted);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('with one broken line has one diagnostic, on that line', () => {
    const mistake = fc.constantFrom(
      ...[
        '    trim: backwards',
        '    audio: 雨声',
        '    camera:',
        '    @lin (quietly: hello',
        '    @lin:',
      ],
      ...[
        '    seed: many',
        '    image: a b.png',
        '    duration: 5',
        '    reference: a.png as b',
        '    lens: 35mm',
      ],
    );
    fc.assert(
      fc.property(script, mistake, script, (before, line, after) => {
        const head = before.replaceAll('\r', '').replace(/\n*$/, '\nscene z "Z"\n  shot one 5s\n');
        const tail = after.replaceAll('\r', '').replace(/^\uFEFF|^format 1\n/, '');
        const { diagnostics } = parse(sourceOf(`${head}${line}\n${tail}`));
        expect(diagnostics.map(({ source, span }) => lineOf(source, span.start))).toEqual([
          head.split('\n').length,
        ]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('large texts', () => {
  test('a line of 100 KB', () => {
    const text = `scene a "A"\n  shot one 5s\n    ${'雨声，@lin '.repeat(15_000)}\n`;
    expect(parse(sourceOf(text)).diagnostics).toEqual([]);
    expectInRange(`scene a "${'\\"'.repeat(50_000)}\n`);
    expectInRange(`scene a "A"\n  shot one 5s\n    ${'@lin, '.repeat(20_000)}\n`);
    expectInRange(`scene a "A"\n  shot one 5s\n    @lin ${'('.repeat(100_000)}\n`);
  });

  test('a thousand steps of indentation', () => {
    const lines = Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}shot x`);
    expectInRange(lines.join('\n'));
    expectInRange([...lines].reverse().join('\n'));
  });

  test('a megabyte of rubble', () => {
    const [bytes] = fc.sample(
      fc.uint8Array({ minLength: 1_000_000, maxLength: 1_000_000, size: 'max' }),
      1,
    );
    expectInRange(decode(bytes ?? new Uint8Array(), 'a.scene').source.text);
    const letters = (bytes ?? new Uint8Array()).map((byte) =>
      byte % 13 === 0 ? 10 : 32 + (byte % 95),
    );
    expectInRange(new TextDecoder().decode(letters));
  });
});

function expectInRange(text: string): void {
  const { tree, diagnostics } = parse(sourceOf(text));
  for (const { span } of diagnostics) expectSpan(span, text);
  walk(tree, text);
}

function walk(value: unknown, text: string): void {
  if (typeof value !== 'object' || value === null) return;
  if ('start' in value && 'end' in value) expectSpan(value, text);
  for (const inner of Object.values(value)) walk(inner, text);
}

function expectSpan(span: { start: unknown; end: unknown }, text: string): void {
  const { start, end } = span;
  const right =
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    Number(start) >= 0 &&
    Number(start) <= Number(end) &&
    Number(end) <= text.length;
  if (!right) throw new Error(`a span from ${String(start)} to ${String(end)} of ${text.length}`);
}
