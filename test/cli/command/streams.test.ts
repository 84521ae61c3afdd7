import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { builtCommand } from '../../support/process.ts';

test('a reader that goes away is no failure', async () => {
  const child = spawn(process.execPath, [builtCommand, 'explain', '--list'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect({ exitCode, stderr: Buffer.concat(stderr).toString() }).toEqual({
    exitCode: 0,
    stderr: '',
  });
});
