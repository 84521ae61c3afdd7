/** A run whose lock is taken away by somebody's word ends before it submits or writes down anything more. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../src/store/journal.ts';
import { cutOff, journalPath, openLocalStore } from '../../src/store/local-store.ts';
import { removeLock, takeLock } from '../../src/store/lock.ts';
import { startSimulator } from '../../src/seedance/simulator/server.ts';
import { runScene } from '../support/cli.ts';
import { intentOf } from '../support/intents.ts';
import { endsOf, makeFolder, renderIn } from './support/bench.ts';
import { planOf } from './support/plans.ts';
import { openServiceDouble } from './support/service-double.ts';

/** As if the run that holds the lock were on another machine. */
async function moveElsewhere(store: string): Promise<void> {
  const path = join(store, 'lock');
  const holder = JSON.parse(await readFile(path, 'utf8')) as object;
  await writeFile(path, JSON.stringify({ ...holder, host: 'elsewhere.example' }));
}

describe('a run whose lock is taken away', () => {
  test('submits nothing more, and says under which id the service took what was under way', async () => {
    const folder = await makeFolder();
    const home = join(folder, '.scenewright');
    const lock = await takeLock(home);
    const store = await openLocalStore(home, 'simulator', { lock });
    onTestFinished(() => store.close());
    const double = openServiceDouble();
    const service = {
      ...double,
      async submit(...call: Parameters<typeof double.submit>) {
        const submission = await double.submit(...call);
        await moveElsewhere(home);
        await removeLock(home);
        return submission;
      },
    };
    const plan = planOf([{ id: 'one.a' }, { id: 'one.b' }, { id: 'one.c' }]);
    const { outcome, events } = await renderIn(folder, plan, service, { store, concurrency: 1 });
    expect(endsOf(outcome)).toEqual({
      'one.a': 'in-flight',
      'one.b': 'not-started',
      'one.c': 'not-started',
    });
    expect(outcome.failure).toMatchObject({ reason: 'run-locked', exitCode: 7 });
    expect(double.bill).toHaveLength(1);
    expect(events).toContainEqual({
      type: 'warning',
      message: expect.stringContaining('one.a was accepted as cgt-1') as string,
    });
    // The next run finds by its tag what this one could not write down.
    const next = await renderIn(folder, plan, double);
    expect(endsOf(next.outcome)).toMatchObject({ 'one.a': 'now' });
    expect(double.bill).toHaveLength(3);
  });

  test('writes nothing into the journal that the next one has', async () => {
    const folder = await makeFolder();
    const lock = await takeLock(folder);
    const path = journalPath(folder, 'ark');
    const journal = await openJournal(path, { lock });
    // A handle that asks nobody, as a process that sleeps between its look at the lock and its write.
    const asleep = await openJournal(path);
    onTestFinished(async () => {
      await journal.close();
      await asleep.close();
    });
    await journal.append(intentOf());
    const before = await readFile(path, 'utf8');
    await lock.release();
    await cutOff(folder);
    await expect(journal.append({ step: 'sending', tag: 't1' })).rejects.toMatchObject({
      reason: 'run-locked',
      message: expect.stringContaining('nobody has it') as string,
    });
    const other = await takeLock(folder);
    await expect(journal.append({ step: 'sending', tag: 't1' })).rejects.toThrow('was taken');
    await asleep.append(intentOf({ tag: 't2' }));
    expect(await readFile(path, 'utf8')).toBe(before);
    await expect(cutOff(folder)).rejects.toMatchObject({ reason: 'run-locked' });
    await other.release();
  });

  test('ends with exit code 7 by `scene unlock`, and the next one goes on where it was', async () => {
    const cwd = await makeFolder();
    const shots = ['门', '灯', '街', '雨'].map((name) => `\n  shot ${name} 4s\n    ${name}。\n`);
    const head = 'episode "雨夜"\n  model: seedance-2.0-mini\n  resolution: 480p\n\nscene 夜\n';
    await writeFile(join(cwd, '雨夜.scene'), head + shots.join(''));
    const settings = {
      ark: { concurrency: 1, pollSeconds: 0.05, tagsEchoed: true, settleSeconds: 0.2 },
    };
    await writeFile(join(cwd, 'scenewright.json'), JSON.stringify(settings));
    const simulator = await startSimulator({ listsPerSecond: Infinity, clips: 'reused' });
    onTestFinished(() => simulator.close());
    const env = { ARK_BASE_URL: simulator.url, ARK_API_KEY: simulator.apiKey };
    const words = ['render', '雨夜.scene', '--yes', '--format', 'json'];
    const store = join(cwd, '.scenewright');
    const run = runScene(words, { cwd, env });
    await expect
      .poll(() => readFile(journalPath(store, 'ark'), 'utf8').catch(() => ''), { timeout: 30_000 })
      .toContain('"step":"submitted"');
    await moveElsewhere(store);
    const unlock = await runScene(['unlock'], { cwd, env });
    expect(unlock.stderr).toContain('on elsewhere.example');
    const ended = await run;
    expect(ended.exitCode).toBe(7);
    expect(ended.stdout).toContain(
      'the lock of this project was taken from this run; now nobody has it',
    );
    const again = await runScene(words, { cwd, env });
    expect(again.exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(4);
  });
});
