/** Each folder of `cases` is a case: `entry.scene` and what it imports; `expected.txt` is what comes out. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/semantics/check.ts';
import { registry } from '../../src/semantics/diagnostics.ts';
import { load } from '../../src/semantics/load.ts';
import type { Diagnostic } from '../../src/source/diagnostic.ts';
import { positionOf } from '../../src/source/text.ts';
import { memoryHost } from '../support/memory-host.ts';
import { printProgram } from './print-draft.ts';

const cases = path.join(import.meta.dirname, 'cases');

describe('a script, loaded and checked', () => {
  it.each(readdirSync(cases).sort())('%s', async (name) => {
    const folder = path.join(cases, name);
    const files = Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file !== 'expected.txt' && path.extname(file) !== '')
        .map((file) => [file.replaceAll(path.sep, '/'), readFileSync(path.join(folder, file))]),
    );
    const { sources } = await load('/project/entry.scene', '/project', memoryHost(files));
    const { program, diagnostics } = check(sources, {
      region: 'cn',
      endpoints: { 'ep-known': 'seedance-2.5' },
    });
    const text = [
      ...diagnostics.map(printDiagnostic),
      ...(program ? [printProgram(program)] : ['no program']),
    ].join('\n');
    await expect(`${text}\n`).toMatchFileSnapshot(path.join(folder, 'expected.txt'));
  });
});

function printDiagnostic(diagnostic: Diagnostic): string {
  const { code, severity, message, hint, related } = diagnostic;
  // The words of other rooms are tested there; here it matters that they speak.
  if (!Object.hasOwn(registry.definitions, code)) return `${severity} ${code} ${at(diagnostic)}`;
  return [
    `${severity} ${code} ${at(diagnostic)} ${message}`,
    ...(hint === undefined ? [] : [`  ${hint}`]),
    ...related.map((place) => `  ${at(place)} ${place.message}`),
  ].join('\n');
}

function at({ source, span }: Pick<Diagnostic, 'source' | 'span'>): string {
  const { line, column } = positionOf(source, span.start);
  return `${source.path.replace('/project/', '')}:${line}:${column} [${source.text.slice(span.start, span.end)}]`;
}
