/**
 * The tasks that the simulator knows, and the bill. Both are on the disk before anybody is told: a
 * simulator that is killed and started again on its folder has forgotten nothing, and bills nothing
 * twice.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Currency, ModelName } from '../capabilities.ts';
import type { KnownStatus } from '../schemas.ts';
import type { ClipPlan } from './clip-plan.ts';
import type { Order } from './order.ts';
import type { HeldReference } from './references.ts';
import type { Storage } from './storage.ts';

export interface TaskRecord {
  readonly id: string;
  /** What stands in the pictures: the shot's name where the client told it, else the id. */
  readonly shot: string;
  readonly status: KnownStatus;
  readonly order: Order;
  readonly references: readonly HeldReference[];
  readonly plan: ClipPlan;
  /** What its pictures are drawn from. */
  readonly seed: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** Set once it has succeeded. */
  readonly made: {
    readonly clip: string;
    readonly lastFrame: string | null;
    readonly tokens: number;
  } | null;
}

export interface BilledTask {
  readonly id: string;
  readonly shot: string;
  readonly safetyIdentifier: string | null;
  readonly model: ModelName;
  readonly tokens: number;
  readonly cost: Readonly<Record<Currency, number>>;
  readonly billedAtMs: number;
}

export interface TaskBook {
  get(id: string): TaskRecord | undefined;
  /** In no order. */
  records(): Iterable<TaskRecord>;
  /** Newest first. */
  all(): readonly TaskRecord[];
  save(record: TaskRecord): Promise<void>;
  remove(id: string): Promise<void>;
  /** Enters the task into the bill, once. The record's deletion does not take it out. */
  enter(bill: BilledTask): Promise<void>;
  bill(): readonly BilledTask[];
  /** `cgt-20260101120000-x1y2z`, as the service forms them. */
  newId(nowMs: number): string;
}

export async function openTaskBook(storage: Storage): Promise<TaskBook> {
  const tasks = new Map<string, TaskRecord>();
  for (const name of await storage.list('tasks')) {
    const record = fromFile(taskFileSchema, await storage.readText(`tasks/${name}`));
    tasks.set(record.id, record);
  }
  const bill = await readBill(storage);

  /** The writes of one task keep their order. */
  const writes = new Map<string, Promise<void>>();
  async function inTurn(id: string, write: () => Promise<void>): Promise<void> {
    const before = writes.get(id) ?? Promise.resolve();
    const turn = before.then(write, write);
    writes.set(id, turn);
    await turn;
    if (writes.get(id) === turn) writes.delete(id);
  }

  return {
    get: (id) => tasks.get(id),
    records: () => tasks.values(),
    all: () => [...tasks.values()].sort(newestFirst),
    save(record) {
      // At once in memory, so that no other request sees what is no longer so.
      tasks.set(record.id, record);
      const text = JSON.stringify({ version: 1, record });
      return inTurn(record.id, () => storage.writeText(`tasks/${record.id}.json`, text));
    },
    remove(id) {
      tasks.delete(id);
      return inTurn(id, () => storage.remove(`tasks/${id}.json`));
    },
    async enter(entry) {
      if (bill.has(entry.id)) return;
      bill.set(entry.id, entry);
      await storage.appendLine('bill.jsonl', JSON.stringify({ version: 1, record: entry }));
    },
    bill: () => [...bill.values()],
    newId(nowMs) {
      const stamp = new Date(nowMs).toISOString().replaceAll(/\D/gu, '').slice(0, 14);
      for (;;) {
        const id = `cgt-${stamp}-${randomBytes(4).toString('hex').slice(0, 5)}`;
        if (!tasks.has(id) && !bill.has(id)) return id;
      }
    },
  };
}

/** A last line that a crash cut short is cut off: its task is not yet marked as succeeded. */
async function readBill(storage: Storage): Promise<Map<string, BilledTask>> {
  const text = (await storage.readText('bill.jsonl')) ?? '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) await storage.writeText('bill.jsonl', whole);
  const entries = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fromFile(billLineSchema, line));
  return new Map(entries.map((entry) => [entry.id, entry]));
}

// Files of our own in a folder of our own: who wrote them is checked, not every field again.
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const taskFileSchema = z.object({
  version: z.literal(1),
  record: z.custom<TaskRecord>((value) => isObject(value)),
});
const billLineSchema = z.object({
  version: z.literal(1),
  record: z.custom<BilledTask>((value) => isObject(value)),
});

function fromFile<T>(
  schema: z.ZodType<{ readonly version: 1; readonly record: T }>,
  text: string | undefined,
): T {
  return schema.parse(JSON.parse(text ?? 'null')).record;
}

function newestFirst(a: TaskRecord, b: TaskRecord): number {
  return b.createdAtMs - a.createdAtMs || (b.id < a.id ? -1 : 1);
}
