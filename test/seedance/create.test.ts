import { expect, it, describe, onTestFinished } from 'vitest';
import { createArkClient, type ArkClient } from '../../src/seedance/client.ts';
import { ArkError } from '../../src/seedance/errors.ts';
import { deadOrigin, reply, scriptedServer, type Script } from './support/scripted-server.ts';

const request = { model: 'doubao-seedance-2-0-260128', content: [{ type: 'text', text: '雨' }] };

function clientOf(origin: string, createTimeoutMs = 30_000): ArkClient {
  const client = createArkClient({
    baseUrl: `${origin}/api/v3`,
    apiKey: 'key-of-a-test',
    createTimeoutMs,
  });
  onTestFinished(() => client.close());
  return client;
}

async function failureOf(work: Promise<unknown>): Promise<ArkError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ArkError) return error;
  throw new Error(`expected an ArkError, got ${String(error)}`);
}

const refusal = (code: string) => ({ error: { code, message: 'no', param: '', type: '' } });

/** What a create's end means. Each script sees exactly one request, whatever it does with it. */
const ends: readonly [
  name: string,
  script: Script,
  meaning: { submission: string; handling: string; reason: string },
][] = [
  [
    'cut off without an answer',
    (socket) => socket.destroy(),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'closed politely without an answer',
    (socket) => socket.end(),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'reset',
    (socket) => socket.resetAndDestroy(),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'cut off in the headers',
    (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'cut off in the body of an acceptance',
    (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{"id":"cgt-'),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'cut off in the body of a refusal',
    (socket) => socket.end('HTTP/1.1 400 Bad\r\ncontent-length: 90\r\n\r\n{"error":'),
    { submission: 'answered', handling: 'stop-shot', reason: 'service-refused' },
  ],
  [
    'no answer in time',
    () => undefined,
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'accepted in a way that nobody can read',
    (socket) => reply(socket, 200, '<html>'),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'accepted without an id',
    (socket) => reply(socket, 200, { status: 'queued' }),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'a fault of the service',
    (socket) => reply(socket, 500, refusal('InternalServiceError')),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'a gateway that gave up',
    (socket) => reply(socket, 504, '<html>504</html>'),
    { submission: 'ambiguous', handling: 'stop-shot', reason: 'submission-ambiguous' },
  ],
  [
    'too many requests',
    (socket) => reply(socket, 429, refusal('RequestBurstTooFast'), { 'retry-after': '7' }),
    { submission: 'answered', handling: 'wait', reason: 'service-unavailable' },
  ],
  [
    'a real face',
    (socket) =>
      reply(socket, 400, refusal('InputImageSensitiveContentDetected.PrivacyInformation')),
    { submission: 'answered', handling: 'stop-shot', reason: 'service-refused' },
  ],
  [
    'a wrong key',
    (socket) => reply(socket, 401, refusal('AuthenticationError')),
    { submission: 'answered', handling: 'stop-run', reason: 'key-refused' },
  ],
  [
    'a redirect, which is not followed',
    (socket) => reply(socket, 307, '', { location: 'http://127.0.0.1:9/elsewhere' }),
    { submission: 'answered', handling: 'stop-run', reason: 'configuration' },
  ],
];

describe('a create that did not end well', () => {
  it.each(ends)('%s', async (name, script, meaning) => {
    const server = await scriptedServer(script);
    const timeoutMs = name === 'no answer in time' ? 800 : 30_000;
    const error = await failureOf(clientOf(server.origin, timeoutMs).create(request));
    expect({
      submission: error.submission,
      handling: error.handling,
      reason: error.reason,
    }).toEqual(meaning);
    expect(server.received).toHaveLength(1);
  });

  it('never left where nothing listens', async () => {
    const error = await failureOf(clientOf(await deadOrigin()).create(request));
    expect(error).toMatchObject({ submission: 'never-left', reason: 'service-unavailable' });
  });

  it('never left where the host is unknown', async () => {
    const error = await failureOf(clientOf('https://no-such-host.invalid').create(request));
    expect(error).toMatchObject({ submission: 'never-left', reason: 'service-unavailable' });
  });

  it('says how long the service asks to wait', async () => {
    const server = await scriptedServer((socket) =>
      reply(socket, 429, refusal('ServerOverloaded'), { 'retry-after': '7' }),
    );
    const error = await failureOf(clientOf(server.origin).create(request));
    expect(error.retryAfterMs).toBe(7_000);
  });

  it('is ambiguous where the writer interrupts it once it has left', async () => {
    const stop = new AbortController();
    const server = await scriptedServer(() => stop.abort(new Error('Ctrl-C')));
    const create = clientOf(server.origin).create(request, { signal: stop.signal });
    expect(await failureOf(create)).toMatchObject({ submission: 'ambiguous' });
  });

  it('never left where the writer interrupted it before', async () => {
    const server = await scriptedServer((socket) => reply(socket, 200, { id: 'cgt-1' }));
    const signal = AbortSignal.abort(new Error('Ctrl-C'));
    const error = await failureOf(clientOf(server.origin).create(request, { signal }));
    expect(error).toMatchObject({ submission: 'never-left', reason: 'interrupted' });
    expect(server.received).toHaveLength(0);
  });
});

describe('a create', () => {
  it('sends the request as it is, once, on a connection of its own', async () => {
    const server = await scriptedServer((socket) => reply(socket, 200, { id: 'cgt-1' }));
    const client = clientOf(server.origin);
    const body = { ...request, duration: -1, nobody_knows: { this: ['field'] } };
    expect(await client.create(body)).toMatchObject({ id: 'cgt-1' });
    const [first] = server.received;
    expect(JSON.parse(first?.body ?? '')).toEqual(body);
    expect(first?.head).toMatch(/^POST \/api\/v3\/contents\/generations\/tasks HTTP\/1\.1/u);
    expect(first?.head).toMatch(/^authorization: Bearer key-of-a-test$/imu);
    expect(first?.head).toMatch(/^connection: close$/imu);
  });

  it('tells a simulator the name of the shot', async () => {
    const server = await scriptedServer((socket) => reply(socket, 200, { id: 'cgt-1' }));
    await clientOf(server.origin).create(request, { shot: '到达.一' });
    expect(server.received[0]?.head).toContain(
      `x-scenewright-shot: ${encodeURIComponent('到达.一')}`,
    );
  });
});
