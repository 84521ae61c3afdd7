/**
 * Fetches what was paid for. The bytes go to the caller's temporary path as they come, are hashed on
 * the way, counted against the length that was announced, and are on the disk when this resolves;
 * the caller probes and renames. What a connection that broke has brought is kept and taken up by
 * Range, within one call and by a later one alike: a file only ever grows at its end, and what lies
 * behind one task's link never changes. Only what was written before the machine was started is fetched
 * anew: a power cut leaves holes in it that nobody would see.
 *
 * A signed link is fetched as it came: with its query, by GET alone (a HEAD has another signature),
 * and without an Authorization header, which an object store would refuse.
 */
import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { uptime } from 'node:os';
import { Agent, request, type Dispatcher } from 'undici';
import { diskTrouble } from '../disk-trouble.ts';
import { Failure } from '../failure.ts';
import { checkedAddress, displayAddress } from './address.ts';
import { defaultBackoff, retryAfterMs, withRetries, type Backoff } from './retry.ts';

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds without a byte after which a try is given up. Default 30 000. */
  readonly idleTimeoutMs?: number;
  /** Milliseconds to establish a connection. Default 15 000. */
  readonly connectTimeoutMs?: number;
  /** Bytes beyond which the file is refused. Default 2 000 000 000. */
  readonly maxBytes?: number;
  readonly backoff?: Partial<Backoff>;
  /** Called as bytes arrive; `total` is undefined where no length was announced. */
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
  readonly random?: () => number;
}

export interface Downloaded {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly contentType: string | undefined;
}

/**
 * `link-expired`: ask get for a fresh link, if the record still lives. `refused`: the store does not
 * have it. `incomplete` and `unreachable`: what came is kept at the path, call again. `too-large`: see
 * `maxBytes`.
 */
export type DownloadProblem =
  'link-expired' | 'refused' | 'incomplete' | 'unreachable' | 'too-large';

export class DownloadError extends Failure {
  readonly problem: DownloadProblem;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    problem: DownloadProblem,
    message: string,
    details: {
      readonly status?: number;
      readonly retryAfterMs?: number | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super('service-unavailable', message, {
      hint: 'Run again: what is paid for is fetched first, and the link is asked for anew.',
      ...(details.cause === undefined ? {} : { cause: details.cause }),
    });
    this.problem = problem;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}

const maxRedirects = 5;
const maxHeldBytes = 4_000_000_000;

/** Streams what `address` holds to `path`, taking up what `path` already holds of it. */
export async function download(
  address: string,
  path: string,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  const { signal, idleTimeoutMs = 30_000 } = options;
  const agent = new Agent({
    connect: { timeout: options.connectTimeoutMs ?? 15_000 },
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    pipelining: 0,
  });
  const file = await written(path, () => open(path, 'a+'));
  try {
    const state = await takenUp(file, path);
    let bytesBefore = state.bytes;
    const contentType = await withRetries(() => fetchRest(address, file, state, agent, options), {
      backoff: { ...defaultBackoff, ...options.backoff },
      random: options.random ?? Math.random,
      signal,
      judge(error) {
        // A slow line may break often; what counts is whether bytes still come.
        const further = state.bytes > bytesBefore;
        bytesBefore = state.bytes;
        if (!(error instanceof DownloadError)) return { again: false };
        const passing = error.problem === 'incomplete' || error.problem === 'unreachable';
        return { again: passing, retryAfterMs: error.retryAfterMs, further };
      },
    });
    await written(path, () => file.sync());
    return { bytes: state.bytes, sha256: state.hash.digest('hex'), contentType };
  } finally {
    await file.close();
    await agent.destroy();
  }
}

/** What the file holds, and the hash of just that. */
interface State {
  readonly path: string;
  bytes: number;
  hash: Hash;
  /** Of the answer that the bytes came from; a later part must have the same. */
  etag: string | undefined;
}

async function takenUp(file: FileHandle, path: string): Promise<State> {
  const state: State = { path, bytes: 0, hash: createHash('sha256'), etag: undefined };
  const startedAtMs = Date.now() - uptime() * 1000;
  if ((await file.stat()).mtimeMs < startedAtMs) await beginAnew(file, state);
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
    if (!(chunk instanceof Uint8Array))
      throw new TypeError('a file gave something else than bytes');
    state.hash.update(chunk);
    state.bytes += chunk.byteLength;
  }
  return state;
}

async function fetchRest(
  address: string,
  file: FileHandle,
  state: State,
  agent: Agent,
  options: DownloadOptions,
): Promise<string | undefined> {
  const { signal, maxBytes = 2_000_000_000 } = options;
  const response = await answerFor(address, state, agent, signal);
  try {
    const total = await totalBytes(response, file, state);
    const where = 'The clip could not be fetched whole';
    if ((total ?? 0) > maxBytes) {
      throw new DownloadError('too-large', `What was to be fetched has ${total} bytes.`);
    }
    if (response.statusCode !== 416) {
      for await (const chunk of response.body) {
        if (!(chunk instanceof Uint8Array))
          throw new TypeError('a body gave something else than bytes');
        if (state.bytes + chunk.byteLength > Math.min(maxBytes, total ?? maxBytes)) {
          throw new DownloadError('too-large', 'More bytes came than were announced.');
        }
        await written(state.path, () => file.appendFile(chunk));
        state.hash.update(chunk);
        state.bytes += chunk.byteLength;
        options.onProgress?.(state.bytes, total);
      }
    }
    if (state.bytes === 0) throw new DownloadError('incomplete', `${where}: nothing came.`);
    if (total !== undefined && state.bytes !== total) {
      throw new DownloadError('incomplete', `${where}: ${state.bytes} of ${total} bytes came.`);
    }
    return headerOf(response, 'content-type');
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Failure || error instanceof TypeError) throw error;
    throw new DownloadError('incomplete', `The connection broke after ${state.bytes} bytes.`, {
      cause: error,
    });
  } finally {
    // A body that is not read to its end would hold its connection.
    response.body.on('error', () => undefined).destroy();
  }
}

async function answerFor(
  address: string,
  state: State,
  agent: Agent,
  signal: AbortSignal | undefined,
): Promise<Dispatcher.ResponseData> {
  let url = checkedAddress(address, 'The link to a clip');
  for (let redirects = 0; ; redirects++) {
    signal?.throwIfAborted();
    let response: Dispatcher.ResponseData;
    try {
      response = await request(url, {
        dispatcher: agent,
        method: 'GET',
        // undici 7 dies of an assertion that nobody can catch when a connection ends while its body is
        // held back (nodejs/undici#5360; mended in 8, which needs Node 22). So it is never held back:
        // what the disk has not taken yet waits in memory.
        highWaterMark: maxHeldBytes,
        headers: {
          'accept-encoding': 'identity',
          ...(state.bytes > 0 ? { range: `bytes=${state.bytes}-` } : {}),
          ...(state.bytes > 0 && state.etag !== undefined ? { 'if-range': state.etag } : {}),
        },
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw new DownloadError('unreachable', `Nothing answers at ${displayAddress(url)}.`, {
        cause: error,
      });
    }
    const { statusCode } = response;
    if (statusCode === 200 || statusCode === 206 || statusCode === 416) return response;
    await response.body.dump();
    const location = headerOf(response, 'location');
    if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
      if (redirects >= maxRedirects) throw refused(url, statusCode);
      // No header of ours is secret, so another host may be followed to; plain http may not.
      url = checkedAddress(new URL(location, url).href, 'The link to a clip');
      continue;
    }
    if (statusCode === 401 || statusCode === 403) {
      throw new DownloadError('link-expired', `The link to ${displayAddress(url)} has run out.`, {
        status: statusCode,
      });
    }
    if (statusCode === 429 || statusCode === 408 || statusCode >= 500) {
      throw new DownloadError('unreachable', `${url.host} answered with HTTP ${statusCode}.`, {
        status: statusCode,
        retryAfterMs: retryAfterMs(response.headers, Date.now()),
      });
    }
    throw refused(url, statusCode);
  }
}

function refused(url: URL, status: number): DownloadError {
  return new DownloadError('refused', `${displayAddress(url)} answered with HTTP ${status}.`, {
    status,
  });
}

/**
 * How many bytes the whole file has, as far as the answer says. Where the answer does not continue
 * what we hold (a store without Range, another object behind the link), we begin anew.
 */
async function totalBytes(
  response: Dispatcher.ResponseData,
  file: FileHandle,
  state: State,
): Promise<number | undefined> {
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/u.exec(
    headerOf(response, 'content-range') ?? '',
  );
  const total = range?.[2] === undefined || range[2] === '*' ? undefined : Number(range[2]);
  const etag = headerOf(response, 'etag');
  if (response.statusCode === 416) {
    if (total === state.bytes) return total;
    await beginAnew(file, state);
    throw new DownloadError('incomplete', 'What was fetched before does not belong to this link.');
  }
  if (response.statusCode === 206) {
    const continues = Number(range?.[1] ?? NaN) === state.bytes;
    const same = state.etag === undefined || etag === undefined || etag === state.etag;
    state.etag = etag;
    if (continues && same) return total;
    await beginAnew(file, state);
    throw new DownloadError('incomplete', 'What was fetched before does not belong to this link.');
  }
  await beginAnew(file, state);
  state.etag = etag;
  const length = headerOf(response, 'content-length');
  return length === undefined ? undefined : Number(length);
}

async function beginAnew(file: FileHandle, state: State): Promise<void> {
  await written(state.path, () => file.truncate(0));
  state.bytes = 0;
  state.hash = createHash('sha256');
  state.etag = undefined;
}

function headerOf(response: Dispatcher.ResponseData, name: string): string | undefined {
  const value = response.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

async function written<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await diskTrouble(path, work);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('disk-trouble', `cannot write ${path}: ${why}`, {
      hint: 'See that the folder is there and may be written, then run again.',
      cause,
    });
  }
}
