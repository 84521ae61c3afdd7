/**
 * How each shot of a plan stands to what is already made: the one place that decides whether a clip
 * is bought. Pure: the same plan, attempts and accepted takes give the same answer, so that what
 * `scene plan` shows is what `scene render` does.
 */
import type { PlanTask } from '../plan/plan.ts';
import type { AcceptedTakes } from './accepted.ts';
import { isInFlight, isUnsettled, wasKept, type Attempt, type KeptAttempt } from './attempts.ts';
import {
  choose,
  comparedTakes,
  isNamed,
  makingNow,
  type ComparedTake,
  type MakingNow,
} from './compare-takes.ts';
import { attemptsByShot, shotOf } from './takes.ts';

export type ShotState =
  /** Nothing was ever made of it. */
  | 'new'
  /** A take of exactly this. */
  | 'kept'
  /** Its own words, settings or media are others than those of its take. */
  | 'changed'
  /** The same request, but a clip that it builds on is a newer one: it stays usable. */
  | 'stale'
  /** It means the same and its request is worded anew: only a newer version of the tool does that. */
  | 'reworded'
  /** The last try of this very request came to nothing, and was not billed. */
  | 'failed'
  /** At the service, or finished there and not yet fetched. */
  | 'in-flight'
  /** Perhaps at the service, and counted as spent. */
  | 'ambiguous'
  /** It was paid for, and its clip is not there. */
  | 'lost';

/** `wait`: neither bought nor there; what is under way is taken up, what is unsettled is settled. */
export type Action = 'keep' | 'make' | 'wait';

/** What is done about a shot in each state. This table spends the money. */
const actions: Readonly<Record<ShotState, Action>> = {
  new: 'make',
  kept: 'keep',
  changed: 'make',
  stale: 'keep',
  reworded: 'keep',
  failed: 'make',
  'in-flight': 'wait',
  ambiguous: 'wait',
  lost: 'make',
};

/** `--stale`: whether a shot that builds on a newer clip is made anew. */
export type StaleChoice = 'keep' | 'render';

export interface Standing {
  readonly task: string;
  readonly shot: string;
  readonly state: ShotState;
  readonly action: Action;
  /** The take that stands for this task. */
  readonly take?: KeptAttempt;
  /** The attempt that is under way or unsettled, that failed, or whose clip is lost. */
  readonly attempt?: Attempt;
  /** What was made before of a shot that has changed: what it is compared with. */
  readonly before?: KeptAttempt;
  /** Shots that it builds on whose clips are newer than those in its take. */
  readonly newer: readonly string[];
  /** Somebody chose the take: `pinned` stays whatever the script says. */
  readonly chosen?: 'picked' | 'pinned';
  /** A pinned take whose clip is not in this store: nothing may be bought in its place. */
  readonly absent?: true;
}

export interface Evidence {
  readonly episode: string;
  readonly attempts: readonly Attempt[];
  readonly accepted: AcceptedTakes;
  /** SHA-256 behind a `file:` URL; undefined where it was not read. */
  fileHash(url: string): string | undefined;
  /** Are the files of this attempt there, whole? */
  hasFiles(attempt: KeptAttempt): boolean;
}

export interface Standings {
  /** By task, in the order of the tasks. */
  readonly tasks: ReadonlyMap<string, Standing>;
  /** The take of each shot that is used, by shot; absent where there is none yet. */
  readonly accepted: ReadonlyMap<string, KeptAttempt>;
  /** Every take of each shot whose files are there, beside the shot as it is now. */
  readonly takes: ReadonlyMap<string, readonly ComparedTake[]>;
}

/** @param tasks each after those that it builds on */
export function standingsOf(
  tasks: readonly PlanTask[],
  evidence: Evidence,
  stale: StaleChoice = 'keep',
): Standings {
  const byShot = attemptsByShot(evidence.attempts);
  const claimed = claimedClips(evidence.accepted);
  const found = new Map<string, Standing>();
  const accepted = new Map<string, KeptAttempt>();
  const takes = new Map<string, readonly ComparedTake[]>();
  /** Shots whose clip will be another one than it is now. */
  const moving = new Set<string>();
  for (const [shot, group] of groupsOf(tasks)) {
    const [task] = group;
    if (!task) continue;
    const entry = evidence.accepted.get(shot);
    const own = (byShot.get(shot) ?? []).filter(
      (attempt) => !isClaimedByOther(attempt, shot, claimed),
    );
    const moved =
      entry && shotOf(entry.task) !== shot ? (byShot.get(shotOf(entry.task)) ?? []) : [];
    const candidates = [
      ...own,
      ...moved.filter((attempt) => wasKept(attempt) && isNamed(attempt, entry)),
    ];
    const shotStandings = standingsOfShot({
      shot,
      tasks: group,
      making: makingNow(task, evidence, accepted, moving),
      candidates,
      evidence,
      stale,
    });
    takes.set(shot, shotStandings.compared);
    for (const standing of shotStandings.tasks) found.set(standing.task, standing);
    if (shotStandings.accepted) accepted.set(shot, shotStandings.accepted);
    if (shotStandings.moves) moving.add(shot);
  }
  return {
    tasks: new Map(
      tasks.flatMap(({ id }) => {
        const standing = found.get(id);
        return standing ? [[id, standing] as const] : [];
      }),
    ),
    accepted,
    takes,
  };
}

interface ShotQuestion {
  readonly shot: string;
  readonly tasks: readonly PlanTask[];
  readonly making: MakingNow | undefined;
  readonly candidates: readonly Attempt[];
  readonly evidence: Evidence;
  readonly stale: StaleChoice;
}

interface ShotAnswer {
  readonly compared: readonly ComparedTake[];
  readonly tasks: readonly Standing[];
  readonly accepted: KeptAttempt | undefined;
  /** Those that build on it will build on another clip. */
  readonly moves: boolean;
}

function standingsOfShot(question: ShotQuestion): ShotAnswer {
  const { shot, tasks, evidence, stale } = question;
  const entry = evidence.accepted.get(shot);
  const compared = comparedTakes(question.candidates, question.making, evidence);
  const choice = choose(compared, entry, stale);
  if (entry?.pinned) return { ...pinnedShot(question, choice), compared };
  const chosen = entry?.picked && choice && isNamed(choice.take, entry) ? 'picked' : undefined;
  const standings = tasks.map((task): Standing => {
    const own = compared.filter(({ take }) => take.intent.task === task.id);
    const mine = tasks.length === 1 ? choice : choose(own, entry, stale);
    const standing = standingOfTask(task, mine, question);
    // The choice is made: what the other takes lack is no longer wanted.
    if (chosen && standing.action === 'make' && choice) {
      return { ...standing, ...usable(choice, stale), chosen };
    }
    return chosen && mine === choice ? { ...standing, chosen } : standing;
  });
  const settled = standings.some((standing) => standing.action === 'keep');
  return {
    compared,
    tasks: standings,
    accepted: settled ? choice?.take : undefined,
    moves: !settled,
  };
}

/** Never touched: it is what the shot is, whatever the script has become. */
function pinnedShot(
  { shot, tasks }: ShotQuestion,
  choice: ComparedTake | undefined,
): Omit<ShotAnswer, 'compared'> {
  const state = choice?.state ?? 'lost';
  const standing = {
    shot,
    state,
    action: choice ? 'keep' : 'wait',
    newer: choice?.newer ?? [],
    chosen: 'pinned',
    ...(choice ? { take: choice.take, before: choice.take } : { absent: true as const }),
  } as const;
  return {
    tasks: tasks.map(({ id }) => ({ task: id, ...standing })),
    accepted: choice?.take,
    moves: choice === undefined,
  };
}

function standingOfTask(
  task: PlanTask,
  mine: ComparedTake | undefined,
  question: ShotQuestion,
): Standing {
  const { shot, tasks, stale } = question;
  const head = { task: task.id, shot };
  if (mine && (mine.state !== 'stale' || stale === 'keep')) {
    return { ...head, ...usable(mine, stale) };
  }
  const tries = triesOf(task, question);
  const attempt = tries.findLast(isInFlight) ?? tries.findLast(isUnsettled);
  if (attempt) {
    const state = isInFlight(attempt) ? 'in-flight' : 'ambiguous';
    return { ...head, state, action: actions[state], attempt, newer: [] };
  }
  if (mine) return { ...head, ...usable(mine, stale) };
  const before = question.candidates
    .filter(wasKept)
    .filter(({ intent }) => intent.episode === question.evidence.episode)
    .findLast(({ intent }) => tasks.length === 1 || intent.task === task.id);
  const last = tries.at(-1);
  const state = stateWithoutTake(last, before, isOfAnotherStore(task, question));
  return {
    ...head,
    state,
    action: actions[state],
    newer: [],
    ...(before ? { before } : {}),
    ...(last ? { attempt: last } : {}),
  };
}

function stateWithoutTake(
  last: Attempt | undefined,
  before: KeptAttempt | undefined,
  elsewhere: boolean,
): ShotState {
  // A try of this very request that was kept, and is not usable, has lost its file.
  if (last?.step === 'kept' || last?.step === 'lost' || (!last && elsewhere)) return 'lost';
  if (last && failures.has(last.step)) return 'failed';
  return before ? 'changed' : 'new';
}

/** The accepted take is of this very request, and this store never held it. */
function isOfAnotherStore(task: PlanTask, question: ShotQuestion): boolean {
  const { shot, tasks, evidence, making, candidates } = question;
  const entry = evidence.accepted.get(shot);
  if (!entry || (entry.task !== task.id && tasks.length > 1)) return false;
  const isHere = candidates.some((one) => wasKept(one) && isNamed(one, entry));
  return !isHere && making?.ownKeyAs(entry.task) === entry.ownKey;
}

const failures: ReadonlySet<string> = new Set(['failed', 'cancelled', 'expired']);

function usable(
  { take, state, newer }: ComparedTake,
  stale: StaleChoice,
): Pick<Standing, 'state' | 'action' | 'take' | 'newer'> {
  const action = state === 'stale' && stale === 'render' ? 'make' : actions[state];
  return { state, action, take, newer };
}

/** The attempts at this very request, whatever it was built on. */
function triesOf(task: PlanTask, { candidates, making, tasks }: ShotQuestion): readonly Attempt[] {
  if (!making) return [];
  return candidates.filter(
    ({ intent }) =>
      (intent.task === task.id || tasks.length === 1) &&
      making.ownKeyAs(intent.task) === intent.ownKey,
  );
}

function groupsOf(tasks: readonly PlanTask[]): ReadonlyMap<string, readonly PlanTask[]> {
  const groups = new Map<string, PlanTask[]>();
  for (const task of tasks) {
    const shot = shotOf(task.id);
    const group = groups.get(shot);
    if (group) group.push(task);
    else groups.set(shot, [task]);
  }
  return groups;
}

/** The shot that each accepted clip belongs to now, by clip and the task that made it. */
function claimedClips(accepted: AcceptedTakes): ReadonlyMap<string, string> {
  return new Map([...accepted].map(([shot, { clip, task }]) => [`${clip} ${task}`, shot]));
}

/** Two shots are two clips: what was moved to another shot is no longer a take of the old one. */
function isClaimedByOther(
  attempt: Attempt,
  shot: string,
  claimed: ReadonlyMap<string, string>,
): boolean {
  if (!wasKept(attempt)) return false;
  const owner = claimed.get(`${attempt.clip.sha256} ${attempt.intent.task}`);
  return owner !== undefined && owner !== shot;
}
