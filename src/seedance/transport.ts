/**
 * HTTP as the client needs it. Reading may be repeated and shares kept-alive connections. Writing
 * (a create, a delete) may not, and gets a connection of its own that carries it once.
 *
 * Why a connection of its own: on a kept-alive socket that the other side has just closed, nobody
 * can tell whether the request was read before the close, and undici itself puts a request back
 * into its queue after some ends of a socket. A client for one request, with `pipelining: 0` (it says
 * `Connection: close`) and a connector that gives out one socket and no second, can do neither.
 *
 * How "provably never left" is decided: by that connector. undici hands bytes of a request only to
 * a socket that the connector has given out, which happens after TCP and TLS are established. While
 * none was given out (no such host, connection refused, no route, bad certificate, connecting took
 * too long), not one byte of the request can have reached the service. The caller may write that down:
 * `beforeSending` is awaited between the two. From then on every end other
 * than a whole answer counts as "may have arrived", whatever the error says.
 */
import type { Socket } from 'node:net';
import { Agent, Client, buildConnector, request, type Dispatcher } from 'undici';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** No answer came; `left` says whether the request may have reached the service. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly left: boolean;

  constructor(left: boolean, cause: unknown) {
    super(left ? 'the connection ended before the answer' : 'no connection', { cause });
    this.left = left;
  }
}

/** The status line came, the body did not come whole. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
  readonly status: number;

  constructor(status: number, cause: unknown) {
    super('the answer broke off', { cause });
    this.status = status;
  }
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /**
   * Of `writeOnce`: awaited when the connection stands and before the first byte of the request is
   * given to it. Where it throws nothing leaves, and the call throws the same.
   */
  readonly beforeSending?: (() => Promise<void>) | undefined;
}

export interface Transport {
  /** On shared connections; the caller may repeat it. */
  read(call: Call): Promise<Answer>;
  /** On a connection of its own, sent at most once. */
  writeOnce(call: Call): Promise<Answer>;
  close(): Promise<void>;
}

export interface TransportOptions {
  readonly connectTimeoutMs: number;
  /** Bytes of an answer beyond which it is not read on. */
  readonly maxAnswerBytes: number;
}

export function createTransport(options: TransportOptions): Transport {
  // Time-outs as a whole are the caller's signal; undici's own, by parts, would cut long uploads.
  const common = {
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: options.maxAnswerBytes,
  };
  const connect = { timeout: options.connectTimeoutMs };
  const shared = new Agent({ ...common, connect, pipelining: 1, connections: 8 });

  return {
    read: (call) => exchange(call, shared, () => true),

    async writeOnce(call) {
      if (call.signal.aborted) throw new NoAnswer(false, call.signal.reason);
      let given = false;
      const connector = buildConnector(connect);
      const client = new Client(call.url.origin, {
        ...common,
        pipelining: 0,
        connect(target, done) {
          if (given) {
            done(new Error('the one connection for this request is used up'), null);
            return;
          }
          connector(target, (...result) => {
            if (result[0] !== null) {
              done(...result);
              return;
            }
            const socket = result[1];
            void whyNot(socket).then((trouble) => {
              if (trouble === undefined) {
                given = true;
                done(null, socket);
              } else {
                socket.destroy();
                done(trouble, null);
              }
            });
          });
        },
      });
      let refusal: { readonly error: unknown } | undefined;
      /** Why the request may not be given to a connection that stands; undefined where it may. */
      async function whyNot(socket: Socket): Promise<Error | undefined> {
        try {
          await call.beforeSending?.();
        } catch (error) {
          refusal = { error };
          return new Error('held back', { cause: error });
        }
        // Ended, by us or by the other side, while that is still harmless.
        if (call.signal.aborted) return new Error('interrupted');
        return socket.destroyed ? new Error('the connection ended') : undefined;
      }
      try {
        return await exchange(call, client, () => given);
      } catch (error) {
        throw refusal ? refusal.error : error;
      } finally {
        await client.destroy();
      }
    },

    close: () => shared.destroy(),
  };
}

async function exchange(call: Call, dispatcher: Dispatcher, left: () => boolean): Promise<Answer> {
  let response: Dispatcher.ResponseData;
  try {
    response = await request(call.url, {
      dispatcher,
      method: call.method,
      headers: call.headers,
      signal: call.signal,
      // Never held back, for the reason that is given where clips are fetched.
      highWaterMark: Number.MAX_SAFE_INTEGER,
      ...(call.body === undefined ? {} : { body: call.body }),
    });
  } catch (error) {
    throw new NoAnswer(left(), error);
  }
  try {
    return {
      status: response.statusCode,
      headers: response.headers,
      body: await response.body.text(),
    };
  } catch (error) {
    throw new BrokenAnswer(response.statusCode, error);
  }
}
