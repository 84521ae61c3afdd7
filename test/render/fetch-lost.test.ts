/** What was paid for and is not on this disk: fetched again, surely lost, or for somebody to decide. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { settleByWords, type Answer } from '../../src/render/reconcile.ts';
import { defaultSettings } from '../../src/render/run.ts';
import type { Service } from '../../src/render/service.ts';
import { acceptedFrom } from '../../src/store/accepted.ts';
import { wasKept } from '../../src/store/attempts.ts';
import { openLocalStore } from '../../src/store/local-store.ts';
import { endsOf, makeFolder, renderIn } from './support/bench.ts';
import { planOf } from './support/plans.ts';
import { openServiceDouble, tick } from './support/service-double.ts';

const plan = planOf([{ id: 'one.a' }]);
const weekLater = () => new Date(Date.now() + 8 * 86_400_000);
const forget = (account = 'ours') => ({ ...openServiceDouble(), origin: 'ark' as const, account });

/** A clip is bought, and its file goes. */
async function boughtAndGone() {
  const folder = await makeFolder();
  const service = { ...openServiceDouble(), origin: 'ark' as const };
  await renderIn(folder, plan, service);
  const lose = () => rm(join(folder, '.scenewright/ark/clips'), { recursive: true });
  await lose();
  return { folder, service, lose };
}

/** What somebody says of `one.a`. */
async function discard(folder: string, service: Service) {
  const store = await openLocalStore(join(folder, '.scenewright'), 'ark');
  onTestFinished(() => store.close());
  const answers: Answer[] = [];
  const run = {
    store,
    service,
    settings: defaultSettings,
    sleep: tick,
    stop: new AbortController().signal,
    searching: new Map(),
    now: () => new Date(),
  };
  await settleByWords([{ name: 'one.a' }], run, (answer) => void answers.push(answer));
  return answers;
}

describe('a clip that is gone from the disk', () => {
  test.each([
    ['with another key', forget('theirs'), {}, 'another key'],
    [
      'with another key, by a clock that says that a week has gone by',
      forget('theirs'),
      { now: weekLater },
      'another key',
    ],
    ['where its record should still live', forget(), {}, 'should still live'],
  ])('is not bought again %s before somebody has decided', async (_, elsewhere, more, why) => {
    const { folder, service } = await boughtAndGone();
    const refusal = {
      reason: 'submission-ambiguous',
      exitCode: 6,
      message: expect.stringContaining(why) as string,
    };
    await expect(renderIn(folder, plan, elsewhere, more)).rejects.toMatchObject(refusal);
    expect(elsewhere.bill).toEqual([]);
    // Nothing was given up: who has it gives it.
    expect(endsOf((await renderIn(folder, plan, service)).outcome)).toEqual({ 'one.a': 'before' });
    expect(service.bill).toHaveLength(1);
  });

  test('is given up by a word, and made anew', async () => {
    const { folder, service } = await boughtAndGone();
    await expect(discard(folder, service)).rejects.toThrow('is at the service as cgt-1');
    const elsewhere = forget('theirs');
    expect(await discard(folder, elsewhere)).toMatchObject([{ as: 'lost', id: 'cgt-1' }]);
    const { outcome, events } = await renderIn(folder, plan, elsewhere);
    expect(events[0]).toMatchObject({ shots: [{ task: 'one.a', state: 'lost' }] });
    expect(endsOf(outcome)).toEqual({ 'one.a': 'now' });
    expect(elsewhere.bill).toHaveLength(1);
    await expect(discard(folder, elsewhere)).rejects.toThrow('is kept, and its clip is here');
  });

  test('is lost where its own account keeps no record of it after a week', async () => {
    const { folder } = await boughtAndGone();
    const later = forget();
    expect(endsOf((await renderIn(folder, plan, later, { now: weekLater })).outcome)).toEqual({
      'one.a': 'now',
    });
  });
});

describe('accepted takes of another store', () => {
  const chain = planOf([{ id: 'one.a' }, { id: 'one.b', extends: ['one.a'] }]);

  async function acceptedElsewhere() {
    const service = { ...openServiceDouble(), origin: 'ark' as const };
    const { outcome } = await renderIn(await makeFolder(), chain, service);
    const accepted = new Map(
      [...outcome.takes].map(([shot, { attempt }]) => [shot, acceptedFrom(attempt)]),
    );
    return { service, accepted };
  }

  test('are fetched while the service has them, and nothing is spent on it', async () => {
    const { service, accepted } = await acceptedElsewhere();
    const folder = await makeFolder();
    const budgets = [{ scope: 'run', amount: '0.01', currency: 'CNY' } as const];
    const { outcome } = await renderIn(folder, chain, service, { accepted, budgets });
    expect(endsOf(outcome)).toEqual({ 'one.a': 'before', 'one.b': 'before' });
    expect(outcome.spent).toEqual({ CNY: '0', USD: '0' });
    expect(service.bill).toHaveLength(2);
    const store = await openLocalStore(join(folder, '.scenewright'), 'ark');
    onTestFinished(() => store.close());
    const kept = store.journal.attempts().filter(wasKept);
    expect(new Map(kept.map((one) => [one.intent.task, one.clip.sha256]))).toEqual(
      new Map([...accepted].map(([shot, { clip }]) => [shot, clip])),
    );
  });

  test('stay lost where their links give nothing, and are told as lost before anything is made', async () => {
    const { service, accepted } = await acceptedElsewhere();
    const { events } = await renderIn(await makeFolder(), chain, forget('theirs'), { accepted });
    expect(events[0]).toMatchObject({ shots: [{ state: 'lost' }, { state: 'lost' }] });
    expect(service.bill).toHaveLength(2);
  });
});
