/** One request to the storage and what came of it, repeated where that is safe and worth it. */
import { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';
import { Failure } from '../failure.ts';
import { withRetries, type Backoff } from '../seedance/retry.ts';
import { failureOf, mayPass, type S3Refusal } from './s3-refusals.ts';

export interface S3Request {
  readonly method: 'GET' | 'PUT';
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: AsyncIterable<Uint8Array>;
}

export interface Answer extends S3Refusal {
  /** Length of the whole object, by `Content-Range` or else `Content-Length`. */
  readonly totalBytes: number | undefined;
}

/**
 * Sends what `make` makes, anew for each try: a signature grows old, and a body is read once.
 * @throws Failure `service-unavailable` where no try brought an answer of use, and what a body throws
 */
export type Exchange = (make: () => Promise<S3Request>, signal?: AbortSignal) => Promise<Answer>;

const backoff: Backoff = { baseMs: 300, capMs: 5_000, tries: 5, withinMs: 60_000 };

export function createExchange(dispatcher: Dispatcher, storage: string): Exchange {
  return (make, signal) =>
    withRetries(async () => once(await make(), dispatcher, storage, signal), {
      backoff,
      random: Math.random,
      signal,
      judge: (error) => ({
        again:
          error instanceof Failure && error.reason === 'service-unavailable' && !signal?.aborted,
      }),
    });
}

async function once(
  { method, address, headers, body }: S3Request,
  dispatcher: Dispatcher,
  storage: string,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  try {
    const response = await request(address, {
      dispatcher,
      method,
      headers: { ...headers },
      ...(body === undefined ? {} : { body: Readable.from(body, { objectMode: false }) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const answer = await answerOf(response);
    if (mayPass(answer)) throw failureOf(answer, storage);
    return answer;
  } catch (error) {
    if (error instanceof Failure || signal?.aborted) throw error;
    // undici's errors name codes and hosts, never the address: it may be a link.
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new Failure('service-unavailable', `${storage} cannot be reached${why}`, {
      hint: 'Nothing was bought. Look at publish.s3.endpoint in scenewright.json and at the network.',
    });
  }
}

async function answerOf({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Answer> {
  const total = /\/(\d+)$/u.exec(String(headers['content-range'] ?? ''))?.[1];
  const length = total ?? headers['content-length'];
  const totalBytes = typeof length === 'string' ? Number(length) : undefined;
  if (statusCode < 300) {
    // Of an object one byte was asked for; a storage that sends all of it is not listened to.
    await body.dump({ limit: 4_096 });
    return { status: statusCode, code: undefined, totalBytes };
  }
  return { status: statusCode, code: codeIn(await startOf(body)), totalBytes };
}

async function startOf(body: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const piece of body) {
    text += String(piece);
    if (text.length > 65_536) break;
  }
  return text;
}

function codeIn(xml: string): string | undefined {
  return /<Code>\s*([\w.]{1,100})\s*<\/Code>/u.exec(xml)?.[1];
}
