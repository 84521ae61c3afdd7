import { readdirSync } from 'node:fs';
import path from 'node:path';
import { CodeActionTriggerKind, type DocumentSymbol } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { codeActions } from '../../src/lsp/code-actions.ts';
import { completion } from '../../src/lsp/completion.ts';
import { definition } from '../../src/lsp/definition.ts';
import { folding } from '../../src/lsp/folding.ts';
import { formatting } from '../../src/lsp/formatting.ts';
import { hover } from '../../src/lsp/hover.ts';
import { links } from '../../src/lsp/links.ts';
import { references } from '../../src/lsp/references.ts';
import { prepareRename, rename } from '../../src/lsp/rename.ts';
import { symbols } from '../../src/lsp/symbols.ts';
import { casesFolder, edited, readCase, shown, type AskedCase } from './asked-case.ts';

type At = AskedCase['asked'][number];

/** Asks about one place, or about the script as a whole, and writes the answer as text. */
const asks: Readonly<Record<string, (asked: AskedCase) => Promise<readonly string[]>>> = {
  'code-actions': async ({ now, uri, range }) => {
    const context = { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked };
    const params = { textDocument: { uri }, range, context };
    const actions = await codeActions.answer(params, now);
    return Promise.all(
      actions.map(async ({ title, isPreferred, edit }) => {
        const after = await edited(uri, edit?.changes?.[uri] ?? [], now);
        return `${isPreferred ? '* ' : ''}${title}\n${changedLines(await edited(uri, [], now), after)}`;
      }),
    );
  },
  formatting: async ({ now, uri }) => {
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await formatting.answer({ textDocument: { uri }, options }, now);
    const ranges = await Promise.all(edits.map(({ range }) => shown(uri, range, now)));
    return [...ranges, await edited(uri, edits, now)];
  },
  symbols: async ({ now, uri }) =>
    (await symbols.answer({ textDocument: { uri } }, now)).flatMap((one) => outline(one, 0)),
  folding: async ({ now, uri }) =>
    (await folding.answer({ textDocument: { uri } }, now)).map(
      ({ startLine, endLine }) => `${startLine + 1} to ${endLine + 1}`,
    ),
  completion: each(async (at, now) => {
    const items = await completion.answer(at, now);
    const [first] = items;
    if (!first?.textEdit || !('range' in first.textEdit)) return ['nothing'];
    const typed = at.position.character - first.textEdit.range.start.character;
    const same = items.every(({ kind }) => kind === first.kind);
    return [
      `${typed} typed`,
      ...(same && items.length > 6
        ? [items.map(({ label }) => label).join(' ')]
        : items.map(({ label, textEdit, detail = '' }) =>
            [label, JSON.stringify(textEdit?.newText), detail].join(' · '),
          )),
    ];
  }),
  hover: each(async (at, now) => {
    const found = await hover.answer(at, now);
    if (!found) return ['nothing'];
    const { contents, range } = found;
    const marked = range ? [await shown(at.textDocument.uri, range, now)] : [];
    return [...marked, 'value' in Object(contents) ? (contents as { value: string }).value : ''];
  }),
  links: async ({ now, uri }) => {
    const found = await links.answer({ textDocument: { uri } }, now);
    return Promise.all(
      found.map(async ({ range, target }) => `${await shown(uri, range, now)} → ${target}`),
    );
  },
  definition: each(async (at, now) => {
    const found = await definition.answer(at, now);
    return found ? [await shown(found.uri, found.range, now)] : ['nothing'];
  }),
  references: each(async (at, now) => {
    const found = await references.answer({ ...at, context: { includeDeclaration: true } }, now);
    return Promise.all(found.map(({ uri, range }) => shown(uri, range, now)));
  }),
  rename: each(async (at, now, names) => {
    const { placeholder } = await prepareRename.answer(at, now);
    const answers: string[] = [];
    for (const newName of names) {
      const { changes = {} } = await rename
        .answer({ ...at, newName }, now)
        .catch((error: unknown) => ({ changes: { [String(error)]: [] } }));
      answers.push(`${placeholder} → ${newName}`);
      for (const [uri, edits] of Object.entries(changes)) {
        answers.push(`  ${uri}`);
        const [before, after] = [await edited(uri, [], now), await edited(uri, edits, now)];
        if (edits.length > 0) answers.push(changedLines(before, after));
      }
    }
    return answers;
  }),
};

function each(
  ask: (at: At, now: AskedCase['now'], names: AskedCase['names']) => Promise<readonly string[]>,
): (asked: AskedCase) => Promise<readonly string[]> {
  return async ({ asked, now, uri, names }) => {
    const answers: string[] = [];
    for (const at of asked) {
      const { position } = at;
      answers.push(`── ${await shown(uri, { start: position, end: position }, now)}`);
      answers.push(...(await ask(at, now, names)));
    }
    return answers;
  };
}

function outline({ name, detail, children = [] }: DocumentSymbol, depth: number): string[] {
  const own = `${'  '.repeat(depth)}${name}${detail === undefined ? '' : ` (${detail})`}`;
  return [own, ...children.flatMap((child) => outline(child, depth + 1))];
}

function changedLines(before: string, after: string): string {
  const old = new Set(before.split('\n'));
  return after
    .split('\n')
    .flatMap((line, index) => (old.has(line) ? [] : [`    ${index + 1} ${line}`]))
    .join('\n');
}

const cases = Object.keys(asks).flatMap((kind) =>
  readdirSync(path.join(casesFolder, kind)).map((name) => ({ kind, name: `${kind}/${name}` })),
);

test.each(cases)('$name', async ({ kind, name }) => {
  const answers = await asks[kind]?.(readCase(name));
  const expected = path.join(casesFolder, name, 'expected.txt');
  await expect(`${answers?.join('\n')}\n`).toMatchFileSnapshot(expected);
});
