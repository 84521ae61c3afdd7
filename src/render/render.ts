/**
 * The careful buyer: from a plan to kept clips. Reads the plan and never the script, tells what it
 * does in events, and knows nothing of how they are shown.
 */
import { setMaxListeners } from 'node:events';
import { Failure } from '../failure.ts';
import type { Plan, PlanTask } from '../plan/plan.ts';
import { modelOfId, type ModelName } from '../seedance/capabilities.ts';
import type { Attempt } from '../store/attempts.ts';
import type { AcceptedTakes } from '../store/accepted.ts';
import type { StaleChoice } from '../store/standing.ts';
import type { Store } from '../store/store.ts';
import { budgetStates, holdToBudgets, type BudgetScopes } from './budget.ts';
import { carryOut, inFlightOf, type Outcome } from './carry-out.ts';
import type { BudgetLimit, Forecast, Listener } from './events.ts';
import { buildGraph, type TaskGraph } from './graph.ts';
import { readLocalMedia } from './local-media.ts';
import { noAmounts } from './money.ts';
import { createPace } from './pace.ts';
import { createPolling } from './polling.ts';
import { openPurse } from './purse.ts';
import { publishAll } from './readable.ts';
import {
  defaultSettings,
  openBrake,
  type InspectClip,
  type RenderSettings,
  type Run,
} from './run.ts';
import type { Service } from './service.ts';
import { sleepUnlessAborted, type Sleep } from './sleep.ts';
import { isToBeMade, standingsNow, survey, takesOf, type Survey } from './survey.ts';

export interface RenderOptions {
  /** The folder that `file:` URLs are relative to; nothing outside of it is read. */
  readonly root: string;
  readonly store: Store;
  readonly service: Service;
  readonly inspectClip: InspectClip;
  /** Tasks at the service at once. */
  readonly concurrency: number;
  readonly onEvent: Listener;
  /** Aborted to stop: nothing new is submitted, what is at the service is left to the next run. */
  readonly stop: AbortSignal;
  /** Shots as `scene.shot`, made with all that they need; absent: all. */
  readonly select?: readonly string[];
  readonly budgets?: readonly BudgetLimit[];
  /** `EPISODE.takes.json` as it is. */
  readonly accepted?: AcceptedTakes;
  /** Whether shots that build on a newer clip are made anew; absent: they stay. */
  readonly stale?: StaleChoice;
  /** Each shot field by field, to be kept with its takes. */
  readonly fields?: Run['fields'];
  /** The model behind each `ep-…`, so that it can be priced. */
  readonly endpoints?: Readonly<Record<string, ModelName>>;
  /** The saved plan that is carried out: its mark, and a look at what would be made; throws to refuse. */
  readonly saved?: { readonly approval: string; agree(surveyed: Survey): void };
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
  const budgets = options.budgets ?? [];
  const attempts = () => options.store.journal.attempts();
  const before = new Set<string>();
  const scopes: BudgetScopes = {
    origin: options.service.origin,
    episode: plan.episode.id,
    approval: options.saved?.approval,
    before,
  };
  const lost = new AbortController();
  const stop = AbortSignal.any([options.stop, lost.signal]);
  const run: Run = {
    plan,
    accepted: options.accepted ?? new Map(),
    stale: options.stale ?? 'keep',
    fields: options.fields ?? new Map(),
    approval: options.saved?.approval,
    purse: openPurse(budgets, scopes, attempts),
    store: options.store,
    service: options.service,
    media,
    settings,
    emit: options.onEvent,
    sleep,
    random,
    inspectClip: options.inspectClip,
    stop,
    brake: openBrake(options.onEvent, () => {
      lost.abort();
    }),
    pace: createPace({ perMinute: settings.requestsPerMinute, sleep, random }),
    polling: createPolling({ pollMs: settings.pollMs, random }),
    links: new Map(),
    settling: new Map(),
    searching: new Map(),
    now: options.now ?? (() => new Date()),
  };
  // Every shot that waits listens for the stop; their number is the plan's, and no leak.
  setMaxListeners(0, stop);
  try {
    const surveyed = await survey(whole.tasks, options.select, run);
    const { found, forecast } = surveyed;
    // All that was found, and what was taken up from elsewhere with it.
    for (const { tag } of attempts()) before.add(tag);
    const needed = whole.tasks.filter(({ id }) => found.has(id));
    run.emit({
      type: 'surveyed',
      episode: plan.episode.id,
      concurrency: options.concurrency,
      shots: needed.map((task) => ({
        task: task.id,
        state: found.get(task.id)?.state ?? 'generate',
        standing: found.get(task.id)?.standing?.state ?? 'new',
        seconds: task.request.duration,
        needs: task.dependsOn,
        source: task.source,
      })),
      forecast,
    });
    refuseUnpriced(
      needed.filter(({ id }) => isToBeMade(found.get(id))),
      options.endpoints,
    );
    options.saved?.agree(surveyed);
    holdToBudgets(forecast, budgetStates(forecast, budgets, attempts(), scopes));
    if (forecast.generate > 0) await options.approve?.(forecast);
    await publishAll(surveyed.toPublish, run);
    const part: TaskGraph = { ...whole, tasks: needed };
    const surveyedAttempts = attempts();
    const outcome = await carryOut(part, surveyed, options.concurrency, run);
    if (isSame(surveyedAttempts, attempts())) {
      return { ...outcome, standings: surveyed.standings, takes: surveyed.takes };
    }
    const standings = await standingsNow(whole.tasks, run, run.stale);
    return { ...outcome, standings, takes: await takesOf(standings, run) };
  } catch (error) {
    if (!options.stop.aborted || !isAbort(error)) throw error;
    return stoppedEarly(run);
  }
}

/** Nothing was written down, so that everything stands as it was found. */
function isSame(before: readonly Attempt[], after: readonly Attempt[]): boolean {
  return before.length === after.length && before.every((one, place) => one === after[place]);
}

/** Nothing was submitted yet; what earlier runs left at the service is still there. */
function stoppedEarly(run: Run): Outcome {
  const inFlight = inFlightOf(run);
  run.emit({ type: 'stopping', inFlight });
  return {
    shots: new Map(),
    takes: new Map(),
    standings: undefined,
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

/** @throws Failure `over-budget` where nobody can say what a shot would cost: no budget could hold it */
function refuseUnpriced(
  tasks: readonly PlanTask[],
  endpoints: RenderOptions['endpoints'] = {},
): void {
  const unpriced = tasks.filter(
    ({ request, estimate }) =>
      estimate.tokens <= 0 || !(modelOfId(request.model) ?? endpoints[request.model]),
  );
  if (unpriced.length === 0) return;
  const names = unpriced.map(({ id, request }) => `${id} (${request.model})`).join(', ');
  throw new Failure('over-budget', `nobody can say what these would cost: ${names}`, {
    hint: 'Nothing was spent. Map each ep-… to its model under "ark.endpoints" in scenewright.json.',
  });
}
