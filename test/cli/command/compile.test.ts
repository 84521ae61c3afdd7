import { spawn } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtCommand, spawnScene, temporaryFolder } from '../../support/process.ts';
import { projectRoot } from '../../support/sources.ts';

const folder = temporaryFolder();
beforeEach(() => {
  cpSync(path.join(projectRoot, 'examples/rain-letter'), path.join(folder.path, '雨 夜'), {
    recursive: true,
  });
});
afterEach(() => {
  folder.remove();
});

const script = 'rain-letter.scene';

async function planIn(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { exitCode, stdout, stderr } = await spawnScene(['compile', ...words], { cwd, env });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

describe('the same script gives the same bytes', () => {
  const example = path.join(projectRoot, 'examples/rain-letter');

  test.each([
    { LANG: 'zh_CN.UTF-8', TZ: 'Asia/Shanghai' },
    { LC_ALL: 'tr_TR.UTF-8', TZ: 'America/St_Johns' },
    { LC_ALL: 'C', TZ: 'UTC', NO_COLOR: '1' },
    { FORCE_COLOR: '1', ARK_API_KEY: 'x', HOME: '/nowhere' },
  ])('in the environment %j', async (env) => {
    expect(await planIn(example, [script], env)).toBe(await planIn(example, [script]));
  });

  test('from every directory, in another place, and through a link', async () => {
    const plan = await planIn(example, [script]);
    const copy = path.join(folder.path, '雨 夜');
    expect(await planIn('/', [path.join(copy, script)])).toBe(plan);
    expect(await planIn(path.join(copy, 'shared'), [`../${script}`])).toBe(plan);
    const link = path.join(folder.path, 'link');
    symlinkSync(copy, link);
    expect(await planIn(folder.path, [path.join('link', script)])).toBe(plan);
    // Whatever the link is called: what was bought for the script is bought for it.
    symlinkSync(path.join(copy, script), path.join(folder.path, 'today.scene'));
    expect(await planIn(folder.path, ['today.scene'])).toBe(plan);
  });
});

test('-o writes the plan there and says nothing', async () => {
  const cwd = path.join(folder.path, '雨 夜');
  const plan = await planIn(cwd, [script]);
  expect(await planIn(cwd, [script, '-o', 'plan.json'])).toBe('');
  expect(readFileSync(path.join(cwd, 'plan.json'), 'utf8')).toBe(plan);
});

test('a script with errors gives no plan', async () => {
  folder.write({ 'a.scene': 'episode "x"\n\nscene a\n  shot one 5s\n    @gone enters.\n' });
  const { exitCode, stdout, stderr } = await spawnScene(['compile', 'a.scene', '-o', 'plan.json'], {
    cwd: folder.path,
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('@gone');
});

test('a library is no episode, and that is said', async () => {
  folder.write({ 'cast.scene': 'character @lin "林夏"\n  look: 短发\n' });
  const { exitCode, stdout, stderr } = await spawnScene(['compile', 'cast.scene'], {
    cwd: folder.path,
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('no episode');
});

test('a reader that takes the first line only is no failure', async () => {
  const child = spawn(process.execPath, [builtCommand, 'compile', script], {
    cwd: path.join(folder.path, '雨 夜'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdout.once('data', () => child.stdout.destroy());
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect({ exitCode, stderr: Buffer.concat(stderr).toString() }).toEqual({
    exitCode: 0,
    stderr: '',
  });
});
