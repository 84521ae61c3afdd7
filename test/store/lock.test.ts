import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { spaceOfThisProcess, spaceSeenFrom, type ProcessSpace } from '../../src/living-process.ts';
import { readLock, removeLock, takeLock } from '../../src/store/lock.ts';
import { makeFolder } from '../render/support/bench.ts';

describe('the lock', () => {
  test('is held by one, and free again when it is released', async () => {
    const folder = await makeFolder();
    const lock = await takeLock(folder);
    expect(lock.takenOverFrom).toBeUndefined();
    await expect(takeLock(folder)).rejects.toMatchObject({
      reason: 'run-locked',
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await (await takeLock(folder)).release();
  });

  test('is taken over from a process of this host that is dead', async () => {
    const folder = await makeFolder();
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await leave(folder, { processId: child.pid ?? 0, processStart: null });
    const lock = await takeLock(folder);
    expect(lock.takenOverFrom?.processId).toBe(child.pid);
    expect((await readLock(folder))?.processId).toBe(process.pid);
    await lock.release();
  });

  test.skipIf(!existsSync('/proc/self/stat'))(
    'is taken over from one that has ended and that its parent never collects',
    async () => {
      const folder = await makeFolder();
      // What takes the shell's place knows nothing of its child.
      const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60']);
      onTestFinished(() => void parent.kill('SIGKILL'));
      const processId = Number(String((await once(parent.stdout, 'data'))[0]));
      await expect.poll(() => readFileSync(`/proc/${processId}/stat`, 'utf8')).toContain(') Z ');
      await leave(folder, { processId, processStart: null });
      const lock = await takeLock(folder);
      expect(lock.takenOverFrom?.processId).toBe(processId);
      await lock.release();
    },
  );

  test('is taken over where the process id belongs to somebody else by now', async () => {
    const folder = await makeFolder();
    await leave(folder, { processId: process.pid, processStart: '1' });
    const lock = await takeLock(folder);
    expect(lock.takenOverFrom?.processStart).toBe('1');
    await lock.release();
  });

  test('of another host is never taken over', async () => {
    const folder = await makeFolder();
    await leave(folder, { host: 'elsewhere.example', processId: 1, processStart: null });
    await expect(takeLock(folder)).rejects.toMatchObject({
      reason: 'run-locked',
      hint: expect.stringContaining('scene unlock') as string,
    });
  });

  test.skipIf(!existsSync('/proc/self/ns/pid'))(
    'of another container of this host is never taken over, but by a word',
    async () => {
      const folder = await makeFolder();
      const space = { ...(await spaceOfThisProcess()), namespace: 'pid:[1]' };
      await leave(folder, { processId: 2 ** 30, processStart: null, space });
      await expect(takeLock(folder)).rejects.toMatchObject({ reason: 'run-locked' });
      expect(await removeLock(folder)).toMatchObject({ id: 'dead' });
      expect(await readLock(folder)).toBeUndefined();
    },
  );

  test('that does not read is damage, and stays', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'lock'), '{');
    await expect(takeLock(folder)).rejects.toMatchObject({ reason: 'store-damaged' });
    expect(await readFile(join(folder, 'lock'), 'utf8')).toBe('{');
  });

  test('goes to one of many that find the same dead one', async () => {
    const folder = await makeFolder();
    await leave(folder, { processId: process.pid, processStart: '1' });
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder)));
    expect(all.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
  });
});

const here = { machine: 'm', boot: 'b', namespace: 'n' };
const silent = { machine: null, boot: null, namespace: null };
const spaces: [string, ProcessSpace, string][] = [
  ['same', here, 'the same processes'],
  ['elsewhere', { ...here, namespace: 'o' }, 'another container'],
  ['over', { ...here, boot: 'a', namespace: 'o' }, 'the machine before it was started anew'],
  ['elsewhere', { ...here, boot: 'a', machine: 'o' }, 'another machine of the same name'],
  ['elsewhere', { ...here, boot: 'a', machine: null }, 'a machine that nobody can tell'],
  ['elsewhere', silent, 'a system that does not say, seen from one that does'],
];
test('two systems of one name that say nothing are taken for one', () => {
  expect(spaceSeenFrom(silent, silent)).toBe('same');
});
test.each(spaces)('it is %s: %o, %s', (seen, noted) => {
  expect(spaceSeenFrom(here, noted)).toBe(seen);
});

async function leave(folder: string, holder: object): Promise<void> {
  const whole = { owner: 'x', host: hostname(), startedAt: '2026-11-22T08:00:00Z', id: 'dead' };
  await writeFile(join(folder, 'lock'), JSON.stringify({ ...whole, ...holder }));
}
