/**
 * The graph walked. Each shot waits for what it builds on, then for a place at the service; a place
 * is held until the clip is kept, so that no new task is submitted over a clip that waits to be
 * fetched. A shot that fails takes along only those that need it.
 */
import { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import type { Attempt } from '../store/attempts.ts';
import type { Amounts } from '../store/records.ts';
import type { InFlight } from './events.ts';
import type { TaskGraph } from './graph.ts';
import { settle, type Settled } from './keep-clip.ts';
import { noAmounts, sumAmounts } from './money.ts';
import { requestBodyOf } from './request-body.ts';
import { mayContinue, type Run } from './run.ts';
import type { Refusal } from './service.ts';
import { spentOn } from './budget.ts';
import { openSlots, type Slots } from './slots.ts';
import { settleByTag, type TagSettlement } from './settle-by-tag.ts';
import { refusalOf, submit } from './submit.ts';
import { knownKeys, lookUp, type Survey } from './survey.ts';
import type { Take } from './take.ts';

export type ShotResult =
  | { readonly state: 'kept'; readonly take: Take; readonly made: 'now' | 'before' }
  | { readonly state: 'failed' | 'ambiguous' | 'in-flight' | 'not-started' }
  | { readonly state: 'skipped'; readonly because: string };

export interface Outcome {
  readonly shots: ReadonlyMap<string, ShotResult>;
  /** Every clip that is kept for the plan as it stands, of shots that were not selected too. */
  readonly takes: ReadonlyMap<string, Take>;
  /** What this run's own submissions were billed, or may be: it is counted in one run alone. */
  readonly spent: Amounts;
  /** The price of the clips that were made now, whichever run submitted them. */
  readonly worth: Amounts;
  readonly inFlight: readonly InFlight[];
  /** Why nothing more was submitted; undefined where all was tried. */
  readonly failure: Failure | undefined;
  readonly stopped: boolean;
}

type Submitted = Attempt & { readonly id: string };

export async function carryOut(
  graph: TaskGraph,
  surveyed: Survey,
  concurrency: number,
  run: Run,
): Promise<Outcome> {
  const slots = openSlots(concurrency);
  const earlier = new Set(run.store.journal.attempts().map((attempt) => attempt.tag));
  const walk = openWalk(graph, surveyed, slots, run);
  run.stop.addEventListener('abort', () => {
    run.emit({ type: 'stopping', inFlight: inFlightOf(run) });
  });
  const salvaged = surveyed.orphans.map((orphan) => salvage(orphan, slots, run));
  const shots = new Map<string, ShotResult>();
  const ends = await Promise.allSettled(
    graph.tasks.map(async (task) => shots.set(task.id, await walk(task))),
  );
  const orphanEnds = await Promise.allSettled(salvaged);
  // A fault of the program: it has stopped the others, and is told now that they are written down.
  const fault = [...ends, ...orphanEnds].find((end) => end.status === 'rejected');
  if (fault) throw fault.reason;
  return {
    shots,
    takes: new Map(
      [...shots].flatMap(([task, result]) =>
        result.state === 'kept' ? [[task, result.take] as const] : [],
      ),
    ),
    spent: spentOn(run.store.journal.attempts().filter((attempt) => !earlier.has(attempt.tag))),
    worth: sumAmounts(
      [...shots.values()].flatMap((result) =>
        result.state === 'kept' && result.made === 'now'
          ? [result.take.attempt.cost ?? noAmounts]
          : [],
      ),
    ),
    inFlight: inFlightOf(run),
    failure: run.brake.failure,
    stopped: run.stop.aborted,
  };
}

/** A function that gives each task's result, beginning none before what it needs is kept. */
function openWalk(
  graph: TaskGraph,
  surveyed: Survey,
  slots: Slots,
  run: Run,
): (task: PlanTask) => Promise<ShotResult> {
  const results = new Map<string, Promise<ShotResult>>();
  const walk = async (task: PlanTask): Promise<ShotResult> => {
    const takes = new Map<string, Take>();
    for (const name of task.dependsOn) {
      const needed = await results.get(name);
      if (needed?.state === 'kept') takes.set(name, needed.take);
      else return withoutWhatItNeeds(task, name, needed, run);
    }
    return carryOutShot(task, takes, graph, surveyed, slots, run);
  };
  return (task) => {
    const result = walk(task).catch((error: unknown) => {
      if (!(error instanceof Failure)) {
        run.brake.halt(new Failure('service-unavailable', 'the run ended because of a fault'));
        throw error;
      }
      // The journal cannot be written, or the key is refused: nothing more may leave.
      run.brake.halt(error);
      return { state: 'in-flight' } as const;
    });
    results.set(task.id, result);
    return result;
  };
}

function withoutWhatItNeeds(
  task: PlanTask,
  because: string,
  needed: ShotResult | undefined,
  run: Run,
): ShotResult {
  if (needed?.state === 'in-flight' || needed?.state === 'not-started') {
    return { state: 'not-started' };
  }
  run.emit({ type: 'skipped', task: task.id, because });
  return { state: 'skipped', because };
}

async function carryOutShot(
  task: PlanTask,
  takes: ReadonlyMap<string, Take>,
  graph: TaskGraph,
  surveyed: Survey,
  slots: Slots,
  run: Run,
): Promise<ShotResult> {
  const known = surveyed.found.get(task.id);
  const keys = knownKeys(task, takes, run);
  if (!keys) throw new Error(`${task.id} builds on a shot that it does not depend on`);
  // What it builds on may only now be known, and an earlier run have made this shot on just that.
  const found =
    known?.state === 'generate'
      ? await lookUp(run.store.journal.attemptsFor(keys.key), run)
      : known;
  if (found?.take) {
    run.emit({ type: 'reused', task: task.id });
    return { state: 'kept', take: found.take, made: 'before' };
  }
  if (found?.state === 'ambiguous' && found.attempt) return ambiguous(task, found.attempt, run);
  const resumed = found?.attempt;
  if (resumed?.id !== undefined) {
    const attempt: Submitted = { ...resumed, id: resumed.id };
    return slots.run(Infinity, () => resume(task, attempt, run));
  }
  return slots.run(graph.urgencyOf(task.id), () => buy(task, keys, takes, run, 1));
}

async function resume(task: PlanTask, attempt: Submitted, run: Run): Promise<ShotResult> {
  run.emit({ type: 'resumed', task: task.id, id: attempt.id });
  return report(await settle(attempt, task.id, run), task, run);
}

/** Chance is tried twice and not more: the second refusal says something about the shot. */
const triesByChance = 2;

async function buy(
  task: PlanTask,
  keys: NonNullable<ReturnType<typeof knownKeys>>,
  takes: ReadonlyMap<string, Take>,
  run: Run,
  tries: number,
): Promise<ShotResult> {
  if (!mayContinue(run)) return { state: 'not-started' };
  let body: Readonly<Record<string, unknown>>;
  try {
    body = await requestBodyOf(task, takes, run);
  } catch (error) {
    if (!(error instanceof Failure) || isOfTheRun(error)) throw error;
    return failed(task, refusalOf(error), run);
  }
  const submitted = await submit(task, keys, body, run);
  let refusal: Refusal;
  switch (submitted.state) {
    case 'not-started':
      return { state: 'not-started' };
    case 'ambiguous': {
      const settled = await settleOrLeave(submitted.attempt, run);
      if (settled.state === 'resumed') return resume(task, settled.attempt, run);
      if (settled.state === 'ambiguous') return ambiguous(task, settled.attempt, run);
      if (tries < triesByChance) return buy(task, keys, takes, run, tries + 1);
      return failed(task, neverAccepted, run);
    }
    case 'submitted': {
      const settled = await settle(submitted.attempt, task.id, run);
      if (settled.state !== 'refused') return report(settled, task, run);
      refusal = settled.refusal;
      break;
    }
    case 'refused':
      refusal = submitted.refusal;
  }
  if (refusal.byChance && tries < triesByChance) return buy(task, keys, takes, run, tries + 1);
  return failed(task, refusal, run);
}

/** Where the list cannot be had now, the next run looks again. */
async function settleOrLeave(attempt: Attempt, run: Run): Promise<TagSettlement> {
  try {
    return await settleByTag(attempt, run);
  } catch (error) {
    if (!(error instanceof Failure) || error.reason === 'disk-trouble') throw error;
    return { state: 'ambiguous', attempt };
  }
}

function ambiguous(task: PlanTask, attempt: Attempt, run: Run): ShotResult {
  const why = attempt.trouble?.message ?? '';
  run.emit({ type: 'ambiguous', task: task.id, tag: attempt.tag, why });
  return { state: 'ambiguous' };
}

function report(settled: Settled, task: PlanTask, run: Run): ShotResult {
  switch (settled.state) {
    case 'kept': {
      const { attempt, clipPath } = settled.take;
      run.emit({
        type: 'kept',
        task: task.id,
        clip: clipPath,
        tokens: attempt.tokens ?? null,
        cost: attempt.cost ?? noAmounts,
      });
      return { state: 'kept', take: settled.take, made: 'now' };
    }
    case 'refused':
      return failed(task, settled.refusal, run);
    case 'lost':
      return failed(task, lostRefusal, run);
    case 'in-flight': {
      const { failure } = settled;
      if (!failure) return { state: 'in-flight' };
      if (isOfTheRun(failure)) run.brake.halt(failure);
      else failed(task, unfetched(failure), run);
      return { state: 'in-flight' };
    }
  }
}

function failed(task: PlanTask, refusal: Refusal, run: Run): ShotResult {
  run.emit({
    type: 'failed',
    task: task.id,
    code: refusal.code,
    message: refusal.message,
    ...(refusal.hint === undefined ? {} : { hint: refusal.hint }),
    source: task.source,
  });
  return { state: 'failed' };
}

/** Would it meet every other shot as well? */
function isOfTheRun(failure: Failure): boolean {
  return ['key-refused', 'service-unavailable', 'disk-trouble', 'configuration'].includes(
    failure.reason,
  );
}

const neverAccepted: Refusal = {
  code: 'never-accepted',
  message: 'the connection to the service broke each time before it had accepted the task',
  hint: 'Nothing was bought. Run the same command again.',
  byChance: false,
};

const lostRefusal: Refusal = {
  code: 'clip-lost',
  message: 'the service made this clip and keeps it no longer: it was paid for and is lost',
  hint: 'Run the same command again to make it anew; that costs its price again.',
  byChance: false,
};

function unfetched(failure: Failure): Refusal {
  return {
    code: failure.reason,
    message: `the clip is made and paid for, but could not be fetched: ${failure.message}`,
    hint: 'Run the same command again within a week: it fetches the clip and buys nothing.',
    byChance: false,
  };
}

async function salvage(orphan: Submitted, slots: Slots, run: Run): Promise<void> {
  const { task } = orphan.intent;
  const settled = await slots.run(Infinity, () => settle(orphan, task, run));
  if (settled.state === 'kept') run.emit({ type: 'salvaged', task, clip: settled.take.clipPath });
}

function inFlightOf(run: Run): readonly InFlight[] {
  return run.store.journal.attempts().flatMap((attempt) => {
    const { id, step } = attempt;
    const open = step === 'submitted' || step === 'succeeded';
    return open && id !== undefined ? [{ task: attempt.intent.task, id }] : [];
  });
}
