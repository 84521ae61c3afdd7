/**
 * A door before the simulator through which every call goes, links included, and which says something
 * else than the service where a test wants it to: byte for byte, before the service has heard of the
 * call or after.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulator } from '../../../src/seedance/simulator/server.ts';

export type CallKind = 'create' | 'get' | 'list' | 'delete' | 'download';

export interface Call {
  readonly kind: CallKind;
  /** `scene.shot`; empty of a list. */
  readonly shot: string;
  /** 1 for the first call of this kind for this shot. */
  readonly nth: number;
}

export interface Trouble {
  /** `before`: the service never hears of the call. */
  readonly when: 'before' | 'after';
  /**
   * What is written to the connection before it is closed, in turn: bytes as a latin1 string, or
   * milliseconds of silence. `body` is what the service said; empty where it never heard of the call.
   */
  readonly say: (body: string) => readonly (string | number)[];
}

export interface Front {
  /** For `ARK_BASE_URL`. */
  readonly url: string;
  readonly port: number;
  /** Calls of a kind that came, for one shot or for all. */
  calls(kind: CallKind, shot?: string): number;
  close(): Promise<void>;
}

export interface FrontOptions {
  readonly trouble: (call: Call) => Trouble | undefined;
  /** Default: any free one. */
  readonly port?: number;
  /** Milliseconds by which the clock that the answers carry is off. */
  readonly clockOffMs?: number;
}

export async function openFront(
  behind: Simulator,
  { trouble, port = 0, clockOffMs = 0 }: FrontOptions,
): Promise<Front> {
  const counts = new Map<string, number>();
  const origin = new URL(behind.url).origin;
  const server = createServer((request, response) => void answer(request, response.socket));
  const listening = await listen(server, port);
  const own = `http://127.0.0.1:${listening}`;

  async function answer(request: IncomingMessage, socket: Socket | null): Promise<void> {
    const body = await bodyOf(request);
    const call = count(request);
    const met = trouble(call);
    const said = met?.when === 'before' ? undefined : await pass(request, body);
    const bytes = met
      ? met.say(said?.body ?? '')
      : [whole(said?.status ?? 0, said?.body ?? '', said?.headers)];
    for (const part of bytes) {
      if (typeof part === 'number') await sleep(part);
      else socket?.write(part, 'latin1');
    }
    socket?.end();
  }

  function count(request: IncomingMessage): Call {
    const kind = kindOf(request);
    const shot = shotOf(kind, request);
    const key = `${kind} ${shot}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return { kind, shot, nth };
  }

  function shotOf(kind: CallKind, request: IncomingMessage): string {
    const header = request.headers['x-scenewright-shot'];
    if (kind === 'create') return decodeURIComponent(String(header ?? ''));
    const name = /\/([^/?]+?)(?:-last)?(?:\.\w+)?(?:\?|$)/u.exec(request.url ?? '')?.[1];
    return behind.tasks().find(({ id }) => id === name)?.shot ?? '';
  }

  async function pass(request: IncomingMessage, body: Buffer) {
    const passed = Object.entries(request.headers).filter(([name]) => !ofOneHop.has(name));
    const answered = await fetch(`${origin}${request.url ?? ''}`, {
      method: request.method ?? 'GET',
      headers: passed.map(([name, value]) => [name, String(value)]),
      ...(body.byteLength > 0 ? { body: new Uint8Array(body) } : {}),
      redirect: 'manual',
    });
    const said = Buffer.from(await answered.arrayBuffer()).toString('latin1');
    const kept = ['content-type', 'content-range', 'etag', 'retry-after'].flatMap((name) => {
      const value = answered.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const date = new Date(Date.now() + clockOffMs).toUTCString();
    return {
      status: answered.status,
      headers: { ...Object.fromEntries(kept), date },
      body: said.replaceAll(origin, own),
    };
  }

  return {
    url: `${own}${new URL(behind.url).pathname}`,
    port: listening,
    calls: (kind, shot) =>
      [...counts]
        .filter(([key]) => key.startsWith(`${kind} `) && (!shot || key === `${kind} ${shot}`))
        .reduce((sum, [, times]) => sum + times, 0),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A whole answer with its true length; headers that are given stand above the usual ones. */
export function whole(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const lines = Object.entries({
    'content-type': 'application/json',
    'content-length': String(body.length),
    connection: 'close',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n${body}`;
}

function kindOf({ method, url = '' }: IncomingMessage): CallKind {
  if (url.startsWith('/storage/')) return 'download';
  if (method === 'POST') return 'create';
  if (method === 'DELETE') return 'delete';
  return /\/tasks(?:\?|$)/u.test(url) ? 'list' : 'get';
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the front listens on no port'));
    });
  });
}

const ofOneHop: ReadonlySet<string> = new Set(['host', 'connection', 'content-length']);
