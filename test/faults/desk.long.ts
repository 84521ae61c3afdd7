/**
 * What somebody does beside a run, each a process of its own: look at it, settle what it left, cancel
 * what still waits, and take away the lock of a machine that is no more.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { builtCommand } from '../support/process.ts';
import type { Trouble } from './support/front.ts';
import { faultProject, renderWords, sceneName, type FaultProject } from './support/project.ts';

const lost: Trouble = { when: 'after', say: () => [] };
const never: Trouble = { when: 'before', say: () => [] };
const name = (shot: string): string => `${sceneName}.${shot}`;

/** A render that goes on until the test ends or it is killed. */
function begin({ folder, env }: FaultProject, shots: readonly string[]) {
  const child = spawn(process.execPath, [builtCommand, ...renderWords(shots)], {
    cwd: folder,
    env: { ...env, PATH: process.env['PATH'] ?? '' },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function submitted(project: FaultProject, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const there = (await project.attempts()).filter(({ step }) => step === 'submitted');
      expect(there).toHaveLength(count);
    },
    { timeout: 30_000, interval: 100 },
  );
}

async function statusOf(project: FaultProject) {
  const { stdout, exitCode } = await project.scene(['status', '--format', 'json']);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as {
    readonly running: { readonly processId: number } | null;
    readonly origins: readonly {
      readonly shots: readonly { readonly task: string; readonly state: string }[];
    }[];
  };
}

describe('status', () => {
  test('tells a run from beside it, does not disturb it, and tells the same when it was killed', async () => {
    const shots = ['a', 'b', 'c'];
    const project = await faultProject({
      shots,
      simulator: { latencySeconds: (shot) => (shot === name('a') ? 0 : 600) },
    });
    const run = begin(project, shots);
    await vi.waitFor(
      async () => {
        const { running, origins } = await statusOf(project);
        expect(running).not.toBeNull();
        expect(
          Object.fromEntries((origins[0]?.shots ?? []).map((one) => [one.task, one.state])),
        ).toEqual({ [name('a')]: 'kept', [name('b')]: 'in-flight', [name('c')]: 'in-flight' });
      },
      { timeout: 30_000, interval: 50 },
    );
    const people = await project.scene(['status']);
    expect(people.stdout).toMatch(/^A render is running/);
    for (const { id, shot } of project.simulator
      .tasks()
      .filter((task) => task.shot !== name('a'))) {
      expect(people.stdout).toContain(shot);
      expect(people.stdout).toContain(id);
    }
    await run.kill();
    expect(await statusOf(project)).toMatchObject({ running: null });
    expect((await project.scene(['status'])).stdout).toMatch(/^No render is running/);
  });
});

describe('the lock', () => {
  test('of a run that lives is taken by nobody; of one that died, by the next at once', async () => {
    const project = await faultProject({ shots: ['a'], simulator: { latencySeconds: 4 } });
    const run = begin(project, ['a']);
    await submitted(project, 1);
    for (const words of [['unlock'], ['reconcile', '--cancel-queued'], renderWords(['a'])]) {
      expect(await project.scene(words)).toMatchObject({ exitCode: 7 });
    }
    await run.kill();
    const next = await project.scene(
      renderWords(['a']).filter((word) => word !== 'json' && word !== '--format'),
    );
    expect(next.stderr).toContain('has died');
    expect(next.exitCode).toBe(0);
    expect(project.simulator.bill()).toHaveLength(1);
  });

  test('of another machine is named, and taken away by unlock alone', async () => {
    const project = await faultProject({ shots: ['a'], simulator: { latencySeconds: 600 } });
    const run = begin(project, ['a']);
    await submitted(project, 1);
    const file = path.join(project.folder, '.scenewright/lock');
    const lock = readFileSync(file, 'utf8');
    await run.kill();
    const holder = { ...(JSON.parse(lock) as object), host: 'render-farm-7' };
    writeFileSync(file, JSON.stringify(holder));
    const refused = await project.render();
    expect(refused.exitCode).toBe(7);
    expect(refused.stderr).toMatch(/render-farm-7.*\n.*scene unlock/);
    const taken = await project.scene(['unlock']);
    expect(taken).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('render-farm-7') as string,
    });
    expect((await project.scene(['unlock'])).stderr).toContain('No run holds a lock here');
    expect((await project.scene(['reconcile'])).exitCode).toBe(0);
  });
});

describe('reconcile', () => {
  /** One was accepted and one was not, and nothing marks which is whose. */
  async function twoOpen() {
    const project = await faultProject({
      shots: ['a', 'b'],
      ark: { tagTasks: false },
      trouble: ({ kind, shot, nth }) => {
        if (kind !== 'create' || nth > 1) return undefined;
        return shot === name('a') ? lost : never;
      },
    });
    expect(await project.render()).toMatchObject({ exitCode: 6 });
    expect(project.simulator.tasks()).toHaveLength(1);
    return { project, id: project.simulator.tasks()[0]?.id ?? '' };
  }

  test('lists what it could be, adopts and discards by name, and the next render pays for no clip twice', async () => {
    const { project, id } = await twoOpen();
    const listed = await project.scene(['reconcile']);
    expect(listed.exitCode).toBe(6);
    expect(listed.stdout).toContain(`--adopt`);
    expect(listed.stdout).toContain(id);
    for (const words of [
      ['--adopt', `${name('a')}=cgt-of-nobody`],
      ['--adopt', `${name('z')}=${id}`],
      ['--discard', name('z')],
    ]) {
      expect(await project.scene(['reconcile', ...words])).toMatchObject({ exitCode: 2 });
    }
    // While a task is there that it could be, a bare yes gives nothing up.
    expect(await project.scene(['reconcile', '--yes'])).toMatchObject({ exitCode: 6 });
    expect(await project.render()).toMatchObject({ exitCode: 6 });
    const words = ['--adopt', `${name('a')}=${id}`, '--discard', name('b'), '--format', 'json'];
    const settled = await project.scene(['reconcile', ...words]);
    expect(settled.exitCode).toBe(0);
    expect(JSON.parse(settled.stdout)).toMatchObject({
      settled: [
        { task: name('a'), as: 'adopted', id },
        { task: name('b'), as: 'discarded', id: null },
      ],
      ambiguous: [],
    });
    expect(await project.render()).toMatchObject({ exitCode: 0 });
    expect([project.billed('a'), project.billed('b')]).toEqual([1, 1]);
    expect((await project.scene(['reconcile'])).stdout).toBe('Nothing is open.\n');
  });

  test('--yes gives up what the list shows no task for, once the other is adopted', async () => {
    const { project, id } = await twoOpen();
    await project.scene(['reconcile', '--adopt', `${name('a')}=${id}`]);
    const yes = await project.scene(['reconcile', '--yes']);
    expect(yes.stdout).toMatch(/雨夜\.b: was never accepted/);
    expect(yes.exitCode).toBe(0);
    expect(await project.render()).toMatchObject({ exitCode: 0 });
    expect([project.billed('a'), project.billed('b')]).toEqual([1, 1]);
  });

  test('--cancel-queued cancels what waits; what runs goes on and is fetched', async () => {
    const shots = ['a', 'b', 'c'];
    const project = await faultProject({ shots, simulator: { concurrency: 1, latencySeconds: 4 } });
    const run = begin(project, shots);
    await submitted(project, 3);
    await run.kill();
    const cancelled = await project.scene(['reconcile', '--cancel-queued', '--format', 'json']);
    expect(cancelled.exitCode).toBe(0);
    const { settled } = JSON.parse(cancelled.stdout) as { settled: { as: string }[] };
    expect(settled.map(({ as }) => as).toSorted()).toEqual([
      'cancelled',
      'cancelled',
      'not-cancelled',
    ]);
    await vi.waitFor(
      () => {
        expect(project.simulator.bill()).toHaveLength(1);
      },
      { timeout: 30_000 },
    );
    expect(project.front.calls('delete')).toBe(2);
    expect(await statusOf(project)).toMatchObject({ running: null });
    // Whoever renders again wants them: each is made once, and the one that ran is not made anew.
    expect(await project.render()).toMatchObject({ exitCode: 0 });
    expect(shots.map((shot) => project.billed(shot))).toEqual([1, 1, 1]);
  });
});
