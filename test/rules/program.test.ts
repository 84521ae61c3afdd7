import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check } from '../../src/semantics/check.ts';
import { load } from '../../src/semantics/load.ts';
import { memoryHost } from '../support/memory-host.ts';
import { annotate } from './annotate.ts';
import { foldersIn } from './folders.ts';

describe('program rules', () => {
  test.each(foldersIn('program'))('$name', async ({ at }) => {
    const host = memoryHost({ 'input.scene': readFileSync(at('input.scene'), 'utf8') });
    const { sources } = await load('/project/input.scene', '/project', host);
    const { diagnostics } = check(sources, { region: 'cn' });
    await expect(
      annotate(sources.entry.source, diagnostics, { messages: true }),
    ).toMatchFileSnapshot(at('expected.txt'));
  });
});
