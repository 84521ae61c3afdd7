/**
 * A service without network and without time: each look at a task takes it one step on. It keeps a
 * bill, and an eye on how many tasks it holds at once.
 */
import { appendFile } from 'node:fs/promises';
import type { Service, ServiceTask, Submission } from '../../../src/render/service.ts';

export interface DoubleOptions {
  /** The answer to a submission in place of `accepted`. */
  readonly refuse?: (task: string, tries: number) => Submission | undefined;
  /** The end of an accepted task in place of success. */
  readonly fail?: (task: string, tries: number) => ServiceTask['refusal'];
  /** Looks until a task is done. */
  readonly looks?: (task: string) => number;
  /** What the first look finds a task as; else it runs at once. */
  readonly first?: 'queued';
}

export interface ServiceDouble extends Service {
  /** Every accepted task, in order: what is billed. */
  readonly bill: readonly { readonly task: string; readonly id: string; readonly body: string }[];
  readonly mostInFlight: number;
  /** What happened, in order: `submit x`, `download x`. */
  readonly log: readonly string[];
}

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

export function openServiceDouble(options: DoubleOptions = {}): ServiceDouble {
  const bill: { task: string; id: string; body: string; looksLeft: number; tries: number }[] = [];
  const tries = new Map<string, number>();
  const open = new Set<string>();
  const seen = new Set<string>();
  const log: string[] = [];
  let mostInFlight = 0;
  const find = (id: string) => bill.find((one) => one.id === id);
  const double: ServiceDouble = {
    origin: 'simulator',
    account: 'ours',
    publisher: undefined,
    bill,
    log,
    get mostInFlight() {
      return mostInFlight;
    },
    async submit(body, task, { beforeSending }) {
      await beforeSending?.();
      await tick();
      const count = (tries.get(task) ?? 0) + 1;
      tries.set(task, count);
      log.push(`submit ${task}`);
      const refusal = options.refuse?.(task, count);
      if (refusal) return refusal;
      const id = `cgt-${bill.length + 1}`;
      const looksLeft = options.looks?.(task) ?? 2;
      bill.push({ task, id, body: JSON.stringify(body), looksLeft, tries: count });
      open.add(id);
      mostInFlight = Math.max(mostInFlight, open.size);
      return { outcome: 'accepted', id };
    },
    async get(id) {
      await tick();
      const one = find(id);
      if (!one) return undefined;
      const isFirst = !seen.has(id);
      seen.add(id);
      if (one.looksLeft-- > 0) return taskWith(isFirst ? (options.first ?? 'running') : 'running');
      open.delete(id);
      const refusal = options.fail?.(one.task, one.tries);
      if (refusal) return { ...taskWith('failed'), refusal };
      return {
        ...taskWith('succeeded'),
        videoUrl: `https://clips.test/${id}.mp4`,
        lastFrameUrl: `https://clips.test/${id}.png`,
        tokens: 1000,
      };
    },
    async download(url, path) {
      await tick();
      const id = /(cgt-\d+)/.exec(url)?.[1] ?? '';
      if (url.endsWith('.mp4')) log.push(`download ${find(id)?.task}`);
      await appendFile(path, url.endsWith('.png') ? Buffer.concat([png, Buffer.from(id)]) : id);
    },
    async findByTag(tag) {
      await tick();
      return bill.find((one) => one.body.includes(tag))?.id;
    },
    async list() {
      await tick();
      return bill.map(({ id, body }) => {
        const tag = /"safety_identifier":"([^"]+)"/.exec(body)?.[1];
        const status = open.has(id) ? 'running' : 'succeeded';
        return { id, status, model: modelOf(body), tag, createdAt: new Date() };
      });
    },
    cancel: (id) => double.get(id),
  };
  return double;
}

function modelOf(body: string): string | undefined {
  return /"model":"([^"]+)"/.exec(body)?.[1];
}

function taskWith(status: string): ServiceTask {
  return {
    status,
    videoUrl: undefined,
    lastFrameUrl: undefined,
    tokens: null,
    refusal: undefined,
  };
}

export function tick(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
