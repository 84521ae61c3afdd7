import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/failure.ts';
import type { Service, ServiceTask, Submission, SubmitOptions } from '../../src/render/service.ts';
import { openLocalStore } from '../../src/store/local-store.ts';
import { pngBytes } from '../support/media-bytes.ts';
import { endsOf, makeFolder, renderIn } from './support/bench.ts';
import { planOf } from './support/plans.ts';
import { openServiceDouble, type DoubleOptions } from './support/service-double.ts';

const chain = planOf([{ id: 'one.a' }, { id: 'one.b', extends: ['one.a'] }, { id: 'one.c' }]);

const refusal = (byChance: boolean): NonNullable<ServiceTask['refusal']> => ({
  code: 'OutputVideoSensitiveContentDetected',
  message: 'held back',
  hint: undefined,
  byChance,
});

describe('a render', () => {
  test('makes every shot once, and a second run buys nothing', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble();
    const first = await renderIn(folder, chain, service);
    expect(endsOf(first.outcome)).toEqual({ 'one.a': 'now', 'one.b': 'now', 'one.c': 'now' });
    expect(first.outcome.spent).toEqual({ CNY: '0.111', USD: '0.0168' });
    const second = await renderIn(folder, chain, service);
    expect(endsOf(second.outcome)).toEqual({
      'one.a': 'before',
      'one.b': 'before',
      'one.c': 'before',
    });
    expect(second.outcome.spent).toEqual({ CNY: '0', USD: '0' });
    expect(service.bill).toHaveLength(3);
  });

  test('passes the signed link of a clip and the bytes of a last frame on', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble();
    await renderIn(
      folder,
      planOf([
        { id: 'one.a' },
        { id: 'one.b', extends: ['one.a'] },
        { id: 'one.c', continues: 'one.b' },
      ]),
      service,
    );
    const [, extension, continuation] = service.bill.map((one) => one.body);
    expect(extension).toContain('"video_url":{"url":"https://clips.test/cgt-1.mp4"}');
    const frame = Buffer.from(
      /data:image\/png;base64,([^"]+)/.exec(continuation ?? '')?.[1] ?? '',
      'base64',
    );
    expect(frame.subarray(16).toString()).toBe('cgt-2');
  });

  test('leaves shots that do not need a failed one alone, and says why the others are skipped', async () => {
    const folder = await makeFolder();
    const fail = (task: string) => (task === 'one.a' ? refusal(false) : undefined);
    const { outcome, events } = await renderIn(folder, chain, openServiceDouble({ fail }));
    expect(endsOf(outcome)).toEqual({ 'one.a': 'failed', 'one.b': 'skipped', 'one.c': 'now' });
    expect(events).toContainEqual({ type: 'skipped', task: 'one.b', because: 'one.a' });
    const again = await renderIn(folder, chain, openServiceDouble());
    expect(endsOf(again.outcome)).toEqual({ 'one.a': 'now', 'one.b': 'now', 'one.c': 'before' });
  });

  test('tries once more where chance decided, and not a third time', async () => {
    const folder = await makeFolder();
    const once = openServiceDouble({ fail: (_, n) => (n === 1 ? refusal(true) : undefined) });
    const plan = planOf([{ id: 'one.a' }]);
    expect(endsOf((await renderIn(folder, plan, once)).outcome)).toEqual({ 'one.a': 'now' });
    const always = openServiceDouble({ fail: () => refusal(true) });
    const other = await makeFolder();
    expect(endsOf((await renderIn(other, plan, always)).outcome)).toEqual({ 'one.a': 'failed' });
    expect(always.bill).toHaveLength(2);
  });

  test('sends again what was answered 429 or never left, under the one intent', async () => {
    const folder = await makeFolder();
    const answers: Submission[] = [
      { outcome: 'wait', retryAfterMs: 5 },
      { outcome: 'not-sent', failure: new Failure('service-unavailable', 'no way') },
    ];
    const service = openServiceDouble({ refuse: (_, n) => answers[n - 1] });
    const { outcome } = await renderIn(folder, planOf([{ id: 'one.a' }]), service);
    expect(endsOf(outcome)).toEqual({ 'one.a': 'now' });
    expect(await stepsIn(folder)).toEqual([
      'intent',
      ...['sending', 'postponed', 'sending', 'postponed', 'sending'],
      ...['submitted', 'succeeded', 'kept'],
    ]);
  });

  test('writes down when a queued task was first seen running, and nothing where nobody saw that', async () => {
    const stepThatTells = async (options: DoubleOptions): Promise<string | undefined> => {
      const folder = await makeFolder();
      await renderIn(folder, planOf([{ id: 'one.a' }]), openServiceDouble(options));
      const told = /"step":"(\w+)"[^\n]*"runningAt":"\d{4}-\d\d-\d\dT/;
      return told.exec(await journalIn(folder))?.[1];
    };
    expect(await stepThatTells({ first: 'queued' })).toBe('succeeded');
    expect(await stepThatTells({ first: 'queued', fail: () => refusal(false) })).toBe('failed');
    expect(await stepThatTells({})).toBeUndefined();
  });

  test('never sends an ambiguous submission again, in this run or the next', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble({
      refuse: (task) => (task === 'one.a' ? { outcome: 'ambiguous', why: 'cut off' } : undefined),
    });
    for (const made of ['now', 'before'] as const) {
      const { outcome } = await renderIn(folder, chain, service);
      expect(endsOf(outcome)).toEqual({ 'one.a': 'ambiguous', 'one.b': 'skipped', 'one.c': made });
    }
    expect(service.log.filter((line) => line === 'submit one.a')).toHaveLength(1);
  });

  test('adopts by its tag what a killed run submitted without hearing of it', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble();
    const plan = planOf([{ id: 'one.a' }]);
    const killed = new Error('killed');
    const deaf = {
      ...service,
      async submit(body: unknown, task: string, options: SubmitOptions) {
        await service.submit(body, task, options);
        throw killed;
      },
    };
    await expect(renderIn(folder, plan, deaf)).rejects.toBe(killed);
    expect(await stepsIn(folder)).toEqual(['intent', 'sending']);
    const { outcome } = await renderIn(folder, plan, service);
    expect(endsOf(outcome)).toEqual({ 'one.a': 'now' });
    expect(service.bill).toHaveLength(1);
  });

  test('stops in the middle, leaves the task at the service, and takes it up again', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble({ looks: () => 20 });
    const stop = new AbortController();
    const { outcome, events } = await renderIn(folder, chain, service, {
      concurrency: 1,
      stop: stop.signal,
      onEvent: (event) => {
        if (event.type === 'submitted') stop.abort();
      },
    });
    expect(outcome.stopped).toBe(true);
    expect(endsOf(outcome)).toEqual({
      'one.a': 'in-flight',
      'one.b': 'not-started',
      'one.c': 'not-started',
    });
    expect(events).toContainEqual({ type: 'stopping', inFlight: outcome.inFlight });
    const resumed = await renderIn(folder, chain, service);
    expect(resumed.events).toContainEqual({ type: 'resumed', task: 'one.a', id: 'cgt-1' });
    expect(service.bill.map((one) => one.task).sort()).toEqual(['one.a', 'one.b', 'one.c']);
  });

  test('halts on what would refuse every shot, and keeps what is made', async () => {
    const folder = await makeFolder();
    const failure = new Failure('key-refused', 'the key');
    const service = openServiceDouble({
      refuse: (task) => (task === 'one.c' ? { outcome: 'halted', failure } : undefined),
    });
    const { outcome } = await renderIn(folder, chain, service);
    expect(outcome.failure).toBe(failure);
    expect(endsOf(outcome)).toEqual({
      'one.a': 'now',
      'one.b': 'not-started',
      'one.c': 'not-started',
    });
  });

  test('fetches a clip again that is gone from the disk, and says what is lost', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble();
    const plan = planOf([{ id: 'one.a' }]);
    await renderIn(folder, plan, service);
    await rm(join(folder, '.scenewright/simulator/clips'), { recursive: true });
    expect(endsOf((await renderIn(folder, plan, service)).outcome)).toEqual({ 'one.a': 'before' });
    await rm(join(folder, '.scenewright/simulator/clips'), { recursive: true });
    const forgetful = openServiceDouble();
    const { events } = await renderIn(folder, plan, forgetful);
    expect(events[0]).toMatchObject({ shots: [{ task: 'one.a', state: 'lost' }] });
  });

  test('keeps a clip whose last frame cannot be had, unless another shot begins on it', async () => {
    const service = openServiceDouble();
    const noFrames: Service = {
      ...service,
      async download(url, path) {
        if (!url.endsWith('.png')) return service.download(url, path);
        throw new Failure('clip-unusable', 'HTTP 404');
      },
    };
    const alone = await renderIn(await makeFolder(), planOf([{ id: 's.a' }]), noFrames);
    expect(endsOf(alone.outcome)).toEqual({ 's.a': 'now' });
    expect(alone.events).toContainEqual({
      type: 'warning',
      message: 's.a: its clip is kept without its last frame, which cannot be had: HTTP 404',
    });
    const begunOn = planOf([{ id: 's.a' }, { id: 's.b', continues: 's.a' }]);
    const { outcome } = await renderIn(await makeFolder(), begunOn, noFrames);
    expect(endsOf(outcome)).toEqual({ 's.a': 'in-flight', 's.b': 'not-started' });
  });

  test('keeps a damaged clip that was paid for as it came, and says so', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble();
    const plan = planOf([{ id: 's.a' }]);
    const inspectClip = () => Promise.resolve({ seconds: 4, damage: 'partial file' });
    const { outcome, events } = await renderIn(folder, plan, service, { inspectClip });
    expect(endsOf(outcome)).toEqual({ 's.a': 'now' });
    expect(events.filter(({ type }) => type === 'warning')).toEqual([
      {
        type: 'warning',
        message: "s.a: the service's clip is damaged (partial file); it is kept as it came",
      },
    ]);
  });

  test('keeps a paid clip that the plan no longer asks for', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble({ looks: () => 20 });
    const stop = new AbortController();
    await renderIn(folder, planOf([{ id: 'one.a' }]), service, {
      stop: stop.signal,
      onEvent: (event) => {
        if (event.type === 'submitted') stop.abort();
      },
    });
    const edited = planOf([{ id: 'one.a', words: 'other words' }]);
    const { events } = await renderIn(folder, edited, service);
    expect(events).toContainEqual(expect.objectContaining({ type: 'salvaged', task: 'one.a' }));
    expect(service.bill).toHaveLength(2);
  });

  test('makes only what is selected and what that needs', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble();
    await renderIn(folder, chain, service, { select: ['one.b'] });
    expect(service.bill.map((one) => one.task)).toEqual(['one.a', 'one.b']);
    await expect(renderIn(folder, chain, service, { select: ['one.z'] })).rejects.toThrow(
      'the plan has no shot called one.z',
    );
  });
});

describe('before anything is bought', () => {
  test('every local file is read, and all that are wrong are named', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'words.png'), 'no picture at all');
    const service = openServiceDouble();
    const plan = planOf([
      { id: 'one.a' },
      { id: 'one.b', images: ['file:words.png', 'file:gone.png', 'file:../../etc/hostname'] },
    ]);
    await expect(renderIn(folder, plan, service)).rejects.toMatchObject({
      reason: 'file-missing',
      message: expect.stringMatching(
        /words\.png: it is no picture, by its bytes\n {2}gone\.png: there is no such file\n {2}\.\.\/\.\.\/etc\/hostname: /,
      ) as string,
    });
    expect(service.log).toEqual([]);
  });

  test('a local video without a way to publish it is refused', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'drone.mp4'), Buffer.from('0000001866747970' + '6d703432', 'hex'));
    const service = openServiceDouble();
    const plan = planOf([{ id: 'one.a' }, { id: 'one.b', videos: ['file:drone.mp4'] }]);
    await expect(renderIn(folder, plan, service)).rejects.toMatchObject({
      reason: 'publish-missing',
    });
    expect(service.log).toEqual([]);
  });

  test('budgets are held, each in its own currency', async () => {
    const folder = await makeFolder();
    const service = openServiceDouble();
    const budget = (amount: string, currency: 'CNY' | 'USD') => ({
      budgets: [{ scope: 'run' as const, amount, currency }],
    });
    await expect(renderIn(folder, chain, service, budget('0.1109', 'CNY'))).rejects.toMatchObject({
      reason: 'over-budget',
    });
    expect(service.log).toEqual([]);
    await renderIn(folder, chain, service, budget('0.0168', 'USD'));
    expect(service.bill).toHaveLength(3);
  });

  test('approval is asked for once, and only where there is something to buy', async () => {
    const folder = await makeFolder();
    const asked: number[] = [];
    const approve = (forecast: { readonly generate: number }): Promise<void> => {
      asked.push(forecast.generate);
      return Promise.resolve();
    };
    const service = openServiceDouble();
    await renderIn(folder, chain, service, { approve });
    await renderIn(folder, chain, service, { approve });
    expect(asked).toEqual([3]);
  });
});

test('a moved picture buys nothing, a changed one its shot alone', async () => {
  const folder = await makeFolder();
  const picture = (text: string) =>
    Buffer.concat([pngBytes({ width: 640, height: 640 }), Buffer.from(text)]);
  await writeFile(join(folder, 'lin.png'), picture('lin'));
  const service = openServiceDouble();
  const using = (file: string) =>
    planOf([{ id: 'one.a', images: [`file:${file}`] }, { id: 'one.b' }]);
  await renderIn(folder, using('lin.png'), service);
  await writeFile(join(folder, 'moved.png'), picture('lin'));
  await renderIn(folder, using('moved.png'), service);
  expect(service.bill).toHaveLength(2);
  await writeFile(join(folder, 'moved.png'), picture('other'));
  await renderIn(folder, using('moved.png'), service);
  expect(service.bill.map((one) => one.task).sort()).toEqual(['one.a', 'one.a', 'one.b']);
});

test('nothing of a store is left half: no temporary file, and the clips by their hash', async () => {
  const folder = await makeFolder();
  await renderIn(folder, chain, openServiceDouble());
  const files = await readdir(join(folder, '.scenewright'), { recursive: true });
  expect(files.filter((file) => /part|incoming\/./.test(file))).toEqual([]);
  const store = await openLocalStore(join(folder, '.scenewright'), 'simulator');
  for (const { clip } of store.journal.attempts()) {
    expect(clip && (await store.pathOf(clip))).toContain(clip?.sha256);
  }
  await store.close();
});

function journalIn(folder: string): Promise<string> {
  return readFile(join(folder, '.scenewright/simulator/journal.jsonl'), 'utf8');
}

async function stepsIn(folder: string): Promise<readonly string[]> {
  const text = await journalIn(folder);
  return [...text.matchAll(/"step":"(\w+)"/g)].map((match) => match[1] ?? '');
}
