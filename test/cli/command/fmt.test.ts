import { chmodSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { spawnScene, temporaryFolder } from '../../support/process.ts';

const folder = temporaryFolder();
afterEach(() => {
  folder.remove();
});

const canonical = `episode "雨夜来信"

scene arrival
  shot arrive 6s
    雨水从伞沿滴落。
`;
const loose = canonical.replaceAll('  ', '   ').replace('episode', 'EPISODE');

const fmt = (words: readonly string[], stdin = '') =>
  spawnScene(['fmt', ...words], { cwd: folder.path, stdin });
const at = (name: string) => path.join(folder.path, name);

describe('in place', () => {
  test('rewrites what is not canonical, keeps its mode, and leaves the rest alone', async () => {
    folder.write({ 'a.scene': loose, 'b.scene': canonical });
    chmodSync(at('a.scene'), 0o640);
    const before = statSync(at('b.scene')).mtimeMs;
    const { exitCode, stdout, stderr } = await fmt([]);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '1 of 2 files rewritten\n',
    });
    expect(readFileSync(at('a.scene'), 'utf8')).toBe(canonical);
    expect(statSync(at('a.scene')).mode & 0o777).toBe(0o640);
    expect(statSync(at('b.scene')).mtimeMs).toBe(before);
  });

  test('leaves a script with errors as it is, and says so', async () => {
    const broken = loose.replace('shot arrive 6s', 'shot arrive 6');
    folder.write({ 'a.scene': broken });
    const { exitCode, stderr } = await fmt(['a.scene']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('1 file with errors left as written');
    expect(readFileSync(at('a.scene'), 'utf8')).toBe(broken);
  });
});

test('--check writes nothing, names the files on stdout, and ends with 1', async () => {
  folder.write({ 'a.scene': loose, 'b.scene': canonical });
  expect(await fmt(['--check'])).toEqual({
    exitCode: 1,
    stdout: 'a.scene\n',
    stderr: '1 of 2 files not in canonical form\n',
  });
  expect(readFileSync(at('a.scene'), 'utf8')).toBe(loose);
  expect((await fmt(['--check', 'b.scene'])).exitCode).toBe(0);
});

test('- reads standard input and writes standard output', async () => {
  folder.write({});
  expect(await fmt(['-'], loose)).toEqual({ exitCode: 0, stdout: canonical, stderr: '' });
});

test('--keywords turns the keywords, and turns them back', async () => {
  folder.write({});
  const chinese = (await fmt(['-', '--keywords', 'zh'], canonical)).stdout;
  expect(chinese).toContain('集 "雨夜来信"');
  expect((await fmt(['-', '--keywords', 'en'], chinese)).stdout).toBe(canonical);
});

test('--name gives a nameless shot a number', async () => {
  folder.write({});
  const nameless = canonical.replace('shot arrive 6s', 'shot 6s');
  expect((await fmt(['-'], nameless)).exitCode).toBe(1);
  const { exitCode, stdout } = await fmt(['-', '--name'], nameless);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('shot 1 6s');
});
