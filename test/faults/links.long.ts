/** Links that run out, and records that are gone: paid clips are fetched late, or told as lost. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { faultProject, sceneName, scriptName } from './support/project.ts';

const preload = (name: string): string =>
  `--import ${pathToFileURL(path.join(import.meta.dirname, 'support', name)).href}`;
const killedAt = (point: string) => ({
  NODE_OPTIONS: preload('kill-at.mjs'),
  SCENE_KILL_AT: point,
});
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A project whose service lives as much later as `later` says; our own clock goes with it. */
async function projectInTime() {
  let laterMs = 0;
  let beforeDownload = (): void => undefined;
  const project = await faultProject({
    shots: ['a'],
    simulator: { now: () => Date.now() + laterMs },
    trouble: ({ kind }) => {
      if (kind === 'download') beforeDownload();
      return undefined;
    },
  });
  const ours = () => ({
    NODE_OPTIONS: preload('clock-off.mjs'),
    SCENE_CLOCK_OFF_MS: String(laterMs),
  });
  return {
    ...project,
    pass(ms: number) {
      laterMs += ms;
    },
    atFirstDownload(work: () => void) {
      beforeDownload = () => {
        beforeDownload = () => undefined;
        work();
      };
    },
    now: ours,
    render: (env: Readonly<Record<string, string>> = ours()) => project.render(env),
    scene: (...words: string[]) => project.scene(words, ours()),
  };
}

test('a link that runs out between success and download is asked for again', async () => {
  const project = await projectInTime();
  project.atFirstDownload(() => {
    project.pass(25 * hourMs);
  });
  const { exitCode } = await project.render();
  expect(exitCode).toBe(0);
  expect(project.front.calls('get')).toBeGreaterThanOrEqual(2);
  expect(project.front.calls('create')).toBe(1);
  expect(project.simulator.bill()).toHaveLength(1);
});

test('what a killed run left is fetched a day later by a new link', async () => {
  const project = await projectInTime();
  await project.render(killedAt('succeeded:synced'));
  project.pass(25 * hourMs);
  expect(await project.render()).toMatchObject({ exitCode: 0 });
  expect(project.front.calls('create')).toBe(1);
  expect(project.simulator.bill()).toHaveLength(1);
});

test('a clip whose record is gone is reported lost, everywhere, and bought again only with a word', async () => {
  const project = await projectInTime();
  await project.render(killedAt('succeeded:synced'));
  project.pass(8 * dayMs);
  const run = await project.render();
  expect(run.exitCode).toBe(5);
  expect(run.stdout).toContain('"code":"clip-lost"');
  expect(project.front.calls('create')).toBe(1);

  const status = await project.scene('status');
  expect(status.stdout).toMatch(/雨夜\.a\s+lost/);
  const plan = await project.scene('plan', scriptName);
  expect(plan.stdout).toMatch(/雨夜\.a.*lost|lost.*雨夜\.a/s);
  const explained = await project.scene('explain', `${sceneName}.a`, '--script', scriptName);
  expect(explained.stdout).toContain('was paid for, and its clip is not in this store');

  const unapproved = await project.scene('render', scriptName, '--select', `${sceneName}.a`);
  expect(unapproved.exitCode).toBe(4);
  expect(await project.render()).toMatchObject({ exitCode: 0 });
  expect(project.simulator.bill()).toHaveLength(2);
  expect((await project.attempts()).map(({ step }) => step)).toEqual(['lost', 'kept']);
});

test('a record that is gone too early is not believed: nothing is given up, and nothing bought', async () => {
  const project = await projectInTime();
  await project.render(killedAt('succeeded:synced'));
  const [task] = project.simulator.tasks();
  await fetch(`${project.front.url}/contents/generations/tasks/${task?.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${project.simulator.apiKey}` },
  });
  for (let run = 0; run < 2; run++) {
    const { exitCode, stdout } = await project.render();
    expect(exitCode).toBe(5);
    expect(stdout).toContain('though its record should still live');
  }
  expect(project.front.calls('create')).toBe(1);
  const given = await project.scene('reconcile', '--discard', `${sceneName}.a`);
  expect(given.stdout).toMatch(/counts as spent/);
  expect((await project.scene('status')).stdout).toMatch(/雨夜\.a\s+lost/);
});

test('what the list has forgotten is never sent again, however often it is looked for', async () => {
  const project = await projectInTime();
  await project.render(killedAt('post:answered'));
  await vi.waitFor(
    () => {
      expect(project.simulator.bill()).toHaveLength(1);
    },
    { timeout: 30_000 },
  );
  project.pass(8 * dayMs);
  expect(await project.render()).toMatchObject({ exitCode: 6 });
  project.pass(hourMs);
  expect(await project.scene('reconcile', '--yes')).toMatchObject({ exitCode: 6 });
  expect(await project.render()).toMatchObject({ exitCode: 6 });
  expect(project.front.calls('create')).toBe(1);
});
