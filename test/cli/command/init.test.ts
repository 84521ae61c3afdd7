import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { spawnScene, temporaryFolder } from '../../support/process.ts';

const folder = temporaryFolder();
afterEach(() => {
  folder.remove();
});

const scene = (words: readonly string[], env = {}) => spawnScene(words, { cwd: folder.path, env });

test.each(['en', 'zh'])(
  'what it writes in %s has nothing wrong and is canonical',
  async (language) => {
    folder.write({});
    expect((await scene(['init', 'film', '--language', language])).exitCode).toBe(0);
    expect(await scene(['check', 'film', '--deny', 'warnings'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '✓ 2 files, nothing wrong\n',
    });
    expect((await scene(['fmt', 'film', '--check'])).exitCode).toBe(0);
  },
);

test('it speaks the language of the locale', async () => {
  folder.write({});
  await scene(['init', 'film'], { LANG: 'zh_CN.UTF-8' });
  expect(readFileSync(path.join(folder.path, 'film/last-boat.scene'), 'utf8')).toContain(
    '最后一班船',
  );
});

test('it never writes over what is there', async () => {
  folder.write({ 'film/cast.scene': 'mine' });
  const { exitCode, stderr } = await scene(['init', 'film']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('film/cast.scene: there already');
  expect(readFileSync(path.join(folder.path, 'film/cast.scene'), 'utf8')).toBe('mine');
});
