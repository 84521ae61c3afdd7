import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { diagnosticCodes, registries } from '../../src/diagnostics.ts';
import { entryName, hostOf, parsePage } from '../support/page.ts';
import type { Example } from '../support/page.ts';
import { projectRoot, textOf } from '../support/sources.ts';

const pages = readdirSync(path.join(projectRoot, 'docs/diagnostics'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length))
  .sort();

async function diagnosticsOf(example: Example) {
  const { diagnostics } = await compile(`/project/${entryName}`, '/project', hostOf(example));
  return diagnostics;
}

describe('the registry', () => {
  test('has every code once', () => {
    const all = Object.values(registries).flatMap((registry) => Object.keys(registry));
    expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([]);
  });

  test('has a page for every code, and no page without one', () => {
    expect(pages).toEqual(diagnosticCodes);
  });

  test('names problems in slugs of two words or more', () => {
    expect(diagnosticCodes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(code))).toEqual([]);
  });
});

describe.each(pages)('%s', (code) => {
  const text = textOf(`docs/diagnostics/${code}.md`);

  test('is a page of the common form', () => {
    const page = parsePage(text);
    expect(page.code).toBe(code);
    expect(page.explanation.split('\n\n').length).toBeLessThanOrEqual(3);
  });

  test('its wrong example is this mistake and no other', async () => {
    const diagnostics = await diagnosticsOf(parsePage(text).wrong);
    expect(new Set(diagnostics.map((diagnostic) => diagnostic.code))).toEqual(new Set([code]));
  });

  test('its right example has nothing wrong', async () => {
    const diagnostics = await diagnosticsOf(parsePage(text).right);
    expect(diagnostics.map((diagnostic) => `${diagnostic.code}: ${diagnostic.message}`)).toEqual(
      [],
    );
  });
});
