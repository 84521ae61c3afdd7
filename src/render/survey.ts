/**
 * Before anything is spent: what of the plan is kept already, what an earlier run left at the
 * service, and what would have to be made.
 */
import type { PlanTask } from '../plan/plan.ts';
import { isInFlight, isUnsettled, type Attempt } from '../store/attempts.ts';
import { keysOf, ownKeyOf, shotReference, urlOf, type TaskKeys } from '../store/key.ts';
import type { FoundState, Forecast } from './events.ts';
import { fetchAgain } from './keep-clip.ts';
import { costOf, sumAmounts } from './money.ts';
import { seeThatAllCanBeSent, type ToPublish } from './readable.ts';
import type { Takes } from './request-body.ts';
import type { Run } from './run.ts';
import { settleByTag, settleUnsent } from './settle-by-tag.ts';
import { takeOf, type Take } from './take.ts';

export interface Found {
  readonly state: FoundState;
  /** The kept clip of a reused shot. */
  readonly take?: Take;
  /** The attempt to take up, of a resumed or an ambiguous shot. */
  readonly attempt?: Attempt;
}

export interface Survey {
  readonly found: ReadonlyMap<string, Found>;
  /** At the service, and no longer asked for by this plan. */
  readonly orphans: readonly (Attempt & { readonly id: string })[];
  readonly forecast: Forecast;
  /** What the service must be able to read before the first submission. */
  readonly toPublish: ToPublish;
}

/**
 * @throws Failure `publish-missing` or `usage` where a shot that would be bought cannot be sent:
 * then nothing is bought at all
 */
export async function survey(tasks: readonly PlanTask[], run: Run): Promise<Survey> {
  await settleUnsent(run);
  // All at once: each may have to wait for the service's list to show it.
  const unsettled = run.store.journal.attempts().filter(isUnsettled);
  await Promise.all(unsettled.map((attempt) => settleByTag(attempt, run)));
  const found = new Map<string, Found>();
  const takes = new Map<string, Take>();
  for (const task of tasks) {
    const keys = knownKeys(task, takes, run);
    const one = keys
      ? await lookUp(run.store.journal.attemptsFor(keys.key), run)
      : unsettledBefore(task, run);
    found.set(task.id, one);
    if (one.take) takes.set(task.id, one.take);
  }
  const bought = tasks.filter((task) => isBought(found.get(task.id)));
  const toPublish = await seeThatAllCanBeSent(bought, takes, run);
  const taken = new Set([...found.values()].map((one) => one.attempt?.tag));
  return {
    found,
    orphans: run.store.journal
      .attempts()
      .filter(isInFlight)
      .filter((attempt) => !taken.has(attempt.tag)),
    forecast: forecastOf(tasks, found),
    toPublish,
  };
}

/** The state of a key by the attempts that were made for it, the newest deciding. */
export async function lookUp(attempts: readonly Attempt[], run: Run): Promise<Found> {
  let lost = false;
  for (const attempt of attempts.toReversed()) {
    const take = await takeOf(attempt, run.store);
    if (take) return { state: 'reused', take };
    if (isInFlight(attempt)) return { state: 'resumed', attempt };
    if (isUnsettled(attempt)) {
      const settled = await settleByTag(attempt, run);
      if (settled.state !== 'never-accepted') return settled;
    }
    if (attempt.step === 'kept') {
      const again = await fetchedAgain(attempt, run);
      if (again) return { state: 'reused', take: again };
      lost = true;
    }
    if (attempt.step === 'lost') lost = true;
  }
  return { state: lost ? 'lost' : 'generate' };
}

/** The keys, where all that the task builds on is kept, and its files are there. */
export function knownKeys(
  task: PlanTask,
  takes: Takes,
  run: Pick<Run, 'media'>,
): TaskKeys | undefined {
  for (const url of task.request.content.map(urlOf)) {
    const reference = shotReference(url);
    if (reference && !takes.has(reference.task)) return undefined;
    if (url?.startsWith('file:') && !run.media.has(url)) return undefined;
  }
  return keysOf(task, {
    fileHash: (url) => run.media.of(url).sha256,
    takeHash: (name) => takes.get(name)?.attempt.clip.sha256 ?? '',
  });
}

/** The clips of `tasks` that are kept beside those of `takes`; asks and changes nothing. */
export async function keptTakes(
  tasks: readonly PlanTask[],
  takes: Takes,
  run: Run,
): Promise<Takes> {
  const all = new Map(takes);
  for (const task of tasks) {
    if (all.has(task.id)) continue;
    const keys = knownKeys(task, all, run);
    for (const attempt of keys ? run.store.journal.attemptsFor(keys.key) : []) {
      const take = await takeOf(attempt, run.store);
      if (take) all.set(task.id, take);
    }
  }
  return all;
}

function isBought(found: Found | undefined): boolean {
  return found?.state === 'generate' || found?.state === 'lost';
}

/** A shot whose own request was perhaps sent is not sent again, on whatever clip it would build now. */
function unsettledBefore(task: PlanTask, run: Run): Found {
  const own = ownKeyOf(task, { fileHash: (url) => run.media.of(url).sha256 });
  const attempt = run.store.journal
    .attempts()
    .find((one) => isUnsettled(one) && one.intent.ownKey === own);
  return attempt ? { state: 'ambiguous', attempt } : { state: 'generate' };
}

async function fetchedAgain(attempt: Attempt, run: Run): Promise<Take | undefined> {
  const { id } = attempt;
  if (id === undefined) return undefined;
  return fetchAgain({ ...attempt, id }, run);
}

function forecastOf(tasks: readonly PlanTask[], found: ReadonlyMap<string, Found>): Forecast {
  const bought = tasks.filter((task) => isBought(found.get(task.id)));
  const count = (state: FoundState): number =>
    [...found.values()].filter((one) => one.state === state).length;
  return {
    generate: bought.length,
    reused: count('reused'),
    resumed: count('resumed'),
    tokens: bought.reduce((sum, task) => sum + task.estimate.tokens, 0),
    cost: sumAmounts(bought.map((task) => costOf(task.estimate))),
    exact: bought.every((task) => task.estimate.exact),
  };
}
