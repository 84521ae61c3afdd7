/**
 * The careful buyer: from a plan to kept clips. Reads the plan and never the script, tells what it
 * does in events, and knows nothing of how they are shown.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Plan } from '../plan/plan.ts';
import type { Store } from '../store/store.ts';
import { holdToBudgets, spentOn } from './budget.ts';
import { carryOut, inFlightOf, type Outcome } from './carry-out.ts';
import type { BudgetLimit, Forecast, Listener } from './events.ts';
import { buildGraph } from './graph.ts';
import { readLocalMedia } from './local-media.ts';
import { noAmounts } from './money.ts';
import { createPace } from './pace.ts';
import { publishAll } from './readable.ts';
import { defaultSettings, openBrake, type RenderSettings, type Run, type Sleep } from './run.ts';
import type { Service } from './service.ts';
import { keptTakes, survey } from './survey.ts';

export interface RenderOptions {
  /** The folder that `file:` URLs are relative to; nothing outside of it is read. */
  readonly root: string;
  readonly store: Store;
  readonly service: Service;
  /** Throws Failure `clip-unusable` for a downloaded file that is no clip to be cut with. */
  readonly inspectClip: (path: string) => Promise<void>;
  /** Tasks at the service at once. */
  readonly concurrency: number;
  readonly onEvent: Listener;
  /** Aborted to stop: nothing new is submitted, what is at the service is left to the next run. */
  readonly stop: AbortSignal;
  /** Shots as `scene.shot`, made with all that they need; absent: all. */
  readonly select?: readonly string[];
  readonly budgets?: readonly BudgetLimit[];
  /** Asked once, before the first submission, when there is something to be bought; throws to refuse. */
  readonly approve?: (forecast: Forecast) => Promise<void>;
  readonly settings?: Partial<RenderSettings>;
  readonly now?: () => Date;
  readonly sleep?: Sleep;
  readonly random?: () => number;
}

/**
 * Makes what is missing of the plan's clips and says how it ended.
 * @throws Failure before anything is spent: `usage`, `file-missing`, `publish-missing`,
 * `over-budget`, and what `approve` throws
 */
export async function render(plan: Plan, options: RenderOptions): Promise<Outcome> {
  const graph = buildGraph(plan, options.select);
  const whole = options.select ? buildGraph(plan) : graph;
  const selected = new Set(graph.tasks.map((task) => task.id));
  const others = whole.tasks.filter((task) => !selected.has(task.id));
  const media = await readLocalMedia(plan, graph.tasks, others, options.root);
  const settings = { ...defaultSettings, ...options.settings };
  const { sleep = sleepUnlessAborted, random = Math.random } = options;
  const run: Run = {
    plan,
    store: options.store,
    service: options.service,
    media,
    settings,
    emit: options.onEvent,
    sleep,
    random,
    inspectClip: options.inspectClip,
    stop: options.stop,
    brake: openBrake(options.onEvent),
    pace: createPace({ perMinute: settings.requestsPerMinute, sleep, random }),
    links: new Map(),
    settling: new Map(),
    searching: new Map(),
    now: options.now ?? (() => new Date()),
  };
  // Every shot that waits listens for the stop; their number is the plan's, and no leak.
  setMaxListeners(0, options.stop);
  try {
    const surveyed = await survey(graph.tasks, run);
    run.emit({
      type: 'surveyed',
      episode: plan.episode.id,
      concurrency: options.concurrency,
      shots: graph.tasks.map((task) => ({
        task: task.id,
        state: surveyed.found.get(task.id)?.state ?? 'generate',
        seconds: task.request.duration,
        needs: task.dependsOn,
        source: task.source,
      })),
      forecast: surveyed.forecast,
    });
    holdToBudgets(surveyed.forecast, options.budgets ?? [], spentSoFar(run));
    if (surveyed.forecast.generate > 0) await options.approve?.(surveyed.forecast);
    await publishAll(surveyed.toPublish, run);
    const outcome = await carryOut(graph, surveyed, options.concurrency, run);
    return { ...outcome, takes: await keptTakes(whole.tasks, outcome.takes, run) };
  } catch (error) {
    if (!options.stop.aborted || !isAbort(error)) throw error;
    return stoppedEarly(run);
  }
}

/** Nothing was submitted yet; what earlier runs left at the service is still there. */
function stoppedEarly(run: Run): Outcome {
  const inFlight = inFlightOf(run);
  run.emit({ type: 'stopping', inFlight });
  return {
    shots: new Map(),
    takes: new Map(),
    spent: noAmounts,
    worth: noAmounts,
    inFlight,
    failure: undefined,
    stopped: true,
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The simulator takes no money: what it made before is no spending. */
function spentSoFar(run: Run): Parameters<typeof holdToBudgets>[2] {
  const attempts = run.service.origin === 'ark' ? run.store.journal.attempts() : [];
  return {
    project: spentOn(attempts),
    episode: spentOn(attempts.filter((attempt) => attempt.intent.episode === run.plan.episode.id)),
  };
}

async function sleepUnlessAborted(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
