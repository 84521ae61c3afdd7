import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { builtCommand, spawnScene } from '../../support/process.ts';

test.each([
  { signal: 'SIGINT', code: 130 },
  { signal: 'SIGTERM', code: 143 },
] as const)('says where it is, answers there, and ends on $signal', async ({ signal, code }) => {
  const child = spawn(process.execPath, [builtCommand, 'simulator', '--format', 'json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, key } = JSON.parse(line) as { readonly url: string; readonly key: string };
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v3$/);

  const list = `${url}/contents/generations/tasks`;
  const authorization = `Bearer ${key}`;
  expect((await fetch(list)).status).toBe(401);
  const answer = await fetch(list, { headers: { authorization } });
  expect(await answer.json()).toEqual({ total: 0, items: [] });

  const second = await spawnScene(['simulator', '--port', new URL(url).port]);
  expect(second.exitCode).toBe(2);
  expect(second.stderr).toContain('is in use by another program');

  child.kill(signal);
  expect((await ended)[0]).toBe(code);
});

test.each([
  { words: ['--port', '99999'], says: 'from 0 to 65535' },
  { words: ['--latency', 'soon'], says: 'such as 0.2s' },
  { words: ['--latency', '5s..1s'], says: 'such as 1s..5s' },
  { words: ['--concurrency', '0'], says: 'from 1 up' },
  { words: ['--fail', 'task-faild'], says: 'not a fault' },
])('$words is refused', async ({ words, says }) => {
  const { exitCode, stderr } = await spawnScene(['simulator', ...words]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(says);
});
