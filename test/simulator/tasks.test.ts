import { appendFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startSimulator } from '../../src/seedance/simulator/server.ts';
import { settledTask, shot, startBench, text } from './support/simulator.ts';

/** As long as a busy machine may take. */
const soon = (check: () => unknown): Promise<unknown> => vi.waitFor(check, 30_000);

const idOf = (json: unknown): string =>
  typeof json === 'object' && json !== null && 'id' in json ? String(json.id) : '';

describe('the queue', () => {
  it('runs so many tasks at once and holds the rest', async () => {
    const { client, simulator } = await startBench({ concurrency: 1, latencySeconds: 60 });
    const first = await client.create(shot());
    await soon(async () => expect((await client.get(first.id)).status).toBe('running'));
    const second = await client.create(shot());
    expect((await client.get(second.id)).status).toBe('queued');
    expect((await client.get(first.id)).status).toBe('running');
    expect(simulator.bill()).toEqual([]);
  });

  it('runs one of 4k beside the others, whatever else there is room for', async () => {
    const { client } = await startBench({ concurrency: 3, latencySeconds: 60 });
    const of4k = { model: 'doubao-seedance-2-0-260128', resolution: '4k' };
    const orders = [shot(of4k), shot(of4k), shot()];
    const ids: string[] = [];
    for (const order of orders) ids.push((await client.create(order)).id);
    const statuses = await Promise.all(ids.map(async (id) => (await client.get(id)).status));
    expect(statuses).toEqual(['running', 'queued', 'running']);
  });

  it('takes the urgent ones first, then the oldest', async () => {
    const begun: string[] = [];
    const { client } = await startBench({
      concurrency: 1,
      faults: [{ kind: 'task-failed' }],
      latencySeconds: 0.3,
      onEvent: (event) => {
        if (event.type === 'task' && event.status === 'running') begun.push(event.shot);
      },
    });
    await client.create(shot(), { shot: 'first' });
    await client.create(shot(), { shot: 'plain' });
    await client.create(shot({ priority: 9 }), { shot: 'urgent' });
    await soon(() => expect(begun).toEqual(['first', 'urgent', 'plain']));
  });

  it('refuses more than it holds, and takes more once there is room', async () => {
    const { call, client } = await startBench({ concurrency: 0, queueLimit: 2 });
    const { id } = await client.create(shot());
    await client.create(shot());
    expect(await call('POST', '', shot())).toMatchObject({
      status: 429,
      json: { error: { code: 'QuotaExceeded' } },
    });
    await client.remove(id);
    await client.create(shot());
  });

  it('drops what has waited too long', async () => {
    let now = Date.UTC(2026, 10, 22);
    const { client } = await startBench({ concurrency: 0, now: () => now });
    const { id } = await client.create(shot({ execution_expires_after: 3_600 }));
    now += 3_599_000;
    expect((await client.get(id)).status).toBe('queued');
    now += 1_000;
    expect((await client.get(id)).status).toBe('expired');
  });

  it('never drops what has begun: that would be made, and billed, all the same', async () => {
    let now = Date.UTC(2026, 10, 22);
    const seen = new Map<string, string[]>();
    const { client } = await startBench({
      concurrency: 1,
      faults: [{ kind: 'task-failed' }],
      now: () => now,
      // Their time is up while they are looked through.
      latencySeconds: (name) => (name === 'first' ? 0.2 : 0),
      onEvent: (event) => {
        if (event.type !== 'task') return;
        seen.set(event.shot, [...(seen.get(event.shot) ?? []), event.status]);
        if (event.shot === 'first' && event.status === 'failed') now += 3_600_000;
      },
    });
    const order = shot({ execution_expires_after: 3_600 });
    const ids: string[] = [];
    for (let nth = 0; nth < 30; nth++) {
      const name = nth === 0 ? 'first' : `task ${nth}`;
      ids.push((await client.create(order, { shot: name })).id);
    }
    await soon(async () => {
      const tasks = await Promise.all(ids.map((id) => client.get(id)));
      for (const { status } of tasks) expect(status).toMatch(/^(?:failed|expired)$/);
    });
    for (const statuses of seen.values()) {
      expect(statuses.join(' ')).toMatch(/^queued(?: running failed| expired)$/);
    }
  });
});

describe('the rate', () => {
  it('of 4k is fifteen creates a minute', async () => {
    const now = Date.UTC(2026, 10, 22);
    const { call } = await startBench({ concurrency: 0, now: () => now });
    const of4k = shot({ model: 'doubao-seedance-2-0-260128', resolution: '4k' });
    const statuses: number[] = [];
    for (let nth = 0; nth < 16; nth++) statuses.push((await call('POST', '', of4k)).status);
    expect(statuses).toEqual([...Array.from({ length: 15 }, () => 200), 429]);
  });

  it('is so many creates a minute and model, and says when to come back', async () => {
    let now = Date.UTC(2026, 10, 22);
    const { call } = await startBench({ concurrency: 0, rpm: 2, now: () => now });
    await call('POST', '', shot());
    now += 20_000;
    await call('POST', '', shot());
    const third = await call('POST', '', shot());
    expect(third).toMatchObject({
      status: 429,
      json: { error: { code: 'ModelAccountRpmRateLimitExceeded' } },
    });
    expect(third.headers.get('retry-after')).toBe('40');
    const other = shot({ model: 'doubao-seedance-2-0-260128' });
    expect((await call('POST', '', other)).status).toBe(200);
    now += 40_000;
    expect((await call('POST', '', shot())).status).toBe(200);
  });

  it('of lists is one a second', async () => {
    const { call, client } = await startBench({ concurrency: 0, listsPerSecond: 1 });
    expect((await call('GET', '')).status).toBe(200);
    expect((await call('GET', '')).status).toBe(429);
    expect(await client.list()).toEqual([]);
  });
});

describe('list', () => {
  it('turns pages, newest first, and filters', async () => {
    let now = Date.UTC(2026, 10, 22);
    const { call, client } = await startBench({ concurrency: 0, now: () => now });
    const ids: string[] = [];
    for (let n = 0; n < 25; n++) {
      now += 1_000;
      const model = n < 5 ? 'doubao-seedance-2-0-260128' : 'doubao-seedance-2-0-fast-260128';
      ids.unshift((await client.create(shot({ model, safety_identifier: `tag-${n}` }))).id);
    }
    await client.remove(ids[0] ?? '');
    const all = await client.list({}, { pageSize: 7 });
    expect(all.map(({ id }) => id)).toEqual(ids);
    expect(all[1]?.safety_identifier).toBe('tag-23');

    const page = await call('GET', '?page_num=2&page_size=10');
    expect(page.json).toMatchObject({ total: 25, items: ids.slice(10, 20).map((id) => ({ id })) });
    expect(JSON.stringify(page.json)).not.toContain('林夏');
    expect((await call('GET', '')).json).toMatchObject({ total: 25, items: { length: 20 } });

    const count = async (query: string) => (await call('GET', `?${query}`)).json;
    expect(await count('filter.status=cancelled')).toMatchObject({ total: 1 });
    expect(await count('filter.model=doubao-seedance-2-0-260128')).toMatchObject({ total: 5 });
    expect(await count('filter.service_tier=flex')).toMatchObject({ total: 0 });
    expect(await count(`filter.task_ids=${ids[3]}&filter.task_ids=${ids[4]}`)).toMatchObject({
      total: 2,
    });
  });

  it.each(['page_num=0', 'page_num=501', 'page_size=501', 'page_size=x'])(
    'refuses %s',
    async (q) => {
      const { call } = await startBench({ concurrency: 0 });
      expect((await call('GET', `?${q}`)).status).toBe(400);
    },
  );
});

describe('the tag', () => {
  it('comes back nowhere where the settings say so', async () => {
    const { call } = await startBench({ concurrency: 0, tagEcho: 'nowhere' });
    const created = await call('POST', '', shot({ safety_identifier: 'tag' }));
    const got = await call('GET', `/${idOf(created.json)}`);
    const listed = await call('GET', '');
    expect(JSON.stringify([created.json, got.json, listed.json])).not.toContain('tag');
  });
});

describe('delete', () => {
  it('cancels what is queued, and refuses it the second time', async () => {
    const { call, client } = await startBench({ concurrency: 0 });
    const { id } = await client.create(shot());
    expect(await call('DELETE', `/${id}`)).toMatchObject({ status: 200, json: {} });
    expect((await client.get(id)).status).toBe('cancelled');
    expect((await call('DELETE', `/${id}`)).status).toBe(409);
  });

  it('refuses what is running', async () => {
    const { call, client } = await startBench({ latencySeconds: 60 });
    const { id } = await client.create(shot());
    await soon(async () => expect((await client.get(id)).status).toBe('running'));
    expect((await call('DELETE', `/${id}`)).status).toBe(409);
    expect((await client.get(id)).status).toBe('running');
    expect((await client.cancel(id)).status).toBe('running');
  });

  it('destroys the record of what is done, and not the bill', async () => {
    const { call, client, simulator } = await startBench();
    const { id } = await client.create(shot());
    await settledTask(client, id);
    expect((await call('DELETE', `/${id}`)).status).toBe(200);
    await expect(client.get(id)).rejects.toMatchObject({ status: 404 });
    expect(await client.list()).toEqual([]);
    expect(simulator.bill()).toMatchObject([{ id }]);
  });

  it('destroys the record of what failed or expired', async () => {
    const faults = [
      { kind: 'task-failed', times: 1 },
      { kind: 'task-expired', times: 1 },
    ] as const;
    const { call, client } = await startBench({ faults });
    for (const status of ['failed', 'expired']) {
      const { id } = await client.create(shot());
      expect((await settledTask(client, id)).status).toBe(status);
      expect((await call('DELETE', `/${id}`)).status).toBe(200);
      expect((await call('GET', `/${id}`)).status).toBe(404);
    }
  });
});

describe('a record', () => {
  it('lives for seven days', async () => {
    let now = Date.UTC(2026, 10, 22);
    const { client } = await startBench({ concurrency: 0, now: () => now });
    const { id } = await client.create(shot());
    await client.remove(id);
    now += 7 * 86_400_000 - 1;
    expect((await client.get(id)).status).toBe('cancelled');
    now += 1;
    await expect(client.get(id)).rejects.toMatchObject({ status: 404, handling: 'stop-shot' });
  });
});

describe('a failed task', () => {
  it('says why, costs nothing, and strikes the shot that was named', async () => {
    const { client, simulator } = await startBench({
      concurrency: 4,
      faults: [
        {
          kind: 'task-failed',
          shot: '到达.一',
          code: 'OutputVideoSensitiveContentDetected',
          times: 1,
        },
      ],
    });
    const other = await client.create(shot(), { shot: '到达.二' });
    const first = await client.create(shot(), { shot: '到达.一' });
    const again = await client.create(shot(), { shot: '到达.一' });
    const status = async ({ id }: { readonly id: string }) => settledTask(client, id);
    expect(await status(first)).toMatchObject({
      status: 'failed',
      error: { code: 'OutputVideoSensitiveContentDetected' },
    });
    expect((await status(other)).status).toBe('succeeded');
    expect((await status(again)).status).toBe('succeeded');
    expect(
      simulator
        .bill()
        .map(({ shot: name }) => name)
        .sort(),
    ).toEqual(['到达.一', '到达.二']);
  });
});

describe('a callback', () => {
  it('tells each change of status, with the body of get', async () => {
    const told: unknown[] = [];
    const listener = createServer((request, response) => {
      void request.toArray().then((pieces: Buffer[]) => {
        told.push(JSON.parse(Buffer.concat(pieces).toString()));
        response.end();
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void listener.close());
    const address = listener.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { client } = await startBench();
    const { id } = await client.create(shot({ callback_url: `http://127.0.0.1:${port}/told` }));
    await settledTask(client, id);
    await soon(() => expect(told).toHaveLength(3));
    expect(told).toMatchObject([
      { id, status: 'queued' },
      { id, status: 'running' },
      { id, status: 'succeeded', content: {}, usage: {} },
    ]);
  });
});

describe('a simulator that is stopped and started again on its folder', () => {
  it('knows its tasks, goes on with what ran, bills once, and its old links hold', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    const first = await startBench({ dir, apiKey: 'kept' });
    const done = await first.client.create(shot({ return_last_frame: true }));
    const task = await settledTask(first.client, done.id);
    const bill = first.simulator.bill();
    await first.simulator.close();

    const slow = await startBench({ dir, apiKey: 'kept', latencySeconds: 60, concurrency: 1 });
    const running = await slow.client.create(shot({ content: [text('二')] }));
    const queued = await slow.client.create(shot({ content: [text('三')] }));
    await soon(async () => expect((await slow.client.get(running.id)).status).toBe('running'));
    await slow.simulator.close();

    const port = Number(new URL(slow.simulator.url).port);
    const last = await startBench({ dir, apiKey: 'kept', port });
    expect(await last.client.get(done.id)).toMatchObject({
      status: 'succeeded',
      usage: task.usage,
    });
    for (const { id } of [running, queued]) {
      expect((await settledTask(last.client, id)).status).toBe('succeeded');
    }
    expect(last.simulator.bill().slice(0, 1)).toEqual(bill);
    expect(
      last.simulator
        .bill()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([done.id, running.id, queued.id].sort());
    const old = new URL(task.content?.video_url ?? '');
    old.port = String(port);
    expect((await fetch(old)).status).toBe(200);
  });
});

describe('the bill', () => {
  it('never says of what it has billed that it failed, though its disk takes nothing more', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    const { client, simulator } = await startBench({ dir, clips: 'reused', latencySeconds: 0.5 });
    const { id } = await client.create(shot());
    const file = join(dir, 'tasks', `${id}.json`);
    await soon(async () => expect(await readFile(file, 'utf8')).toContain('"running"'));
    await rm(join(dir, 'tasks'), { recursive: true });
    await soon(() => expect(simulator.bill()).toHaveLength(1));
    await soon(async () => expect((await client.get(id)).status).toBe('succeeded'));
  });

  it('survives a line that a crash has cut short, and bills its task once', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    const first = await startBench({ dir });
    const { id } = await first.client.create(shot());
    await settledTask(first.client, id);
    const bill = first.simulator.bill();
    await first.simulator.close();
    const [name = ''] = await readdir(join(dir, 'tasks'));
    const path = join(dir, 'tasks', name);
    // As it was a moment before: on the bill, and not yet marked as succeeded.
    await writeFile(path, (await readFile(path, 'utf8')).replace('"succeeded"', '"running"'));
    await appendFile(join(dir, 'bill.jsonl'), '{"version":1,"record":{"id":"cgt-tor');

    const second = await startBench({ dir });
    expect(await settledTask(second.client, id)).toMatchObject({
      status: 'succeeded',
    });
    const other = await second.client.create(shot());
    await settledTask(second.client, other.id);
    await second.simulator.close();
    const third = await startBench({ dir });
    expect(third.simulator.bill().map((entry) => entry.id)).toEqual([id, other.id]);
    expect(third.simulator.bill()[0]).toEqual(bill[0]);
  });

  it('can be read by whoever has the key', async () => {
    const simulator = await startSimulator();
    onTestFinished(() => simulator.close());
    const url = new URL('/simulator/bill', simulator.url);
    expect((await fetch(url)).status).toBe(401);
    const headers = { authorization: `Bearer ${simulator.apiKey}` };
    expect(await (await fetch(url, { headers })).json()).toEqual({ tasks: [] });
  });
});
