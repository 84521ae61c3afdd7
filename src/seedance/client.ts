/**
 * The client of the Ark video-generation API. It knows requests and answers, not shots: when to
 * submit what, and what to do with an ambiguous create, is the renderer's business.
 *
 * The key lives in a closure. It is in no property, no error and no log, it is blotted out where the
 * service echoes it, and redirects are never followed, so it travels to one host alone.
 */
import type { z } from 'zod';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import { checkedAddress, displayAddress, isLoopback } from './address.ts';
import { ArkError, ruleFor, worded, type Submission } from './errors.ts';
import { defaultBackoff, retryAfterMs, withRetries, type Backoff } from './retry.ts';
import {
  createdSchema,
  pageSchema,
  refusalSchema,
  taskSchema,
  type CreateRequest,
  type Created,
  type ServiceError,
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
    };
    let answer: Answer;
    try {
      answer = await transport.writeOnce(call);
    } catch (error) {
      throw createWithoutAnswer(error, more.signal);
    }
    if (answer.status < 200 || answer.status > 299)
      throw refusal(answer, submissionOf(answer.status));
    return readable(createdSchema, answer, 'ambiguous');
  }

  function get(id: string, more: CallOptions = {}): Promise<Task> {
    return read(taskUrl(id), taskSchema, more.signal);
  }

  async function list(filter: ListFilter = {}, more: ListOptions = {}): Promise<readonly Task[]> {
    const pageSize = more.pageSize ?? 100;
    // By id: tasks that are created while we turn pages push older ones onto the next page again.
    const found = new Map<string, Task>();
    let seen = 0;
    for (let page = 1; page <= maxPages; page++) {
      await listTurn(more.signal);
      const { items, total } = await read(pageUrl(filter, page, pageSize), pageSchema, more.signal);
      for (const item of items) {
        const task = taskSchema.safeParse(item);
        if (!task.success) throw unreadableAnswer('an item of its list of tasks', undefined);
        found.set(task.data.id, task.data);
      }
      seen += items.length;
      if (items.length === 0 || (total === undefined ? items.length < pageSize : seen >= total)) {
        return [...found.values()];
      }
    }
    throw unreadableAnswer(`a list of more than ${maxPages} pages`, undefined);
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
      throw noAnswer(error);
    }
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, undefined);
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
        throw noAnswer(error);
      }
      if (answer.status < 200 || answer.status > 299) throw refusal(answer, undefined);
      return readable(schema, answer, undefined);
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

  function refusal(answer: Answer, submission: Submission | undefined): ArkError {
    const error = errorOf(answer);
    const rule = ruleFor({ status: answer.status, code: error?.code, message: error?.message });
    const ambiguous = submission === 'ambiguous';
    return new ArkError(
      ambiguous ? 'submission-ambiguous' : rule.reason,
      ambiguous
        ? worded(`${ambiguousSentence} The service answered with HTTP ${answer.status}.`, error)
        : worded(rule.sentence, error ?? { message: `HTTP ${answer.status}` }),
      {
        handling: ambiguous ? 'stop-shot' : rule.handling,
        submission,
        status: answer.status,
        code: error?.code,
        param: error?.param,
        retryAfterMs: retryAfterMs(answer.headers['retry-after'], Date.now()),
        hint: ambiguous ? ambiguousHint : rule.hint,
      },
    );
  }

  function createWithoutAnswer(error: unknown, signal: AbortSignal | undefined): ArkError {
    // A refusal is one by its status line alone; only its words are lost.
    if (error instanceof BrokenAnswer && submissionOf(error.status) === 'answered') {
      return refusal({ status: error.status, headers: {}, body: '' }, 'answered');
    }
    if (error instanceof NoAnswer && !error.left) {
      if (signal?.aborted === true) {
        return new ArkError('interrupted', 'Interrupted before the task was submitted.', {
          handling: 'retry',
          submission: 'never-left',
          cause: signal.reason,
        });
      }
      return unreachable(error, 'never-left');
    }
    return new ArkError('submission-ambiguous', `${ambiguousSentence} ${endOf(error)}`, {
      handling: 'stop-shot',
      submission: 'ambiguous',
      status: error instanceof BrokenAnswer ? error.status : undefined,
      hint: ambiguousHint,
      cause: error,
    });
  }

  function noAnswer(error: unknown): ArkError {
    if (error instanceof NoAnswer || error instanceof BrokenAnswer) {
      return unreachable(error, undefined);
    }
    throw error;
  }

  function unreachable(error: Error, submission: Submission | undefined): ArkError {
    return new ArkError(
      'service-unavailable',
      `The service at ${displayAddress(base)} cannot be reached. ${endOf(error)}`,
      {
        handling: 'retry',
        submission,
        hint: 'Check the connection and the address of the service, then try again.',
        cause: error,
      },
    );
  }

  function unreadableAnswer(what: string, submission: Submission | undefined): ArkError {
    const ambiguous = submission === 'ambiguous';
    return new ArkError(
      ambiguous ? 'submission-ambiguous' : 'service-unavailable',
      ambiguous
        ? `${ambiguousSentence} Its answer could not be read.`
        : `The service answered with something that could not be read: ${what}.`,
      {
        handling: ambiguous ? 'stop-shot' : 'retry',
        submission,
        hint: ambiguous ? ambiguousHint : 'Check that the address is that of the service.',
      },
    );
  }

  function readable<S extends z.ZodType>(
    schema: S,
    answer: Answer,
    submission: Submission | undefined,
  ): z.infer<S> {
    const parsed = schema.safeParse(jsonOf(answer.body));
    if (!parsed.success) throw unreadableAnswer(`HTTP ${answer.status}`, submission);
    return parsed.data;
  }

  /** The envelope of a refusal, with the key blotted out; undefined for anything else. */
  function errorOf(answer: Answer): ServiceError | undefined {
    const parsed = refusalSchema.safeParse(jsonOf(answer.body.replaceAll(key, '[key]')));
    return parsed.success ? parsed.data.error : undefined;
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

const ambiguousSentence =
  'It is not known whether the service accepted this task; it may be running and be billed.';
const ambiguousHint = 'It is never sent again blindly. Settle it with: scene reconcile';

/** After a 5xx or a 408 at a create nobody knows; any other answer is a decision. */
function submissionOf(status: number): Submission {
  return status >= 500 || status === 408 || (status >= 200 && status <= 299)
    ? 'ambiguous'
    : 'answered';
}

function judge(error: unknown): { readonly again: boolean; readonly retryAfterMs?: number } {
  if (!(error instanceof ArkError)) return { again: false };
  return {
    again: error.handling === 'retry' || error.handling === 'wait',
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  };
}

function within(timeoutMs: number, signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}

/** One sentence on how a connection ended, without addresses or headers. */
function endOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return 'No answer came in time.';
  }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return code === undefined ? 'The connection ended.' : `The connection ended (${code}).`;
}

/** undefined for what is no JSON: gateways answer with pages of HTML. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function checkedKey(apiKey: string): string {
  if (!/^[\x21-\x7e]+$/u.test(apiKey)) {
    throw new Failure(
      'configuration',
      apiKey === ''
        ? 'There is no key for the service.'
        : 'The key of the service holds blanks, line breaks or characters that no key has.',
      { hint: 'Set ARK_API_KEY, or name a file that holds the key in ARK_API_KEY_FILE.' },
    );
  }
  return apiKey;
}
