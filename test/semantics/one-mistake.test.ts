/** One mistake gives one message: the examples, each time with one slip of the typist. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import { hasErrors } from '../../src/source/diagnostic.ts';
import { lineOf } from '../../src/source/text.ts';
import { memoryHost, type MemoryFiles } from '../support/memory-host.ts';

const examples = path.join(import.meta.dirname, '../../examples');

describe.each(['rain-letter', 'night-bus'])('%s', (example) => {
  const files = filesOf(path.join(examples, example));
  const scripts = Object.entries(files).flatMap(([name, content]) =>
    typeof content === 'string' ? [{ name, text: content }] : [],
  );

  const said = async (name: string, text: string) => {
    const host = memoryHost({ ...files, [name]: text });
    const { diagnostics } = await compile(`/project/${example}.scene`, '/project', host);
    return diagnostics;
  };

  it('a character that is missing is at most one error', async () => {
    for (const { name, text } of scripts) {
      for (let at = 0; at < text.length; at += 13) {
        const diagnostics = await said(name, text.slice(0, at) + text.slice(at + 1));
        const errors = diagnostics.filter(({ severity }) => severity === 'error');
        const slip = `without ${JSON.stringify(text[at])} in line ${lineOf({ path: name, text }, at)}`;
        expect(errors.map(({ code }) => code).slice(1), slip).toEqual([]);
        if (hasErrors(diagnostics)) expect(diagnostics, slip).toHaveLength(1);
      }
    }
  }, 60_000);

  it.each([
    ['missing', (lines: readonly string[], at: number) => lines.toSpliced(at, 1)],
    ['too-deep', (lines: readonly string[], at: number) => shifted(lines, at, '  ')],
    ['at-the-margin', (lines: readonly string[], at: number) => shifted(lines, at, '')],
  ])('a line %s', async (what, mutated) => {
    const seen: string[] = [];
    for (const { name, text } of scripts) {
      const lines = text.split('\n');
      for (const [at, line] of lines.entries()) {
        if (line.trim() === '' || line.startsWith('#')) continue;
        const changed = mutated(lines, at).join('\n');
        if (changed === text) continue;
        const found = await said(name, changed);
        const codes = found.map(
          ({ code, source, span }) => `${code}:${lineOf(source, span.start)}`,
        );
        seen.push(`${name}:${at + 1} ${line.trim()}\n    ${codes.join(' ') || 'nothing'}`);
      }
    }
    const expected = `one-mistake/${example}-${what}.txt`;
    await expect(`${seen.join('\n')}\n`).toMatchFileSnapshot(expected);
  });
});

/** Deeper by `by`, or without any indentation where that is nothing. */
function shifted(lines: readonly string[], at: number, by: string): string[] {
  const line = lines[at] ?? '';
  return lines.toSpliced(at, 1, by === '' ? line.trimStart() : by + line);
}

/** Scripts as text, media as bytes. */
function filesOf(folder: string): MemoryFiles {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const full = path.join(entry.parentPath, entry.name);
        const name = path.relative(folder, full).replaceAll(path.sep, '/');
        return [name, readFileSync(full, name.endsWith('.scene') ? 'utf8' : null)];
      }),
  );
}
