/**
 * Before anything is spent: how each shot of the plan stands to what is made, what an earlier run left
 * at the service, and what would have to be made.
 */
import { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import { isInFlight, isUnsettled, type Attempt, type SubmittedAttempt } from '../store/attempts.ts';
import { shotReference, urlsOf } from '../store/content-urls.ts';
import { makingOf, type Making } from '../store/key.ts';
import { standingsOf, type Standing, type Standings, type StaleChoice } from '../store/standing.ts';
import { shotOf } from '../store/takes.ts';
import type { FoundState } from './events.ts';
import { gatherEvidence } from './evidence.ts';
import { fetchLost } from './fetch-lost.ts';
import { forecastOf, type Forecast } from './forecast.ts';
import { isTakeOf } from './graph.ts';
import { seeThatAllCanBeSent, type ToPublish } from './readable.ts';
import type { Takes } from './request-body.ts';
import type { Run } from './run.ts';
import { settleByTag, settleUnsent } from './settle-by-tag.ts';
import { takeOf, type Take } from './take.ts';

export interface Found {
  readonly state: FoundState;
  /** How the shot stands to what was made of it. */
  readonly standing?: Standing;
  /** The kept clip of a reused shot. */
  readonly take?: Take;
  /** The attempt to take up, of a resumed or an ambiguous shot. */
  readonly attempt?: Attempt;
}

export interface Survey {
  /** Of the tasks of this run, in order. */
  readonly found: ReadonlyMap<string, Found>;
  /** Of the whole plan. */
  readonly standings: Standings;
  /** The takes that shots of this run are built on and that are there, by shot. */
  readonly takes: Takes;
  /** At the service, and no longer asked for by this plan. */
  readonly orphans: readonly SubmittedAttempt[];
  readonly forecast: Forecast;
  /** What the service must be able to read before the first submission. */
  readonly toPublish: ToPublish;
}

/**
 * @param tasks of the whole plan, each after those that it builds on
 * @param select shots that were asked for; what they build on is made with them where it must be
 * @throws Failure `publish-missing` or `usage` where a shot that would be bought cannot be sent, and
 * `submission-ambiguous` where nobody can say whether a clip is lost: then nothing is bought at all
 */
export async function survey(
  tasks: readonly PlanTask[],
  select: readonly string[] | undefined,
  run: Run,
): Promise<Survey> {
  await settleUnsent(run);
  // All at once: each may have to wait for the service's list to show it.
  const unsettled = run.store.journal.attempts().filter(isUnsettled);
  await Promise.all(unsettled.map((attempt) => settleByTag(attempt, run)));
  const before = await standingsNow(tasks, run, run.stale);
  const wanted = neededTasks(tasks, before, select);
  const standings = (await fetchLost(wanted, before, run))
    ? await standingsNow(tasks, run, run.stale)
    : before;
  const needed = neededTasks(tasks, standings, select);
  refuseAbsent(needed, standings);
  const found = new Map<string, Found>();
  for (const { id } of needed) {
    const standing = standings.tasks.get(id);
    if (standing) found.set(id, await foundOf(standing, run));
  }
  const takes = await takesOf(standings, run);
  const bought = needed.filter(({ id }) => isToBeMade(found.get(id)));
  const toPublish = await seeThatAllCanBeSent(bought, takes, run);
  const taken = new Set([...found.values()].map((one) => one.attempt?.tag));
  return {
    found,
    standings,
    takes,
    orphans: run.store.journal
      .attempts()
      .filter(isInFlight)
      .filter((attempt) => !taken.has(attempt.tag)),
    forecast: forecastOf(needed, standings),
    toPublish,
  };
}

/** How the shots of the plan stand now; asks nobody and changes nothing. */
export async function standingsNow(
  tasks: readonly PlanTask[],
  run: Run,
  stale: StaleChoice,
): Promise<Standings> {
  const evidence = await gatherEvidence({
    episode: run.plan.episode.id,
    tasks,
    attempts: run.store.journal.attempts(),
    accepted: run.accepted,
    media: run.media,
    pathOf: (file) => run.store.pathOf(file),
  });
  return standingsOf(tasks, evidence, stale);
}

/** The take that each shot is shown with, by shot: the accepted one, else one that is still usable. */
export async function takesOf(standings: Standings, run: Pick<Run, 'store'>): Promise<Takes> {
  const takes = new Map<string, Take>();
  for (const [shot, attempt] of standings.accepted) {
    const take = await takeOf(attempt, run.store);
    if (take) takes.set(shot, take);
  }
  return takes;
}

/**
 * The tasks of a run in their order: those asked for, and what has to be made so that they can be.
 * A shot whose take stays needs nothing.
 */
export function neededTasks(
  tasks: readonly PlanTask[],
  standings: Standings,
  select: readonly string[] | undefined,
): readonly PlanTask[] {
  if (!select) return tasks;
  const byShot = new Map(tasks.map((task) => [task.id, task]));
  const needed = new Set<string>();
  const open = tasks.filter(({ id }) => select.some((name) => isTakeOf(id, name)));
  for (let task = open.pop(); task; task = open.pop()) {
    if (needed.has(task.id)) continue;
    needed.add(task.id);
    if (standings.tasks.get(task.id)?.action === 'keep') continue;
    for (const name of task.dependsOn) {
      const source = byShot.get(name);
      if (source && standings.tasks.get(name)?.action !== 'keep') open.push(source);
    }
  }
  return tasks.filter(({ id }) => needed.has(id));
}

function refuseAbsent(tasks: readonly PlanTask[], standings: Standings): void {
  const absent = tasks.filter(({ id }) => standings.tasks.get(id)?.absent).map(({ id }) => id);
  if (absent.length === 0) return;
  throw new Failure(
    'configuration',
    `the pinned take of ${absent.join(', ')} is not in this store, and nothing is bought in its place`,
    { hint: 'Bring the store in which it was made, or let it go with `scene takes unpin`.' },
  );
}

async function foundOf(standing: Standing, run: Run): Promise<Found> {
  const { action, state, attempt, take } = standing;
  switch (action) {
    case 'keep': {
      const kept = take && (await takeOf(take, run.store));
      if (!kept) throw new Error(`the take of ${standing.task} was there and is gone`);
      return { state: 'reused', standing, take: kept };
    }
    case 'make':
      return { state: state === 'lost' ? 'lost' : 'generate', standing };
    case 'wait':
      return {
        state: state === 'ambiguous' ? 'ambiguous' : 'resumed',
        standing,
        ...(attempt ? { attempt } : {}),
      };
  }
}

/** What is kept or under way needs nothing any more, whatever becomes of its sources. */
export function needsNothing(found: Found | undefined): boolean {
  return found?.take !== undefined || found?.attempt !== undefined;
}

/** The state of a key by the attempts that were made for it, the newest deciding. */
export async function lookUp(attempts: readonly Attempt[], run: Run): Promise<Found> {
  for (const attempt of attempts.toReversed()) {
    const take = await takeOf(attempt, run.store);
    if (take) return { state: 'reused', take };
    if (isInFlight(attempt)) return { state: 'resumed', attempt };
    if (isUnsettled(attempt)) {
      const settled = await settleByTag(attempt, run);
      if (settled.state !== 'never-accepted') return settled;
    }
  }
  return { state: 'generate' };
}

/** What the task is made from, where all that it builds on is kept, and its files are there. */
export function knownMaking(
  task: PlanTask,
  takes: Takes,
  run: Pick<Run, 'media'>,
): Making | undefined {
  for (const url of urlsOf(task.request.content)) {
    const reference = shotReference(url);
    if (reference && !takes.has(reference.task)) return undefined;
    if (url.startsWith('file:') && !run.media.has(url)) return undefined;
  }
  return makingOf(task, {
    fileHash: (url) => run.media.of(url).sha256,
    takeHash: (name) => takes.get(name)?.attempt.clip.sha256 ?? '',
  });
}

export function isToBeMade(found: Found | undefined): boolean {
  return found?.state === 'generate' || found?.state === 'lost';
}

/** The tasks of a shot, in the order of their numbers. */
export function tasksOfShot(tasks: readonly PlanTask[], shot: string): readonly PlanTask[] {
  return tasks.filter(({ id }) => shotOf(id) === shot);
}
