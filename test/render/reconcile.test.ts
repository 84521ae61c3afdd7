import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as reconcile from '../../src/render/reconcile.ts';
import { defaultSettings, type RenderSettings } from '../../src/render/run.ts';
import type { ListedTask, Service } from '../../src/render/service.ts';
import type { Search } from '../../src/render/settle-by-tag.ts';
import { openLocalStore } from '../../src/store/local-store.ts';
import type { Step } from '../../src/store/records.ts';
import { intentOf } from '../support/intents.ts';
import { makeFolder } from './support/bench.ts';
import { openServiceDouble, tick } from './support/service-double.ts';

/** What each of them tells, beside what it returns. */
async function answersOf(work: (told: reconcile.Told) => Promise<unknown>) {
  const answers: reconcile.Answer[] = [];
  await work((answer) => void answers.push(answer));
  return answers;
}
const settleByWords = (words: readonly reconcile.Word[], run: Search) =>
  answersOf((told) => reconcile.settleByWords(words, run, told));
const discardAbsent = (questions: readonly reconcile.Question[], run: Search) =>
  answersOf((told) => reconcile.discardAbsent(questions, run, told));
async function settleByList(run: Search) {
  let questions: readonly reconcile.Question[] = [];
  const answers = await answersOf(async (told) => {
    questions = await reconcile.settleByList(run, told);
  });
  return { answers, questions };
}

const at = new Date('2026-11-22T08:00:00Z');
const model = 'doubao-seedance-2-0-260128';

interface Desk {
  readonly steps?: readonly Step[];
  readonly listed?: readonly Partial<ListedTask>[];
  readonly settings?: Partial<RenderSettings>;
  readonly now?: Date;
  readonly service?: Partial<Service>;
  readonly tagged?: boolean;
  readonly account?: string | undefined;
}

/** A journal with one request that left at `at` and was never answered, and a service with these tasks. */
async function desk(asked: Desk = {}) {
  const { steps = [], listed = [], settings, now = at, service, tagged = true } = asked;
  let time = at;
  const store = await openLocalStore(join(await makeFolder(), 'store'), 'ark', { now: () => time });
  onTestFinished(() => store.close());
  const account = 'account' in asked ? asked.account : 'ours';
  await store.journal.append(intentOf({ model, tagged, ...(account && { account }) }));
  for (const step of [{ step: 'sending', tag: 't1' } as const, ...steps]) {
    await store.journal.append(step);
  }
  time = now;
  const tasks = listed.map((task) => ({
    id: 'cgt-1',
    status: 'running',
    model,
    tag: undefined,
    createdAt: at,
    ...task,
  }));
  const known = (id: string) => tasks.find((task) => task.id === id);
  const run: Search = {
    store,
    service: {
      ...openServiceDouble(),
      list: () => Promise.resolve(tasks),
      findByTag: (tag) => Promise.resolve(tasks.find((task) => task.tag === tag)?.id),
      get: (id) => Promise.resolve(known(id) && { ...running, status: known(id)?.status ?? '' }),
      ...service,
    },
    settings: { ...defaultSettings, settleMs: 0, ...settings },
    sleep: tick,
    stop: new AbortController().signal,
    searching: new Map(),
    now: () => now,
  };
  return { run, step: () => store.journal.attempts()[0]?.step };
}

const running = {
  status: 'running',
  videoUrl: undefined,
  lastFrameUrl: undefined,
  tokens: null,
  refusal: undefined,
};

describe('the list settles', () => {
  test('what carries the tag: it is adopted', async () => {
    const { run, step } = await desk({ listed: [{ tag: 't1' }] });
    expect(await settleByList(run)).toMatchObject({ answers: [{ as: 'adopted', id: 'cgt-1' }] });
    expect(step()).toBe('submitted');
  });

  test('what it does not show, where the service is known to give tags back', async () => {
    const { run, step } = await desk({ settings: { tagsEchoed: true } });
    expect(await settleByList(run)).toMatchObject({ answers: [{ as: 'discarded' }] });
    expect(step()).toBe('failed');
  });

  test.each([
    ['a record that may have run out', '2026-11-30T08:00:00Z'],
    ['a clock that was set back', '2026-11-01T08:00:00Z'],
  ])('nothing for %s: what the list has forgotten it does not show either', async (_, now) => {
    const { run, step } = await desk({ settings: { tagsEchoed: true }, now: new Date(now) });
    const { questions } = await settleByList(run);
    expect(questions).toMatchObject([{ provesAbsence: false }]);
    expect(await discardAbsent(questions, run)).toEqual([]);
    expect(step()).toBe('ambiguous');
    // Nor later, by what was written down just now: it says nothing of when the request left.
    for (const later of [now, at]) {
      const again = { ...run, searching: new Map(), now: () => new Date(later) };
      expect((await settleByList(again)).questions).toMatchObject([{ provesAbsence: false }]);
      expect(step()).toBe('ambiguous');
    }
  });
});

test.each([
  ['another key', 'theirs'],
  ['a key that nobody wrote down', undefined],
])('a list proves nothing of what was sent with %s', async (_, account) => {
  const { run, step } = await desk({ settings: { tagsEchoed: true }, account });
  const { questions } = await settleByList(run);
  expect(questions).toMatchObject([{ provesAbsence: false, ofThisAccount: false }]);
  expect(await discardAbsent(questions, run)).toEqual([]);
  expect(step()).toBe('ambiguous');
});

test('a list that may lag behind is read after it had its time, tag or no tag', async () => {
  const order: string[] = [];
  const { run } = await desk({
    tagged: false,
    settings: { settleMs: 30_000 },
    service: { list: () => Promise.resolve((order.push('list'), [])) },
  });
  const sleep = (ms: number) => Promise.resolve(void order.push(`${ms}`));
  await settleByList({ ...run, sleep });
  expect(order).toEqual(['30000', 'list']);
});

describe('what is left', () => {
  test('is shown with the tasks that it could be, the nearest in time first', async () => {
    const { run } = await desk({
      listed: [
        { id: 'far', createdAt: new Date('2026-11-22T05:00:00Z') },
        { id: 'near', createdAt: new Date('2026-11-22T08:00:02Z') },
        { id: 'other-model', model: 'doubao-seedance-2-5-260628' },
        { id: 'of-another-tag', tag: 'somebody' },
      ],
    });
    const { questions } = await settleByList(run);
    expect(questions[0]?.candidates.map(({ id }) => id)).toEqual(['near', 'far']);
    expect(await discardAbsent(questions, run)).toEqual([]);
  });

  test('is discarded by a bare yes only where the list shows none', async () => {
    const { run, step } = await desk();
    const { questions } = await settleByList(run);
    expect(await discardAbsent(questions, run)).toMatchObject([{ as: 'discarded' }]);
    expect(step()).toBe('failed');
  });

  test('is adopted by the word of somebody, once', async () => {
    const { run, step } = await desk({ listed: [{}] });
    await expect(settleByWords([{ name: 'one.a', id: 'cgt-9' }], run)).rejects.toMatchObject({
      message: 'the service has no task cgt-9',
    });
    await settleByWords([{ name: 'one.a', id: 'cgt-1' }], run);
    expect(step()).toBe('submitted');
    await expect(settleByWords([{ name: 't1', id: 'cgt-1' }], run)).rejects.toMatchObject({
      message: 'cgt-1 is one.a already',
    });
    await expect(settleByWords([{ name: 'one.a' }], run)).rejects.toMatchObject({
      reason: 'usage',
    });
  });

  test.each([
    ['another is unknown', [{ name: 'one.a', id: 'cgt-1' }, { name: 'one.b' }], 'called one.b'],
    ['another says the contrary', [{ name: 'one.a' }, { name: 't1', id: 'cgt-1' }], 'two words'],
  ])('stays open where of the words for it and others %s', async (_, words, says) => {
    const { run, step } = await desk({ listed: [{}] });
    await expect(settleByWords(words, run)).rejects.toThrow(says);
    expect(step()).toBe('sending');
  });

  test('is told once it is written down, though what comes after it fails', async () => {
    const told: reconcile.Answer[] = [];
    const { run } = await desk({
      listed: [{ tag: 't1' }],
      steps: [],
      service: {
        findByTag: (tag) =>
          tag === 't1' ? Promise.resolve('cgt-1') : Promise.reject(new Error('the line is cut')),
      },
    });
    await run.store.journal.append(intentOf({ tag: 't2', task: 'one.b', account: 'ours' }));
    await run.store.journal.append({ step: 'sending', tag: 't2' });
    const settling = reconcile.settleByList(run, (answer) => void told.push(answer));
    await expect(settling).rejects.toThrow('the line is cut');
    expect(told).toMatchObject([{ as: 'adopted', id: 'cgt-1' }]);
  });

  test('is given up as lost where the service knows it no longer', async () => {
    const { run, step } = await desk({ steps: [{ step: 'submitted', tag: 't1', id: 'cgt-7' }] });
    expect(await settleByWords([{ name: 'one.a' }], run)).toMatchObject([{ as: 'lost' }]);
    expect(step()).toBe('lost');
  });
});

test.each([
  ['cancelled', 'cancelled'],
  ['running', 'submitted'],
  ['succeeded', 'submitted'],
])('a task that is %s after its cancelling is written down as %s', async (status, step) => {
  const looked: string[] = [];
  const found = await desk({
    steps: [{ step: 'submitted', tag: 't1', id: 'cgt-7' }],
    service: {
      cancel: (id) => {
        looked.push(id);
        return Promise.resolve({ ...running, status });
      },
    },
  });
  await answersOf((told) => reconcile.cancelQueued(found.run, told));
  expect(looked).toEqual(['cgt-7']);
  expect(found.step()).toBe(step);
});
