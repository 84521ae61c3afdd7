/**
 * What the service does with its four calls, without HTTP: accept or refuse, show, list, cancel or
 * delete. Every refusal is thrown as a `Refusal`.
 */
import { accountLimits } from '../capabilities.ts';
import { isSettled } from '../schemas.ts';
import { callBack } from './callback.ts';
import { planClip } from './clip-plan.ts';
import type { Faults } from './faults.ts';
import { createRateLimit } from './limits.ts';
import type { Links } from './links.ts';
import type { Settings } from './options.ts';
import { readOrder } from './order.ts';
import { Refusal, invalid } from './refusal.ts';
import { holdReferences } from './references.ts';
import type { Storage } from './storage.ts';
import type { TaskBook, TaskRecord } from './task-book.ts';
import { taskView } from './task-view.ts';
import { createWorker } from './worker.ts';

export interface Ark {
  /** `shot`: the name that the client gave, if it gave one. */
  create(body: unknown, shot: string | undefined): Promise<TaskRecord>;
  created(task: TaskRecord): object;
  get(id: string): Promise<object>;
  list(query: URLSearchParams): Promise<object>;
  remove(id: string): Promise<object>;
  /** The shot of a task, for faults; the id where nobody knows it. */
  shotOf(id: string): string;
  close(): Promise<void>;
}

export function createArk(parts: {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly book: TaskBook;
  readonly links: Links;
  readonly faults: Faults;
}): Ark {
  const { settings, storage, book, links, faults } = parts;
  const { now } = settings;
  const stop = new AbortController();
  const callbacks = new Set<Promise<void>>();
  const creates = createRateLimit({ most: settings.rpm, windowMs: 60_000, now });
  // Infinity says that no create is to be held back.
  const most4k = settings.rpm === Infinity ? Infinity : accountLimits.of4k.createsPerMinute;
  const creates4k = createRateLimit({ most: most4k, windowMs: 60_000, now });
  const lists = createRateLimit({ most: settings.listsPerSecond, windowMs: 1_000, now });
  const worker = createWorker({ book, storage, settings, faults, update });
  worker.look();

  async function update(task: TaskRecord, change: Partial<TaskRecord>): Promise<TaskRecord> {
    const next = { ...task, ...change, updatedAtMs: now() };
    await book.save(next);
    settings.onEvent({ type: 'task', id: next.id, shot: next.shot, status: next.status });
    announce(next);
    return next;
  }

  function announce(task: TaskRecord): void {
    const { callbackUrl } = task.order;
    if (callbackUrl === null) return;
    const call = callBack(callbackUrl, taskView(task, links, settings), stop.signal)
      .then((why) => {
        if (why !== undefined) settings.onEvent({ type: 'callback-failed', id: task.id, why });
      })
      .finally(() => callbacks.delete(call));
    callbacks.add(call);
  }

  async function create(body: unknown, shot: string | undefined): Promise<TaskRecord> {
    const order = readOrder(body, settings);
    const wait = (order.resolution === '4k' ? creates4k : creates).take(order.model);
    if (wait !== undefined) {
      throw new Refusal(
        429,
        'ModelAccountRpmRateLimitExceeded',
        `The requests per minute (RPM) limit of ${order.modelId} is exceeded.`,
        { retryAfterSeconds: wait },
      );
    }
    await sweep();
    if (
      [...book.records()].filter(({ status }) => status === 'queued').length >= settings.queueLimit
    ) {
      throw new Refusal(429, 'QuotaExceeded', 'Too many queued tasks in your account.');
    }
    const references = await holdReferences(order, {
      storage,
      assets: settings.assets,
      signal: stop.signal,
    });
    const at = now();
    const id = book.newId(at);
    const name = shot ?? id;
    // The same shot again is another take, and looks like one.
    const family = `${settings.seed}/${shot ?? order.text}/`;
    const nth = [...book.records()].filter((task) => task.seed.startsWith(family)).length;
    const seed = `${family}${nth}`;
    // What lies behind the references is kept as objects; their URLs may be megabytes of base64.
    const bare = { ...order, references: order.references.map((one) => ({ ...one, url: '' })) };
    const task: TaskRecord = {
      id,
      shot: name,
      status: 'queued',
      order: bare,
      references,
      plan: planClip(order, references, seed),
      seed,
      createdAtMs: at,
      updatedAtMs: at,
      error: null,
      made: null,
    };
    const saved = await update(task, {});
    worker.look();
    return saved;
  }

  /** Drops what has waited too long, and forgets records whose days are over. */
  async function sweep(): Promise<void> {
    const at = now();
    for (const { id } of [...book.records()]) {
      // As it is now: while the one before it was written, this one may have begun to run.
      const task = book.get(id);
      if (task === undefined) continue;
      const age = at - task.createdAtMs;
      if (task.status === 'queued' && age >= task.order.expiresAfterSeconds * 1000) {
        await update(task, { status: 'expired' });
      } else if (isSettled(task.status) && age >= settings.recordSeconds * 1000) {
        await book.remove(task.id);
      }
    }
  }

  async function found(id: string): Promise<TaskRecord> {
    await sweep();
    const task = book.get(id);
    if (task !== undefined) return task;
    throw new Refusal(404, 'NotFound.Task', `The task ${id} is not found.`, { param: 'id' });
  }

  async function list(query: URLSearchParams): Promise<object> {
    const wait = lists.take('list');
    if (wait !== undefined) {
      throw new Refusal(429, 'RequestBurstTooFast', 'Too many list requests.', {
        retryAfterSeconds: wait,
      });
    }
    const page = pageNumber(query, 'page_num', 1);
    const size = pageNumber(query, 'page_size', 20);
    await sweep();
    const ids = query.getAll('filter.task_ids');
    const fits = (name: string, value: string): boolean => {
      const wanted = query.get(name);
      return wanted === null || wanted === '' || wanted === value;
    };
    const tasks = book
      .all()
      .filter(
        (task) =>
          fits('filter.status', task.status) &&
          fits('filter.model', task.order.modelId) &&
          fits('filter.service_tier', 'default') &&
          (ids.length === 0 || ids.includes(task.id)),
      );
    const items = tasks.slice((page - 1) * size, page * size);
    return { total: tasks.length, items: items.map((task) => taskView(task, links, settings)) };
  }

  async function remove(id: string): Promise<object> {
    const known = await found(id);
    // As it is now, and nothing is awaited before it is written: what is cancelled never runs.
    const task = book.get(id) ?? known;
    if (task.status === 'queued') {
      await update(task, { status: 'cancelled' });
    } else if (task.status === 'running' || task.status === 'cancelled') {
      throw new Refusal(
        409,
        'InvalidAction.TaskStatus',
        `The task ${id} is ${task.status} and cannot be cancelled or deleted.`,
        { param: 'id' },
      );
    } else {
      await book.remove(id);
    }
    return {};
  }

  return {
    create,
    created: ({ id, order: { safetyIdentifier } }) => ({
      id,
      ...(safetyIdentifier !== null && settings.tagEcho === 'everywhere'
        ? { safety_identifier: safetyIdentifier }
        : {}),
    }),
    get: async (id) => taskView(await found(id), links, settings),
    list,
    remove,
    shotOf: (id) => book.get(id)?.shot ?? id,
    async close() {
      stop.abort();
      await worker.close();
      await Promise.all(callbacks);
    },
  };
}

function pageNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const written = query.get(name);
  if (written === null) return otherwise;
  const number = Number(written);
  if (Number.isInteger(number) && number >= 1 && number <= 500) return number;
  throw invalid(name, 'it must be an integer from 1 to 500');
}
