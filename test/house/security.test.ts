import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles, textOf } from '../support/sources.ts';

const promise = /^- \*\*.+?\*\*[^]*?\n {2}`(?<file>test\/[\w./-]+)`: (?<name>.+)$/gm;

test('every promise of SECURITY.md names a test that there is', () => {
  const page = textOf('SECURITY.md');
  const promises = [...page.matchAll(promise)].map((match) => match.groups ?? {});
  expect(promises).toHaveLength(page.match(/^- \*\*/gm)?.length ?? 0);
  const gone = promises.filter(({ file = '', name = '' }) => {
    return !existsSync(file) || !textOf(file).includes(name);
  });
  expect(gone).toEqual([]);
});

test('one room starts programs, and none of them through a shell', () => {
  const starters = sourceFiles('src').filter((file) =>
    /from 'node:child_process'|from 'fluent-ffmpeg'/.test(textOf(file)),
  );
  const shells = starters.filter((file) => /\bshell: true|\bexec(Sync)?\(/.test(textOf(file)));
  expect(shells).toEqual([]);
  expect(starters.every((file) => file.startsWith('src/ffmpeg/'))).toBe(true);
});
