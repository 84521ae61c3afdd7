import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createArkClient,
  type ArkClient,
  type ArkClientOptions,
} from '../../src/seedance/client.ts';
import { isSettled, taskSchema } from '../../src/seedance/schemas.ts';
import { reply, scriptedServer } from './support/scripted-server.ts';

function clientOf(origin: string, options: Partial<ArkClientOptions> = {}): ArkClient {
  const client = createArkClient({
    baseUrl: `${origin}/api/v3`,
    apiKey: 'key-of-a-test',
    listIntervalMs: 0,
    backoff: { baseMs: 1, capMs: 2 },
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

const refusal = (code: string) => ({ error: { code, message: 'no', param: '', type: '' } });

describe('get', () => {
  it('is repeated after faults, cuts and 429 until it is answered', async () => {
    const server = await scriptedServer((socket, _request, nth) => {
      if (nth === 1) socket.destroy();
      else if (nth === 2) reply(socket, 500, refusal('InternalServiceError'));
      else if (nth === 3) reply(socket, 502, '<html>');
      else if (nth === 4) reply(socket, 429, refusal('ServerOverloaded'), { 'retry-after': '0' });
      else if (nth === 5) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{"id":');
      else reply(socket, 200, { id: 'cgt-1', status: 'running' });
    });
    expect(await clientOf(server.origin).get('cgt-1')).toMatchObject({ status: 'running' });
    expect(server.received).toHaveLength(6);
  });

  it.each([
    [404, 'NotFound.Task', 'stop-shot'],
    [401, 'AuthenticationError', 'stop-run'],
    [429, 'SetLimitExceeded', 'stop-run'],
  ])('is not repeated after HTTP %i %s', async (status, code, handling) => {
    const server = await scriptedServer((socket) => reply(socket, status, refusal(code)));
    await expect(clientOf(server.origin).get('cgt-1')).rejects.toMatchObject({ handling, code });
    expect(server.received).toHaveLength(1);
  });

  it('gives up after the tries it is given', async () => {
    const server = await scriptedServer((socket) => socket.destroy());
    const client = clientOf(server.origin, { backoff: { baseMs: 1, capMs: 1, tries: 3 } });
    await expect(client.get('cgt-1')).rejects.toMatchObject({ reason: 'service-unavailable' });
    expect(server.received).toHaveLength(3);
  });

  it('gives up at once where the service asks for longer than the bound', async () => {
    const server = await scriptedServer((socket) =>
      reply(socket, 429, refusal('RateLimitExceeded'), { 'retry-after': '600' }),
    );
    const client = clientOf(server.origin, { backoff: { withinMs: 5_000 } });
    await expect(client.get('cgt-1')).rejects.toMatchObject({ retryAfterMs: 600_000 });
    expect(server.received).toHaveLength(1);
  });

  it('ends with the reason of the signal', async () => {
    const stop = new AbortController();
    const server = await scriptedServer(() => stop.abort(new Error('Ctrl-C')));
    const work = clientOf(server.origin).get('cgt-1', { signal: stop.signal });
    await expect(work).rejects.toThrow('Ctrl-C');
  });

  it('names the task in the path, whatever its id', async () => {
    const server = await scriptedServer((socket) => reply(socket, 200, { id: 'x', status: 'new' }));
    await clientOf(server.origin).get('../secrets?x=1');
    expect(server.received[0]?.head).toContain('/tasks/..%2Fsecrets%3Fx%3D1 HTTP');
  });
});

describe('a task', () => {
  it('is settled in the four documented ways alone', () => {
    const settled = [
      'queued',
      'running',
      'succeeded',
      'failed',
      'cancelled',
      'expired',
      'Succeeded',
    ];
    expect(settled.filter(isSettled)).toEqual(['succeeded', 'failed', 'cancelled', 'expired']);
  });

  it('is read whatever stands beside its id and status', () => {
    const anything = fc.dictionary(
      fc.oneof(
        fc.string(),
        fc.constantFrom('error', 'content', 'usage', 'seed', 'duration', 'created_at', 'model'),
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(anything, (extra) => {
        const task = taskSchema.parse({ ...extra, id: 'cgt-1', status: 'succeeded' });
        expect(task).toMatchObject({ id: 'cgt-1', status: 'succeeded' });
      }),
    );
  });

  it('keeps fields that no document names', () => {
    const task = taskSchema.parse({ id: 'a', status: 'b', error: null, tomorrow: [1] });
    expect(task['tomorrow']).toEqual([1]);
    expect(task.error).toBeUndefined();
  });
});

describe('list', () => {
  it('turns all pages, sends every filter, and gives each task once', async () => {
    const ids = ['c', 'b', 'a'];
    const server = await scriptedServer((socket, request) => {
      const page = Number(/page_num=(\d+)/u.exec(request.head)?.[1]);
      // A task is created between the first page and the second, and pushes `b` onto both.
      const shown = page === 1 ? ids.slice(0, 2) : ids.slice(1, 3);
      reply(socket, 200, { total: 4, items: shown.map((id) => ({ id, status: 'queued' })) });
    });
    const tasks = await clientOf(server.origin).list(
      { status: 'queued', model: 'm', serviceTier: 'default', taskIds: ['a', 'b'] },
      { pageSize: 2 },
    );
    expect(tasks.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    // The third page brings nothing new, and is the last.
    expect(server.received).toHaveLength(3);
    expect(server.received[0]?.head).toContain(
      '?page_num=1&page_size=2&filter.status=queued&filter.model=m&filter.service_tier=default' +
        '&filter.task_ids=a&filter.task_ids=b ',
    );
  });

  it.each([
    ['counts too few', () => 1],
    ['counts none', () => undefined],
    ['counts the page alone', (shown: number) => shown],
  ])('turns all pages where the service %s', async (_, total) => {
    const ids = ['e', 'd', 'c', 'b', 'a'];
    const server = await scriptedServer((socket, request) => {
      const page = Number(/page_num=(\d+)/u.exec(request.head)?.[1]);
      const items = ids.slice((page - 1) * 2, page * 2).map((id) => ({ id, status: 'queued' }));
      reply(socket, 200, { total: total(items.length), items });
    });
    const tasks = await clientOf(server.origin).list({}, { pageSize: 2 });
    expect(tasks.map(({ id }) => id)).toEqual(ids);
  });

  it('fails rather than pass over an item that it cannot read', async () => {
    const server = await scriptedServer((socket) =>
      reply(socket, 200, { total: 1, items: [{ status: 'queued' }] }),
    );
    await expect(clientOf(server.origin).list()).rejects.toMatchObject({
      reason: 'service-unavailable',
    });
  });
});

describe('cancel', () => {
  it('sends no DELETE to what is not queued', async () => {
    const server = await scriptedServer((socket) =>
      reply(socket, 200, { id: 'a', status: 'succeeded' }),
    );
    expect(await clientOf(server.origin).cancel('a')).toMatchObject({ status: 'succeeded' });
    expect(server.received.map(({ head }) => head.split(' ', 1)[0])).toEqual(['GET']);
  });

  it('says what became of a task that began in between', async () => {
    const server = await scriptedServer((socket, request, nth) => {
      if (request.head.startsWith('DELETE')) reply(socket, 409, refusal('InvalidAction'));
      else reply(socket, 200, { id: 'a', status: nth === 1 ? 'queued' : 'running' });
    });
    expect(await clientOf(server.origin).cancel('a')).toMatchObject({ status: 'running' });
  });
});

describe('a delete', () => {
  it('is sent once, however it ends: repeated, it could destroy a record', async () => {
    const server = await scriptedServer((socket) => socket.destroy());
    await expect(clientOf(server.origin).remove('a')).rejects.toMatchObject({
      reason: 'service-unavailable',
    });
    expect(server.received).toHaveLength(1);
  });
});
