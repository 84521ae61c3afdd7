import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readScripts } from '../../src/cli/inputs/scripts.ts';
import { fileSystemHost } from '../../src/cli/host.ts';
import { Failure } from '../../src/failure.ts';
import { temporaryFolder } from '../support/process.ts';

const folder = temporaryFolder();
afterEach(() => {
  folder.remove();
});

const silent = { write: () => undefined, isTerminal: false, columns: 80 };

async function scripts(
  paths: readonly string[],
  options: { readonly stdinFilename?: string } = {},
) {
  const found = await readScripts(
    {
      program: import.meta.filename,
      cwd: folder.path,
      env: {},
      host: fileSystemHost,
      stdout: silent,
      stderr: silent,
      readStdin: () => Promise.resolve(new TextEncoder().encode('scene a')),
    },
    paths,
    options,
  );
  return found.map(({ path: name }) => path.relative(folder.path, name));
}

async function failureOf(paths: readonly string[], options = {}): Promise<Failure> {
  const error: unknown = await scripts(paths, options).catch((thrown: unknown) => thrown);
  if (error instanceof Failure) return error;
  throw new Error('these paths were taken for right');
}

describe('folders', () => {
  test('give every script below them, sorted, without what is hidden or installed', async () => {
    folder.write({
      'b.scene': '',
      'a/z.scene': '',
      'a/B.scene': '',
      'a/notes.md': '',
      'node_modules/x.scene': '',
      '.scenewright/y.scene': '',
      'a/.hidden.scene': '',
    });
    expect(await scripts([])).toEqual(['a/B.scene', 'a/z.scene', 'b.scene']);
    expect(await scripts(['a', 'a/z.scene', '.'])).toEqual(['a/B.scene', 'a/z.scene', 'b.scene']);
  });

  test('that lead back up through a link are not followed', async () => {
    folder.write({ 'a/one.scene': '' });
    symlinkSync('..', path.join(folder.path, 'a', 'up'));
    expect(await scripts(['a'])).toEqual(['a/one.scene']);
  });

  test('without a script are a mistake', async () => {
    folder.write({ 'notes.md': '' });
    expect((await failureOf([])).message).toBe('There is no .scene file in this folder.');
  });
});

describe('files', () => {
  test('are taken whatever they are called', async () => {
    folder.write({ 'script.txt': '' });
    expect(await scripts(['script.txt'])).toEqual(['script.txt']);
  });

  test('that are not there are a mistake, with the near name', async () => {
    folder.write({ 'episodes/rain-letter.scene': '' });
    const failure = await failureOf(['episodes/rain-leter.scene']);
    expect(failure.exitCode).toBe(2);
    expect(failure.hint).toBe('Did you mean episodes/rain-letter.scene?');
  });
});

describe('standard input', () => {
  test('is called as it is told', async () => {
    folder.write({});
    expect(await scripts(['-'])).toEqual(['<stdin>']);
    expect(await scripts(['-'], { stdinFilename: 'a/b.scene' })).toEqual(['a/b.scene']);
  });

  test('stands alone', async () => {
    expect((await failureOf(['-', 'a.scene'])).message).toContain('read alone');
    expect((await failureOf(['.'], { stdinFilename: 'a.scene' })).hint).toContain('Write - for');
  });
});
