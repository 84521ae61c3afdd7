import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkLines } from '../../src/semantics/lines.ts';
import { load } from '../../src/semantics/load.ts';
import { declareAssets } from '../../src/semantics/names/declare.ts';
import { memoryHost } from '../support/memory-host.ts';
import { annotate } from './annotate.ts';
import { foldersIn } from './folders.ts';

describe('line rules', () => {
  test.each(foldersIn('lines'))('$name', async ({ at }) => {
    const host = memoryHost({ 'input.scene': readFileSync(at('input.scene'), 'utf8') });
    const { sources, diagnostics } = await load('/project/input.scene', '/project', host);
    const found = [...diagnostics, ...checkLines(sources, declareAssets(sources)).diagnostics];
    await expect(annotate(sources.entry.source, found)).toMatchFileSnapshot(at('expected.txt'));
  });
});
