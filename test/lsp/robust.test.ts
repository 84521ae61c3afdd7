import fc from 'fast-check';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { codeActions } from '../../src/lsp/code-actions.ts';
import { completion } from '../../src/lsp/completion.ts';
import { definition } from '../../src/lsp/definition.ts';
import { folding } from '../../src/lsp/folding.ts';
import { formatting } from '../../src/lsp/formatting.ts';
import { hover } from '../../src/lsp/hover.ts';
import { links } from '../../src/lsp/links.ts';
import { offsetAt, rangeOf } from '../../src/lsp/positions.ts';
import { references } from '../../src/lsp/references.ts';
import { rename } from '../../src/lsp/rename.ts';
import { Snapshot } from '../../src/lsp/snapshot.ts';
import { symbols } from '../../src/lsp/symbols.ts';
import { script as arbitraryScript } from '../language/arbitrary-script.ts';
import { memoryHost } from '../support/memory-host.ts';
import { edited, outsideOf } from './asked-case.ts';

const uri = 'file:///project/input.scene';
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };

function open(text: string): Snapshot {
  return new Snapshot(outsideOf(memoryHost({})), [{ uri, text }], ['/project']);
}

/** A script as it is while somebody writes: a piece of it gone, another text in its place. */
const written = fc
  .tuple(
    arbitraryScript,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(12),
    fc.constantFrom('', '@', '@{', '\n', '  ', 'extends ', '：', '"', '林', '\u{20BB7}', '\u0007'),
  )
  .map(([text, where, length, put]) => {
    const at = Math.floor(where * text.length);
    return { text: text.slice(0, at) + put + text.slice(at + length), offset: at + put.length };
  });

test('whatever is written, every question has an answer', async () => {
  await fc.assert(
    fc.asyncProperty(written, async ({ text, offset }) => {
      const now = open(text);
      const source = { path: uri, text };
      const position = rangeOf(source, { start: offset, end: offset }).start;
      const at = { textDocument, position };
      const range = rangeOf(source, { start: 0, end: text.length });
      const context = { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked };
      for (const { textEdit } of await completion.answer(at, now)) {
        if (!textEdit || !('range' in textEdit)) throw new Error('an item writes nothing');
        // No place of the protocol is between the two characters of one line end.
        expect(offsetAt(source, textEdit.range.end)).toBe(offsetAt(source, position));
      }
      await hover.answer(at, now);
      await definition.answer(at, now);
      await references.answer({ ...at, context: { includeDeclaration: false } }, now);
      await symbols.answer({ textDocument }, now);
      await folding.answer({ textDocument }, now);
      await links.answer({ textDocument }, now);
      await formatting.answer({ textDocument, options }, now);
      await codeActions.answer({ textDocument, range, context }, now);
    }),
    { numRuns: 15 },
  );
});

test('what was renamed and renamed back is what it was', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryScript, fc.nat(20), async (text, which) => {
      const now = open(text);
      const { names, file, compilation } = await now.analysis(uri);
      // Of two that have one name, one that is renamed cannot have it back.
      fc.pre(!compilation.diagnostics.some(({ code }) => code === 'double-name'));
      const occurrences = names.occurrences.get(file) ?? [];
      const one = occurrences[which % Math.max(1, occurrences.length)];
      if (!one) return;
      const position = rangeOf(file.source, one.span).start;
      const there = await rename.answer({ textDocument, position, newName: 'zq9' }, now);
      const renamed = await edited(uri, there.changes?.[uri] ?? [], now);
      expect(renamed).not.toBe(text);
      const { name } = one.named;
      const then = open(renamed);
      const moved = occurrences.filter(
        ({ named, span }) => named === one.named && span.start < one.span.start,
      );
      const start = one.span.start + moved.length * ('zq9'.length - name.length);
      const at = rangeOf({ path: uri, text: renamed }, { start, end: start }).start;
      const back = await rename.answer({ textDocument, position: at, newName: name }, then);
      expect(await edited(uri, back.changes?.[uri] ?? [], then)).toBe(text);
    }),
    { numRuns: 12 },
  );
});
