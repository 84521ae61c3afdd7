/**
 * The graph walked. Each shot waits for what it builds on, then for a place at the service; a place is
 * held until the clip is fetched, so that no new task is submitted over a clip that waits for that, and
 * until it is kept where a shot that builds on it is to have the place. A shot that fails takes along
 * only those that need it.
 */
import { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import { isInFlight, type SubmittedAttempt } from '../store/attempts.ts';
import type { Amounts } from '../store/records.ts';
import type { Standings } from '../store/standing.ts';
import type { InFlight } from './events.ts';
import type { TaskGraph } from './graph.ts';
import { isFinished, settle } from './settle.ts';
import { noAmounts, sumAmounts } from './money.ts';
import { isOfTheRun, type Run } from './run.ts';
import { makeShot, type ShotResult } from './shot.ts';
import { spentOn } from './budget.ts';
import { openSlots, type Slots } from './slots.ts';
import { needsNothing, tasksOfShot, type Survey } from './survey.ts';
import type { Take } from './take.ts';

export interface Outcome {
  readonly shots: ReadonlyMap<string, ShotResult>;
  /** Every clip that is kept for the plan as it stands, of shots that were not selected too. */
  readonly takes: ReadonlyMap<string, Take>;
  /** How all shots of the plan stand now; undefined where the run was stopped before it looked. */
  readonly standings: Standings | undefined;
  /** What this run's own submissions were billed, or may be: it is counted in one run alone. */
  readonly spent: Amounts;
  /** The price of the clips that were made now, whichever run submitted them. */
  readonly worth: Amounts;
  readonly inFlight: readonly InFlight[];
  /** Why nothing more was submitted; undefined where all was tried. */
  readonly failure: Failure | undefined;
  readonly stopped: boolean;
}

export async function carryOut(
  graph: TaskGraph,
  surveyed: Survey,
  concurrency: number,
  run: Run,
): Promise<Omit<Outcome, 'standings' | 'takes'>> {
  const slots = openSlots(concurrency);
  const earlier = new Set(run.store.journal.attempts().map((attempt) => attempt.tag));
  const walk = openWalk(graph, surveyed, slots, run);
  run.stop.addEventListener('abort', () => {
    run.emit({ type: 'stopping', inFlight: inFlightOf(run) });
  });
  await fetchFinished([...surveyed.orphans, ...resumedIn(surveyed)], slots, run);
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
    const found = surveyed.found.get(task.id);
    for (const name of needsNothing(found) ? [] : task.dependsOn) {
      const take = surveyed.takes.get(name);
      const needed: ShotResult | undefined = take
        ? { state: 'kept', take, made: 'before' }
        : await firstGood(tasksOfShot(graph.tasks, name), results);
      if (needed?.state === 'kept') takes.set(name, needed.take);
      else return withoutWhatItNeeds(task, name, needed, run);
    }
    const urgency = graph.urgencyOf(task.id);
    const urgencyBehind = graph.urgencyBehind(task.id);
    return makeShot({ task, takes, found, urgency, urgencyBehind }, slots, run);
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

/** Of several takes the first good one by its number; else what became of the first. */
async function firstGood(
  tasks: readonly PlanTask[],
  results: ReadonlyMap<string, Promise<ShotResult>>,
): Promise<ShotResult | undefined> {
  let first: ShotResult | undefined;
  for (const { id } of tasks) {
    const result = await results.get(id);
    if (result?.state === 'kept') return result;
    first ??= result;
  }
  return first;
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

async function salvage(orphan: Survey['orphans'][number], slots: Slots, run: Run): Promise<void> {
  const { task } = orphan.intent;
  const settled = await slots.run(Infinity, () => settle(orphan, task, run));
  switch (settled.state) {
    case 'kept':
      run.emit({ type: 'salvaged', task, clip: settled.take.clipPath });
      break;
    case 'lost':
      run.emit({ type: 'warning', message: `${task} was paid for, and its clip is lost` });
      break;
    case 'in-flight':
      if (settled.failure && isOfTheRun(settled.failure)) run.brake.halt(settled.failure);
      else if (settled.failure) run.emit({ type: 'warning', message: settled.failure.message });
      break;
    case 'refused':
      // Not billed, and no longer asked for.
      break;
  }
}

function resumedIn({ found }: Survey): readonly SubmittedAttempt[] {
  return [...found.values()].flatMap(({ attempt }) =>
    attempt && isInFlight(attempt) ? [attempt] : [],
  );
}

/** What lies finished at the service is on the disk before anything new is submitted. */
async function fetchFinished(
  attempts: readonly SubmittedAttempt[],
  slots: Slots,
  run: Run,
): Promise<void> {
  const fetched = attempts.map((attempt) =>
    slots.run(Infinity, async () => {
      if (await isFinished(attempt, run)) await settle(attempt, attempt.intent.task, run);
    }),
  );
  await Promise.all(fetched);
}

export function inFlightOf(run: Run): readonly InFlight[] {
  const attempts = run.store.journal.attempts().filter(isInFlight);
  return attempts.map(({ intent, id }) => ({ task: intent.task, id }));
}
