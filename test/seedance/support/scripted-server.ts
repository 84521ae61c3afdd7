/**
 * A server that does what a test says, byte by byte: for connections that break at a given point,
 * no HTTP library will do.
 */
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  /** The request line and the headers, as they came. */
  readonly head: string;
  readonly body: string;
}

/** Writes to and ends the connection as it likes; called once a whole request has come. */
export type Script = (socket: Socket, request: Received, nth: number) => void;

export interface ScriptedServer {
  readonly origin: string;
  /** Every request that arrived whole, in order. */
  readonly received: readonly Received[];
}

/** Closed when the test ends. */
export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let buffered = '';
    socket.on('data', (piece) => {
      buffered += piece.toString('utf8');
      const end = buffered.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = buffered.slice(0, end);
      const length = Number(/content-length: (\d+)/iu.exec(head)?.[1] ?? 0);
      const body = buffered.slice(end + 4);
      if (Buffer.byteLength(body) < length) return;
      buffered = '';
      const request = { head, body };
      received.push(request);
      script(socket, request, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return { origin: `http://127.0.0.1:${address.port}`, received };
}

/** A whole answer, after which the connection is closed. */
export function reply(
  socket: Socket,
  status: number,
  body: string | object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const lines = Object.entries({
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} Whatever\r\n${lines.join('\r\n')}\r\n\r\n${text}`);
}

/** An origin on which nothing listens. */
export async function deadOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}

/** Writes `text` and, once it has surely been read, cuts the connection. */
export function writeAndCut(socket: Socket, text: string): void {
  socket.write(text, () => {
    setTimeout(() => socket.destroy(), 30);
  });
}
