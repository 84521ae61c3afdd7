/**
 * Waiting for a task: get again and again, with jitter, so that the tasks of a run do not ask all
 * at one moment.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ArkClient } from './client.ts';
import { isSettled, type Task } from './schemas.ts';

export interface PollOptions {
  /** Milliseconds between two gets, on average. Default 5 000. */
  readonly intervalMs?: number;
  readonly signal?: AbortSignal;
  /** Called with each answer whose status differs from the one before. */
  readonly onStatus?: (task: Task) => void;
  /** From 0 up to 1; for tests. */
  readonly random?: () => number;
}

/**
 * Resolves with the task once it is succeeded, failed, cancelled or expired. A status that nobody
 * knows is waited out. Ends by itself only through the service (tasks expire) or the signal.
 */
export async function pollTask(
  client: Pick<ArkClient, 'get'>,
  id: string,
  options: PollOptions = {},
): Promise<Task> {
  const { intervalMs = 5_000, signal, onStatus, random = Math.random } = options;
  const aborting = signal === undefined ? {} : { signal };
  let last: string | undefined;
  for (;;) {
    const task = await client.get(id, aborting);
    if (task.status !== last) onStatus?.(task);
    last = task.status;
    if (isSettled(task.status)) return task;
    await sleep(intervalMs * (0.75 + random() * 0.5), undefined, aborting);
  }
}
