import path from 'node:path';
import { expect, test } from 'vitest';
import { sourceFiles, textOf } from '../support/sources.ts';

const files = sourceFiles('src');

test('a file says one thing: none is long, and most are short', () => {
  const lengths = files.map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }));
  expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(140);
});

test('file names are kebab-case', () => {
  const names = files.map((file) => path.posix.basename(file));
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d|\.test)?\.ts$/.test(name))).toEqual(
    [],
  );
});

test('only the command line speaks to the process', () => {
  const speakers = files.filter(
    (file) =>
      /\bconsole\.|\bprocess\.(stdout|stderr|exit\b|exitCode)/.test(textOf(file)) &&
      !file.startsWith('src/cli/'),
  );
  expect(speakers).toEqual([]);
});

test('nothing is silenced: no ignored error, no enum, no default export', () => {
  const all = [...files, ...sourceFiles('test')].filter((file) => file !== selfName);
  const silenced = all.flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter((line) =>
        /@ts-(ignore|nocheck|expect-error)|^export default|^(export )?(const )?enum /.test(line),
      )
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(silenced).toEqual([]);
});

const selfName = 'test/house/files.test.ts';
