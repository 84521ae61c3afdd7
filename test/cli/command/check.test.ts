import { afterEach, describe, expect, test } from 'vitest';
import { spawnScene, temporaryFolder } from '../../support/process.ts';

const folder = temporaryFolder();
afterEach(() => {
  folder.remove();
});

const right = `episode "雨夜来信"

scene arrival
  shot arrive 6s
    雨水从伞沿滴落。
`;
const wrong = right.replace('雨水', '@lim的雨水');
const warned = right.replace('雨水从伞沿滴落。', '宾客甲：有人在吗？');

const check = (words: readonly string[], stdin?: string) =>
  spawnScene(['check', ...words], {
    cwd: folder.path,
    ...(stdin === undefined ? {} : { stdin }),
  });

describe('exit codes', () => {
  test('0 where nothing is wrong', async () => {
    folder.write({ 'a.scene': right });
    expect(await check([])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '✓ 1 file, nothing wrong\n',
    });
  });

  test('1 where a script has an error', async () => {
    folder.write({ 'a.scene': wrong });
    const { exitCode, stdout, stderr } = await check(['a.scene']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('a.scene:5:5 error ');
    expect(stderr).toContain('1 error in 1 file');
  });

  test('a warning passes, until warnings are denied', async () => {
    folder.write({ 'a.scene': warned });
    expect((await check([])).exitCode).toBe(0);
    expect((await check(['--deny', 'warnings'])).exitCode).toBe(1);
  });

  test('2 where there is nothing to check, or the project file is wrong', async () => {
    folder.write({ 'notes.md': '' });
    expect((await check([])).exitCode).toBe(2);
    expect((await check(['gone.scene'])).exitCode).toBe(2);
    folder.write({ 'a.scene': right, 'scenewright.json': '{"backnd":"ark"}' });
    const { exitCode, stderr } = await check([]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('backnd: there is no such setting. Did you mean backend?');
  });

  test('2 for a format that there is not, with those that there are', async () => {
    folder.write({});
    const { exitCode, stderr } = await check(['--format', 'checkstyle']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('human, json, github, gitlab, sarif, junit');
  });
});

describe('--format json', () => {
  test('is the promised document on stdout, and nothing else', async () => {
    folder.write({ 'season/a.scene': wrong });
    const { exitCode, stdout, stderr } = await check(['season', '--format', 'json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    const { diagnostics, summary } = JSON.parse(stdout) as {
      readonly diagnostics: readonly unknown[];
      readonly summary: unknown;
    };
    expect(summary).toEqual({ errors: 1, warnings: 0 });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: 'error',
        file: 'season/a.scene',
        range: {
          start: { line: 5, column: 5, offset: 51 },
          end: { line: 5, column: 9, offset: 55 },
        },
        related: [],
      }),
    ]);
  });

  test('names files relative to the working directory, above it too', async () => {
    folder.write({ 'a.scene': wrong, 'b/x.scene': right });
    const { stdout } = await spawnScene(['check', '../a.scene', '--format', 'json'], {
      cwd: `${folder.path}/b`,
    });
    expect(stdout).toContain('"file": "../a.scene"');
  });
});

describe('standard input', () => {
  test('is read for -, under the name that it is given', async () => {
    folder.write({ 'season/cast.scene': 'character @lim "林夏"\n  look: 短发\n' });
    const imported = `import "cast.scene"\n\n${wrong}`;
    expect((await check(['-'], wrong)).stderr).toContain('<stdin>:5:5 error');
    expect((await check(['-', '--stdin-filename', 'season/new.scene'], imported)).exitCode).toBe(0);
  });
});
