/** A folder is a case: `input.scene` in, `tree.txt` (the tree without spans, and what is said) out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decode } from '../../src/language/decode.ts';
import { parse } from '../../src/language/parse.ts';
import { printParsed } from './print-tree.ts';

const folder = join(import.meta.dirname, 'cases');

test.each(readdirSync(folder).sort())('%s', async (name) => {
  const bytes = readFileSync(join(folder, name, 'input.scene'));
  const { source, diagnostics } = decode(bytes, 'input.scene');
  const parsed = parse(source);
  const shown = printParsed(diagnostics.length > 0 ? { ...parsed, diagnostics } : parsed);
  await expect(shown).toMatchFileSnapshot(join(folder, name, 'tree.txt'));
});
