/** A newer version of the tool buys nothing anew: a store as an earlier one left it is still whole. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../render/support/bench.ts';
import { runScene } from '../support/cli.ts';
import { projectRoot } from '../support/sources.ts';

// Nobody listens there: whatever would be asked of the service fails.
const env = { ARK_API_KEY: 'unused', ARK_BASE_URL: 'http://127.0.0.1:9/api/v3' };

test('the episode of a store of an earlier version is rendered, and nothing is generated', async () => {
  const cwd = await makeFolder();
  await cp(join(projectRoot, 'test/fixtures/store-1'), cwd, { recursive: true });
  const plan = await runScene(['plan', 'rain.scene', '--format', 'json'], { cwd, env });
  const report = JSON.parse(plan.stdout) as {
    readonly pending: boolean;
    readonly shots: readonly { readonly task: string; readonly state: string }[];
  };
  expect(report.pending).toBe(false);
  expect(report.shots.map(({ task, state }) => `${task} ${state}`)).toEqual([
    '门口.来 kept',
    '门口.灯 kept',
    '门口.街 reworded',
  ]);
  const run = await runScene(['render', 'rain.scene', '--format', 'json'], { cwd, env });
  expect(run.exitCode).toBe(0);
  const lines = run.stdout.trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    status: 'done',
    output: 'rain.mp4',
    generated: 0,
    reused: 3,
    spent: { CNY: 0, USD: 0 },
  });
});

test('what was paid for counts beside the budget of its episode', async () => {
  const cwd = join(projectRoot, 'test/fixtures/store-1');
  const plan = await runScene(['plan', 'rain.scene', '--format', 'json'], { cwd, env });
  const { budgets } = JSON.parse(plan.stdout) as { readonly budgets: readonly object[] };
  expect(budgets).toMatchObject([
    { scope: 'episode', amount: '10', currency: 'CNY', planned: '0', holds: true },
  ]);
});
