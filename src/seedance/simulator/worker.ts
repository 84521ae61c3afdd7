/**
 * Carries tasks out: at most `concurrency` run, the rest wait in the order of their priority and age.
 * A task runs for its latency and until its clip is made, whichever takes longer; clips are made one
 * or two at a time, for the machine has only so many cores.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { costOf, type VideoLength } from '../price.ts';
import { accountLimits, framesPerSecond } from '../capabilities.ts';
import type { ClipPlan } from './clip-plan.ts';
import type { Faults } from './faults.ts';
import { makeClip } from './make-clip.ts';
import { reuseClips } from './reuse-clip.ts';
import type { Settings } from './options.ts';
import { chance } from './random.ts';
import type { HeldReference } from './references.ts';
import type { Storage } from './storage.ts';
import type { TaskBook, TaskRecord } from './task-book.ts';

export interface Worker {
  /** Begins what may begin; call it whenever a task was added. */
  look(): void;
  /** Stops everything; what was running is found queued again by the next simulator on the folder. */
  close(): Promise<void>;
}

const clipsAtOnce = 2;

export function createWorker(options: {
  readonly book: TaskBook;
  readonly storage: Storage;
  readonly settings: Settings;
  readonly faults: Faults;
  /** Saves the task with its new status and tells whoever is to be told. */
  readonly update: (task: TaskRecord, change: Partial<TaskRecord>) => Promise<TaskRecord>;
}): Worker {
  const { book, storage, settings, faults, update } = options;
  const stop = new AbortController();
  // Every task that runs listens; their number is what was asked for, and no leak.
  setMaxListeners(0, stop.signal);
  const running = new Map<string, Promise<void>>();
  const limit = pLimit(clipsAtOnce);
  const make = settings.clips === 'reused' ? reuseClips(storage) : makeClip;

  function look(): void {
    while (running.size < settings.concurrency && !stop.signal.aborted) {
      const of4k = [...running.keys()].filter((id) => is4k(book.get(id))).length;
      const is4kFull = of4k >= accountLimits.of4k.tasksAtOnce;
      const next = nextOf(
        book.all().filter((task) => !running.has(task.id) && !(is4kFull && is4k(task))),
      );
      if (next === undefined) return;
      const run = carryOut(next)
        .catch((error: unknown) => failed(next, error))
        .catch((error: unknown) => {
          // Not even that could be written down: the task stays as it is until a restart.
          settings.onEvent({ type: 'trouble', id: next.id, why: String(error) });
        })
        .finally(() => {
          running.delete(next.id);
          look();
        });
      running.set(next.id, run);
    }
  }

  async function carryOut(queued: TaskRecord): Promise<void> {
    const task = await update(queued, { status: 'running' });
    const until = sleep(latencyMs(task, settings), undefined, { signal: stop.signal });
    const about = { shot: task.shot };
    const fault = faults.strike(['task-failed', 'task-expired'], about);
    if (fault !== undefined) {
      settings.onEvent({ type: 'fault', kind: fault.kind, shot: task.shot });
      await until;
      const code = fault.code ?? 'InternalServiceError';
      await update(
        task,
        fault.kind === 'task-expired'
          ? { status: 'expired' }
          : {
              status: 'failed',
              error: { code, message: `The simulator was told to fail: ${code}.` },
            },
      );
      return;
    }
    const clip = `${task.id}.mp4`;
    const lastFrame = task.order.returnLastFrame ? `${task.id}-last.png` : null;
    const short = faults.strike(['task-short'], about);
    if (short !== undefined) settings.onEvent({ type: 'fault', kind: short.kind, shot: task.shot });
    const plan = short ? halved(task.plan) : task.plan;
    const making = limit(() =>
      make(
        { ...task, plan, referencePath: (object) => storage.objectPath(object) },
        {
          clip: storage.objectPath(clip),
          lastFrame: lastFrame === null ? undefined : storage.objectPath(lastFrame),
        },
        { signal: stop.signal },
      ),
    );
    await Promise.all([making, until]);
    const cost = costOfTask(task);
    // The bill first: what is marked as succeeded is always on it.
    await book.enter({
      id: task.id,
      shot: task.shot,
      safetyIdentifier: task.order.safetyIdentifier,
      model: task.order.model,
      tokens: cost.tokens,
      cost: cost.cost,
      billedAtMs: settings.now(),
    });
    await update(task, { status: 'succeeded', made: { clip, lastFrame, tokens: cost.tokens } });
  }

  async function failed(task: TaskRecord, error: unknown): Promise<void> {
    if (stop.signal.aborted) return;
    // What is on the bill has not failed: nobody may be told to buy it again.
    if (book.bill().some(({ id }) => id === task.id)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    await update(book.get(task.id) ?? task, {
      status: 'failed',
      error: {
        code: 'InternalServiceError',
        message: `The simulator could not make it: ${message}`,
      },
    });
  }

  return {
    look,
    async close() {
      stop.abort();
      await Promise.all(running.values());
    },
  };
}

function is4k(task: TaskRecord | undefined): boolean {
  return task?.order.resolution === '4k';
}

function nextOf(tasks: readonly TaskRecord[]): TaskRecord | undefined {
  // Running and not ours: a simulator before this one was stopped in the middle of it.
  return tasks
    .filter(({ status }) => status === 'queued' || status === 'running')
    .sort(
      (a, b) =>
        Number(b.status === 'running') - Number(a.status === 'running') ||
        b.order.priority - a.order.priority ||
        a.createdAtMs - b.createdAtMs,
    )[0];
}

function latencyMs(task: TaskRecord, { latencySeconds, seed }: Settings): number {
  if (typeof latencySeconds === 'number') return latencySeconds * 1000;
  if (typeof latencySeconds === 'function') return latencySeconds(task.shot) * 1000;
  const [from, to] = latencySeconds;
  return (from + (to - from) * chance(seed, 'latency', task.seed)) * 1000;
}

/** New pictures alone, and too few of them. */
function halved(plan: ClipPlan): ClipPlan {
  const frames = Math.ceil(plan.frames / 2);
  const sound = plan.sound && { ...plan.sound, seconds: plan.sound.seconds / 2 };
  return { ...plan, frames, sound, stretches: [{ kind: 'new', frames }] };
}

function costOfTask(task: TaskRecord): ReturnType<typeof costOf> {
  const { order, plan } = task;
  return costOf({
    model: order.model,
    resolution: order.resolution,
    widthPixels: plan.widthPixels,
    heightPixels: plan.heightPixels,
    outputFrames: plan.frames,
    inputVideos: task.references.filter(({ kind }) => kind === 'video').map(lengthOf),
  });
}

/** By its frames where it is a whole number of them, as the clips of the service are. */
function lengthOf({ facts }: HeldReference): VideoLength {
  const seconds = facts.kind === 'image' ? undefined : facts.seconds;
  if (seconds === undefined) return { seconds: 2 };
  const frames = Math.round(seconds * framesPerSecond);
  return Math.abs(frames / framesPerSecond - seconds) < 0.001 ? { frames } : { seconds };
}
