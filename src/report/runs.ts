/** From the journal to a picture of time: which attempt waited, was queued, ran and was fetched when. */
import type { PastAttempt } from '../store/history.ts';
import type { StepName } from '../store/records.ts';
import type { ReportRun, RunRow } from './report.ts';

/**
 * A pause as long as this parts two runs, for one run submits what it can at once, and as long as a task
 * is at the service there is no pause. What waits for the rate's minute is less.
 */
const pauseMs = 90_000;

/**
 * @param past the attempts of one episode
 * @param dependsOn the shots that a task builds on; none for a task that the plan no longer has
 */
export function runsOf(
  past: readonly PastAttempt[],
  dependsOn: (task: string) => readonly string[],
): readonly ReportRun[] {
  const timed = past.flatMap(timesOf).sort((a, b) => a.fromMs - b.fromMs);
  const runs: Timed[][] = [];
  let lastMs = -Infinity;
  for (const one of timed) {
    const run = runs.at(-1);
    if (run && one.fromMs - lastMs < pauseMs) run.push(one);
    else runs.push([one]);
    lastMs = Math.max(lastMs, one.toMs);
  }
  return runs.map((run) => runOf(run, dependsOn));
}

interface Timed {
  readonly past: PastAttempt;
  readonly at: Partial<Record<StepName, number>>;
  readonly fromMs: number;
  readonly toMs: number;
}

function timesOf(past: PastAttempt): readonly Timed[] {
  const at: Partial<Record<StepName, number>> = {};
  for (const { step, at: time } of past.steps) {
    // What was given up long after it was kept was in no run's time.
    if (step !== 'lost' || at.kept === undefined) at[step] = Date.parse(time);
  }
  const all = Object.values(at);
  return all.length === 0 ? [] : [{ past, at, fromMs: Math.min(...all), toMs: Math.max(...all) }];
}

function runOf(run: readonly Timed[], dependsOn: (task: string) => readonly string[]): ReportRun {
  const startMs = Math.min(...run.map(({ fromMs }) => fromMs));
  const endMs = Math.max(...run.map(({ toMs }) => toMs));
  const keptMs = new Map(run.map(({ past, at }) => [past.attempt.intent.task, at.kept]));
  return {
    startedAt: new Date(startMs).toISOString(),
    seconds: (endMs - startMs) / 1000,
    rows: run.map((one) => {
      const { task } = one.past.attempt.intent;
      const needed = dependsOn(task).map((shot) => keptMs.get(shot) ?? startMs);
      const readyMs = Math.min(one.fromMs, Math.max(startMs, ...needed));
      return rowOf(one, { startMs, endMs, readyMs });
    }),
  };
}

/** @param scale `readyMs`: when the last clip that it builds on was there */
function rowOf(
  { past, at, toMs }: Timed,
  { startMs, endMs, readyMs }: Readonly<Record<'startMs' | 'endMs' | 'readyMs', number>>,
): RunRow {
  const { attempt } = past;
  const end = endOf(attempt.step);
  const lastMs = end === 'open' ? endMs : toMs;
  const submittedMs = at.submitted ?? lastMs;
  const succeededMs = at.succeeded ?? lastMs;
  // What nobody saw change from queued to running is taken to have run from the start.
  const runningMs = attempt.runningAt ? Date.parse(attempt.runningAt) : submittedMs;
  const bounds = [
    { kind: 'waiting', fromMs: readyMs, toMs: submittedMs },
    { kind: 'queued', fromMs: submittedMs, toMs: runningMs },
    { kind: 'running', fromMs: runningMs, toMs: succeededMs },
    { kind: 'downloading', fromMs: succeededMs, toMs: at.kept ?? lastMs },
  ] as const;
  return {
    task: attempt.intent.task,
    end,
    ...(attempt.trouble ? { why: attempt.trouble.message } : {}),
    phases: bounds
      .filter((bound) => bound.toMs > bound.fromMs)
      .map((bound) => ({
        kind: bound.kind,
        fromSeconds: (bound.fromMs - startMs) / 1000,
        seconds: (bound.toMs - bound.fromMs) / 1000,
      })),
  };
}

function endOf(step: StepName): RunRow['end'] {
  switch (step) {
    case 'kept':
    case 'lost':
    case 'ambiguous':
      return step;
    case 'failed':
    case 'cancelled':
    case 'expired':
      return 'failed';
    case 'intent':
    case 'sending':
    case 'postponed':
    case 'submitted':
    case 'succeeded':
      return 'open';
  }
}
