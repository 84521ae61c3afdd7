import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { regions } from '../../src/seedance/capabilities.ts';
import { createArkClient, type ArkClient } from '../../src/seedance/client.ts';
import { taskFailure } from '../../src/seedance/errors.ts';
import { deadOrigin, reply, scriptedServer, type Script } from './support/scripted-server.ts';

const key = 'ark-7f3c-do-not-show';
const request = { model: 'm', content: [] };

function clientOf(origin: string): ArkClient {
  const client = createArkClient({
    baseUrl: `${origin}/api/v3`,
    apiKey: key,
    backoff: { tries: 1 },
    createTimeoutMs: 300,
    readTimeoutMs: 300,
  });
  onTestFinished(() => client.close());
  return client;
}

/** Everything that anybody could print of a value. */
function shown(value: unknown): string {
  const whole = inspect(value, { depth: null, showHidden: true, getters: true });
  return [
    whole,
    String(value),
    JSON.stringify(value),
    value instanceof Error ? value.stack : '',
  ].join('\n');
}

const echo = { error: { code: 'AuthenticationError', message: `The key ${key} is wrong` } };
const scripts: readonly [string, Script][] = [
  ['a refusal that echoes it', (socket) => reply(socket, 401, echo)],
  ['a fault that echoes it', (socket) => reply(socket, 500, echo)],
  ['a page that echoes it', (socket) => reply(socket, 502, `<html>Bearer ${key}</html>`)],
  ['a redirect that echoes it', (socket) => reply(socket, 302, '', { location: `/?key=${key}` })],
  ['a broken connection', (socket) => socket.destroy()],
  ['silence', () => undefined],
];

describe('the key is not shown by', () => {
  it('the client', () => {
    expect(shown(clientOf('http://127.0.0.1:1'))).not.toContain(key);
  });

  it.each(scripts)('errors after %s', async (_name, script) => {
    const client = clientOf((await scriptedServer(script)).origin);
    const calls = [
      () => client.create(request),
      () => client.get('a'),
      () => client.list(),
      () => client.remove('a'),
    ];
    for (const call of calls) {
      const error: unknown = await call().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(shown(error)).not.toContain(key);
    }
  });

  it('errors where nothing listens', async () => {
    const error: unknown = await clientOf(await deadOrigin())
      .create(request)
      .catch((reason: unknown) => reason);
    expect(shown(error)).not.toContain(key);
  });

  it.each([`${key}\n`, `${key} x`, ''])('the refusal of a key that cannot be one: %j', (apiKey) => {
    const make = (): ArkClient =>
      createArkClient({ baseUrl: 'https://ark.example/api/v3', apiKey });
    expect(make).toThrow(/key/u);
    expect(make).not.toThrow(key);
  });
});

describe('the key does not travel', () => {
  it('where a redirect leads', async () => {
    const elsewhere = await scriptedServer((socket) =>
      reply(socket, 200, { id: 'x', status: 'y' }),
    );
    const server = await scriptedServer((socket) =>
      reply(socket, 307, '', { location: `${elsewhere.origin}/api/v3` }),
    );
    const client = clientOf(server.origin);
    await expect(client.get('a')).rejects.toMatchObject({ handling: 'stop-run' });
    await expect(client.create(request)).rejects.toMatchObject({ handling: 'stop-run' });
    expect(elsewhere.received).toHaveLength(0);
  });

  it.each([
    'http://ark.example/api/v3',
    'http://127.0.0.1.example/api/v3',
    'http://localhost.example/api/v3',
    'ftp://127.0.0.1/',
    'https://name:password@ark.example/api/v3',
    'ark.example',
  ])('to %s', (baseUrl) => {
    expect(() => createArkClient({ baseUrl, apiKey: key })).toThrow(
      expect.objectContaining({ reason: 'configuration' }),
    );
  });

  it.each(Object.values(regions))('unless it is asked to: $baseUrl', ({ baseUrl }) => {
    expect(createArkClient({ baseUrl, apiKey: key }).baseUrl).toBe(baseUrl);
  });

  it.each(['http://127.0.0.1:8080/api/v3', 'http://localhost/api/v3', 'http://[::1]/api/v3'])(
    'in plain http but to this machine: %s',
    (baseUrl) => {
      expect(createArkClient({ baseUrl, apiKey: key }).baseUrl).toBe(baseUrl);
    },
  );
});

it('says what the service said without the signed links that it quotes', () => {
  const link = 'https://media.storage.test/a.mp4?X-Amz-Credential=AKIA%2F1&X-Amz-Signature=0f';
  const { message } = taskFailure({
    id: 'cgt-1',
    status: 'failed',
    error: { code: 'InvalidVideoURL.Unreachable', message: `Could not fetch "${link}" twice` },
  });
  expect(message).toContain('Could not fetch "https://media.storage.test/a.mp4?…" twice');
});
