/** Clocks that are wrong, the service's or ours, or that are set between two runs. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { whole, type Call, type Trouble } from './support/front.ts';
import { faultProject, sceneName, type FaultProject } from './support/project.ts';

const preload = (name: string): string =>
  `--import ${pathToFileURL(path.join(import.meta.dirname, 'support', name)).href}`;
const ourClockOff = (ms: number) => ({
  NODE_OPTIONS: preload('clock-off.mjs'),
  SCENE_CLOCK_OFF_MS: String(ms),
});
const killedAt = (point: string) => ({
  NODE_OPTIONS: preload('kill-at.mjs'),
  SCENE_KILL_AT: point,
});
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** "In two seconds", as a service says it by its own clock. */
const slowDown = (offMs: number): string => {
  const date = (ms: number) => new Date(Date.now() + offMs + ms).toUTCString();
  const body = '{"error":{"code":"RequestBurstTooFast","message":"no"}}';
  return whole(429, body, { date: date(0), 'retry-after': date(2_000) });
};

const troubles = (offMs: number): Readonly<Record<string, Trouble>> => ({
  'create lost': { when: 'after', say: () => [] },
  'create never': { when: 'before', say: () => [] },
  'create slow': { when: 'before', say: () => [slowDown(offMs)] },
  'get slow': { when: 'before', say: () => [slowDown(offMs)] },
});

function posts({ front }: FaultProject, shot: string): number {
  return front.calls('create', `${sceneName}.${shot}`);
}

describe('a clock that is wrong all the time', () => {
  test.each([
    ['the service nine hours behind, ours a year ahead', -9 * hourMs, 365 * dayMs],
    ['the service nine hours ahead, ours a year behind', 9 * hourMs, -365 * dayMs],
  ])(
    'neither misses a task nor adopts another, and nobody waits for hours: %s',
    async (_, serviceMs, oursMs) => {
      const met = troubles(serviceMs);
      const project = await faultProject({
        shots: ['lost', 'never', 'slow'],
        relation: 'extends',
        ark: { concurrency: 1 },
        clockOffMs: serviceMs,
        simulator: { now: () => Date.now() + serviceMs },
        trouble: ({ kind, shot, nth }: Call) =>
          nth === 1 ? met[`${kind} ${shot.slice(sceneName.length + 1)}`] : undefined,
      });
      const begun = performance.now();
      const { exitCode, stdout } = await project.render(ourClockOff(oursMs));
      expect([exitCode, stdout]).toEqual([0, stdout]);
      expect(performance.now() - begun).toBeLessThan(45_000);
      expect(['lost', 'never', 'slow'].map((shot) => posts(project, shot))).toEqual([1, 2, 2]);
      expect(project.simulator.bill()).toHaveLength(3);
      const attempts = await project.attempts();
      for (const { id, tag } of project.simulator.tasks().map((task) => ({
        id: task.id,
        tag: task.order.safetyIdentifier,
      }))) {
        expect(attempts.find((attempt) => attempt.tag === tag)?.id).toBe(id);
      }
    },
  );
});

describe('a clock that was set between two runs', () => {
  test.each([
    ['back', -10 * dayMs],
    ['forward', 10 * dayMs],
  ])('%s: what was accepted is found by its tag', async (_, oursMs) => {
    const project = await faultProject({ shots: ['a'] });
    await project.render(killedAt('post:answered'));
    expect(project.simulator.tasks()).toHaveLength(1);
    expect(await project.render(ourClockOff(oursMs))).toMatchObject({ exitCode: 0 });
    expect(posts(project, 'a')).toBe(1);
    expect(project.simulator.bill()).toHaveLength(1);
  });

  test.each([
    ['back', -10 * dayMs],
    ['forward', 10 * dayMs],
  ])(
    '%s: what is not found is not sent again before somebody has settled it',
    async (_, oursMs) => {
      const project = await faultProject({ shots: ['a'] });
      await project.render(killedAt('post:bytes'));
      expect(project.simulator.tasks()).toEqual([]);
      for (const env of [ourClockOff(oursMs), {}]) {
        expect(await project.render(env)).toMatchObject({ exitCode: 6 });
        expect(posts(project, 'a')).toBe(0);
      }
      await project.scene(['reconcile', '--discard', `${sceneName}.a`]);
      expect(await project.render()).toMatchObject({ exitCode: 0 });
      expect(posts(project, 'a')).toBe(1);
      expect(project.simulator.bill()).toHaveLength(1);
    },
  );
});
