/** The built command is killed while ffmpeg works; the next run leaves no folder of either behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../render/support/bench.ts';
import { builtCommand, spawnScene } from '../support/process.ts';

test('the system’s temporary folder is as it was after a kill and one more run', async () => {
  const cwd = await makeFolder();
  const temporary = join(cwd, 'tmp');
  await mkdir(temporary);
  const script = 'episode "雨夜"\n  resolution: 480p\n\nscene 夜\n  shot 门 4s\n    雨。\n';
  await writeFile(join(cwd, '雨夜.scene'), script);
  const words = ['render', '雨夜.scene', '--backend', 'simulator'];
  const env = { TMPDIR: temporary };
  const run = spawn(process.execPath, [builtCommand, ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: 'ignore',
  });
  const staged = async () => (await readdir(temporary)).filter((name) => name.startsWith('scene-'));
  await expect.poll(staged, { timeout: 30_000 }).not.toEqual([]);
  run.kill('SIGKILL');
  await once(run, 'exit');
  expect(await staged()).toHaveLength(1);
  const next = await spawnScene(words, { cwd, env });
  expect(next.exitCode).toBe(0);
  expect(await staged()).toEqual([]);
}, 60_000);
