/**
 * The client of the Ark video-generation API. It knows requests and answers, not shots: when to
 * submit what, and what to do with an ambiguous create, is the renderer's business.
 *
 * The key lives in a closure. It is in no property, no error and no log, it is blotted out where the
 * service echoes it, and redirects are never followed, so it travels to one host alone.
 */
import type { z } from 'zod';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkedAddress, displayAddress, isLoopback } from './address.ts';
import { checkedKey } from './api-key.ts';
import { createAnswerReader, submissionOf } from './answers.ts';
import { ArkError } from './errors.ts';
import { defaultBackoff, withRetries, type Backoff, type Verdict } from './retry.ts';
import {
  createdSchema,
  pageSchema,
  taskSchema,
  type CreateRequest,
  type Created,
  type Task,
} from './schemas.ts';
import { BrokenAnswer, NoAnswer, createTransport, type Answer, type Call } from './transport.ts';

export interface ArkClientOptions {
  /** `regions[region].baseUrl` of the capability table, or an address of one's own; ends in /api/v3. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Milliseconds for a whole create, the upload of its references included. Default 300 000. */
  readonly createTimeoutMs?: number;
  /** Milliseconds for one try of a get, a list page or a delete. Default 30 000. */
  readonly readTimeoutMs?: number;
  /** Milliseconds to establish a connection. Default 15 000. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds between two requests of lists: about one a second is answered. Default 1 100. */
  readonly listIntervalMs?: number;
  readonly backoff?: Partial<Backoff>;
  /** From 0 up to 1; for tests. */
  readonly random?: () => number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface CreateOptions extends CallOptions {
  /** The shot's name, for a simulator's pictures. Sent to addresses on this machine alone. */
  readonly shot?: string;
  /**
   * Awaited when the connection stands and before the first byte of the request leaves; what is
   * written down here lies on the disk whenever the service may know of the task. Where it throws
   * nothing leaves, and `create` throws the same.
   */
  readonly beforeSending?: () => Promise<void>;
}

export interface ListFilter {
  readonly status?: string;
  readonly model?: string;
  readonly serviceTier?: string;
  readonly taskIds?: readonly string[];
}

export interface ListOptions extends CallOptions {
  /** 1–500; default 100. */
  readonly pageSize?: number;
}

export interface ArkClient {
  /** For messages; holds no key. */
  readonly baseUrl: string;
  /**
   * Submits a task; sent at most once. Every error is an `ArkError` whose `submission` says how far
   * it came; `ambiguous` must be looked up with `list` before anything like it is sent again.
   */
  create(request: CreateRequest, options?: CreateOptions): Promise<Created>;
  /** One task, as it is now. Repeated freely. */
  get(id: string, options?: CallOptions): Promise<Task>;
  /** All tasks of the last seven days that fit, all pages. Items carry no prompt. Repeated freely. */
  list(filter?: ListFilter, options?: ListOptions): Promise<readonly Task[]>;
  /**
   * Cancels the task if it is queued when looked at, and otherwise sends nothing; answers with the
   * state it then has. A running task cannot be stopped.
   */
  cancel(id: string, options?: CallOptions): Promise<Task>;
  /**
   * Sends DELETE, once: a queued task is cancelled, **the record of a settled one is destroyed**
   * with the link to its clip, a running or cancelled one is refused. The caller cannot choose.
   */
  remove(id: string, options?: CallOptions): Promise<void>;
  /** Ends idle connections; calls under way fail. */
  close(): Promise<void>;
}

const maxAnswerBytes = 64_000_000;
const maxPages = 500;

export function createArkClient(options: ArkClientOptions): ArkClient {
  const base = checkedAddress(options.baseUrl, 'The address of the service');
  const tasksUrl = new URL(
    `${base.pathname.replace(/\/+$/u, '')}/contents/generations/tasks`,
    base,
  );
  const key = checkedKey(options.apiKey);
  const random = options.random ?? Math.random;
  const backoff = { ...defaultBackoff, ...options.backoff };
  const readTimeoutMs = options.readTimeoutMs ?? 30_000;
  const listIntervalMs = options.listIntervalMs ?? 1_100;
  const transport = createTransport({
    connectTimeoutMs: options.connectTimeoutMs ?? 15_000,
    maxAnswerBytes,
  });
  const headers = { authorization: `Bearer ${key}`, accept: 'application/json' };
  const answers = createAnswerReader(base, key);
  let nextListAt = 0;

  async function create(request: CreateRequest, more: CreateOptions = {}): Promise<Created> {
    const timeoutMs = options.createTimeoutMs ?? 300_000;
    const call: Call = {
      method: 'POST',
      url: tasksUrl,
      headers: {
        ...headers,
        'content-type': 'application/json',
        ...(more.shot !== undefined && isLoopback(base)
          ? { 'x-scenewright-shot': encodeURIComponent(more.shot) }
          : {}),
      },
      body: JSON.stringify(request),
      signal: within(timeoutMs, more.signal),
      beforeSending: more.beforeSending,
    };
    let answer: Answer;
    try {
      answer = await transport.writeOnce(call);
    } catch (error) {
      if (!(error instanceof NoAnswer) && !(error instanceof BrokenAnswer)) throw error;
      throw answers.createWithoutAnswer(error, more.signal);
    }
    if (answer.status < 200 || answer.status > 299)
      throw answers.refusal(answer, submissionOf(answer.status));
    return answers.readable(createdSchema, answer, 'ambiguous');
  }

  function get(id: string, more: CallOptions = {}): Promise<Task> {
    return read(taskUrl(id), taskSchema, more.signal);
  }

  async function list(filter: ListFilter = {}, more: ListOptions = {}): Promise<readonly Task[]> {
    const pageSize = more.pageSize ?? 100;
    // By id: tasks that are created while we turn pages push older ones onto the next page again.
    const found = new Map<string, Task>();
    for (let page = 1; page <= maxPages; page++) {
      await listTurn(more.signal);
      const { items, total } = await read(pageUrl(filter, page, pageSize), pageSchema, more.signal);
      const before = found.size;
      for (const task of items) found.set(task.id, task);
      // `total` alone ends nothing: what a count that is too small hid would be paid for again.
      const isLast = total !== undefined && found.size >= total && items.length < pageSize;
      if (isLast || found.size === before) return [...found.values()];
    }
    throw answers.unreadableAnswer(`a list of more than ${maxPages} pages`, undefined);
  }

  async function cancel(id: string, more: CallOptions = {}): Promise<Task> {
    const task = await get(id, more);
    if (task.status !== 'queued') return task;
    try {
      await remove(id, more);
    } catch (error) {
      // It began to run in between, or the answer was lost: what it is now tells.
      if (!(error instanceof ArkError) || error.handling === 'stop-run') throw error;
    }
    return get(id, more);
  }

  async function remove(id: string, more: CallOptions = {}): Promise<void> {
    const call: Call = {
      method: 'DELETE',
      url: taskUrl(id),
      headers,
      signal: within(readTimeoutMs, more.signal),
    };
    let answer: Answer;
    try {
      answer = await transport.writeOnce(call);
    } catch (error) {
      more.signal?.throwIfAborted();
      throw answers.noAnswer(error);
    }
    if (answer.status < 200 || answer.status > 299) throw answers.refusal(answer, undefined);
  }

  /** A GET with retries, its answer read by `schema`. */
  function read<S extends z.ZodType>(
    url: URL,
    schema: S,
    signal: AbortSignal | undefined,
  ): Promise<z.infer<S>> {
    async function attempt(): Promise<z.infer<S>> {
      signal?.throwIfAborted();
      let answer: Answer;
      try {
        answer = await transport.read({
          method: 'GET',
          url,
          headers,
          signal: within(readTimeoutMs, signal),
        });
      } catch (error) {
        signal?.throwIfAborted();
        throw answers.noAnswer(error);
      }
      if (answer.status < 200 || answer.status > 299) throw answers.refusal(answer, undefined);
      return answers.readable(schema, answer, undefined);
    }
    return withRetries(attempt, { backoff, random, signal, judge });
  }

  async function listTurn(signal: AbortSignal | undefined): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, nextListAt);
    nextListAt = at + listIntervalMs;
    if (at > now) await sleep(at - now, undefined, signal === undefined ? {} : { signal });
  }

  function taskUrl(id: string): URL {
    return new URL(`${tasksUrl.pathname}/${encodeURIComponent(id)}`, tasksUrl);
  }

  function pageUrl(filter: ListFilter, page: number, pageSize: number): URL {
    const url = new URL(tasksUrl);
    url.searchParams.set('page_num', String(page));
    url.searchParams.set('page_size', String(pageSize));
    if (filter.status !== undefined) url.searchParams.set('filter.status', filter.status);
    if (filter.model !== undefined) url.searchParams.set('filter.model', filter.model);
    if (filter.serviceTier !== undefined) {
      url.searchParams.set('filter.service_tier', filter.serviceTier);
    }
    for (const id of filter.taskIds ?? []) url.searchParams.append('filter.task_ids', id);
    return url;
  }

  return {
    baseUrl: displayAddress(base),
    create,
    get,
    list,
    cancel,
    remove,
    close: () => transport.close(),
  };
}

function judge(error: unknown): Verdict {
  if (!(error instanceof ArkError)) return { again: false };
  const passing = error.handling === 'retry' || error.handling === 'wait';
  return { again: passing, retryAfterMs: error.retryAfterMs };
}

function within(timeoutMs: number, signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}
