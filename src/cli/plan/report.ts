/** What a plan comes to, as data: the JSON of `scene plan`, and what its other views are made from. */
import type { PlanTask } from '../../plan/plan.ts';
import { budgetStates, type BudgetState } from '../../render/budget.ts';
import type { BudgetLimit } from '../../render/events.ts';
import { costOfTasks, forecastOf } from '../../render/forecast.ts';
import { costOf } from '../../render/money.ts';
import { neededTasks } from '../../render/survey.ts';
import type { Amounts } from '../../store/records.ts';
import type { Action, ShotState, Standing, Standings } from '../../store/standing.ts';
import { differencesSince, type Compared } from '../compared/compared.ts';

export interface PlanReport {
  readonly formatVersion: '1.0';
  readonly episode: { readonly id: string; readonly title: string | null };
  readonly backend: 'simulator' | 'ark';
  readonly shots: readonly PlannedShot[];
  /** Of what would be bought, at most where `exact` is false. */
  readonly totals: {
    readonly make: number;
    readonly keep: number;
    readonly wait: number;
    readonly tokens: number;
    readonly cost: Amounts;
    readonly exact: boolean;
  };
  /** What `--stale render` would cost beside it, with all that then becomes stale. */
  readonly stale: { readonly shots: number; readonly cost: Amounts; readonly exact: boolean };
  readonly budgets: readonly BudgetState[];
  /** Something is to be made, fetched or settled. */
  readonly pending: boolean;
}

export interface PlannedShot {
  readonly task: string;
  readonly state: ShotState;
  readonly action: Action;
  /** In words: which fields have changed, which clip is newer, what went wrong. */
  readonly why: string | null;
  /** Names of the fields that have changed, where that is known. */
  readonly changed: readonly string[];
  /** Seconds asked for; -1 where the model decides. */
  readonly seconds: number;
  readonly tokens: number;
  readonly cost: Amounts;
  readonly exact: boolean;
  readonly chosen: 'picked' | 'pinned' | null;
  /** SHA-256 of the take that it stands with. */
  readonly take: string | null;
  readonly source: { readonly file: string; readonly line: number };
}

export interface ReportOptions {
  readonly select?: readonly string[];
  readonly budgets: readonly BudgetLimit[];
}

export async function reportOf(
  compared: Compared,
  { select, budgets }: ReportOptions,
): Promise<PlanReport> {
  const { plan, graph, standings, store, choice } = compared;
  const needed = new Set(neededTasks(graph.tasks, standings, select).map(({ id }) => id));
  // In the order of the script, which is the plan's.
  const tasks = plan.tasks.filter(({ id }) => needed.has(id));
  const forecast = forecastOf(tasks, standings);
  const shots = await Promise.all(tasks.map((task) => plannedShot(task, compared)));
  const isMade = (one: Standings, task: PlanTask): boolean =>
    one.tasks.get(task.id)?.action === 'make';
  const anew = compared.standWith('render');
  const stale = tasks.filter((task) => isMade(anew, task) && !isMade(standings, task));
  const count = (action: Action): number => shots.filter((shot) => shot.action === action).length;
  return {
    formatVersion: '1.0',
    episode: { id: plan.episode.id, title: plan.episode.title },
    backend: choice.name,
    shots,
    totals: {
      make: forecast.generate,
      keep: count('keep'),
      wait: count('wait'),
      tokens: forecast.tokens,
      cost: forecast.cost,
      exact: forecast.exact,
    },
    stale: { shots: stale.length, ...priceOfTasks(stale) },
    budgets: budgetStates(forecast, budgets, store.attempts, {
      origin: choice.name,
      episode: plan.episode.id,
      approval: undefined,
      before: new Set(store.attempts.map(({ tag }) => tag)),
    }),
    pending: shots.some((shot) => shot.action !== 'keep'),
  };
}

function priceOfTasks(tasks: readonly PlanTask[]): Pick<PlanReport['stale'], 'cost' | 'exact'> {
  const { cost, exact } = costOfTasks(tasks);
  return { cost, exact };
}

async function plannedShot(task: PlanTask, compared: Compared): Promise<PlannedShot> {
  const standing = compared.standings.tasks.get(task.id);
  if (!standing) throw new Error(`the plan's ${task.id} stands nowhere`);
  const changed = standing.state === 'changed' ? await changedFields(standing, compared) : [];
  return {
    task: task.id,
    state: standing.state,
    action: standing.action,
    why: whyOf(standing, changed, compared),
    changed,
    seconds: task.request.duration,
    tokens: task.estimate.tokens,
    cost: costOf(task.estimate),
    exact: task.estimate.exact,
    chosen: standing.chosen ?? null,
    take: standing.take?.clip.sha256 ?? null,
    source: task.source,
  };
}

async function changedFields(standing: Standing, compared: Compared): Promise<readonly string[]> {
  const since = await differencesSince(standing, compared);
  return [...new Set(since?.differences.map(({ field }) => field))];
}

function whyOf(
  { state, newer, attempt, absent, shot }: Standing,
  changed: readonly string[],
  { accepted }: Compared,
): string | null {
  switch (state) {
    case 'new':
    case 'kept':
      return null;
    case 'changed':
      return changed.length > 0 ? changed.join(', ') : null;
    case 'stale':
      return `made from an older clip of ${newer.join(', ')}`;
    case 'reworded':
      return 'it means the same; this version words it anew';
    case 'failed':
      return attempt?.trouble?.message ?? null;
    case 'in-flight':
      return attempt?.id ?? null;
    case 'ambiguous':
      return attempt?.trouble?.message ?? 'a run ended before the service had answered';
    case 'lost': {
      const entry = attempt ? undefined : accepted.get(shot);
      if (entry) return `its take of ${entry.kept.slice(0, 10)} is not in this store`;
      return absent ? 'its pinned take is not in this store' : 'paid for, and its clip is gone';
    }
  }
}

/** The budgets of a render: the command's, the episode's and the project's. */
export function budgetsOf(
  { plan, project }: Pick<Compared, 'plan' | 'project'>,
  run: { readonly amount: string; readonly currency: 'CNY' | 'USD' } | undefined,
): readonly BudgetLimit[] {
  return [
    ...(run ? [{ scope: 'run', ...run } as const] : []),
    ...(plan.episode.budget ? [{ scope: 'episode', ...plan.episode.budget } as const] : []),
    ...(project.settings.budget ? [{ scope: 'project', ...project.settings.budget } as const] : []),
  ];
}
