/**
 * What was paid for and is not on this disk: it is fetched again while the service has it. Only what
 * provably nobody can fetch any more is left to be made anew.
 */
import { randomUUID } from 'node:crypto';
import { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import type { AcceptedTake } from '../store/accepted.ts';
import { wasKept, type KeptAttempt } from '../store/attempts.ts';
import { makingOf, type Making } from '../store/key.ts';
import type { Standings } from '../store/standing.ts';
import { fetchAgain, fetchFiles, isBegunOn } from './fetch-clip.ts';
import { costOf, costOfTokens } from './money.ts';
import type { Run } from './run.ts';
import { isOfThisAccount } from './settle-by-tag.ts';
import { recipeOf } from './submit.ts';
import { shouldHaveRecord, takeOf } from './take.ts';

/**
 * @param tasks those that are asked for
 * @returns whether anything stands otherwise now
 * @throws Failure `submission-ambiguous` where nobody can say whether a clip is lost; what can be
 * fetched is here by then
 */
export async function fetchLost(
  tasks: readonly PlanTask[],
  standings: Standings,
  run: Run,
): Promise<boolean> {
  const undecided: Undecided[] = [];
  let isMoved = false;
  for (const task of tasks) {
    const standing = standings.tasks.get(task.id);
    if (standing?.state !== 'lost') continue;
    const entry = run.accepted.get(standing.shot);
    const attempt =
      standing.attempt ?? run.store.journal.attempts().find(({ id }) => id === entry?.id);
    if (attempt && wasKept(attempt)) {
      const end = await fetchKept(attempt, run);
      if (end === 'fetched') isMoved = true;
      // The simulator's clips cost nothing.
      else if (end !== 'lost' && run.service.origin === 'ark') {
        undecided.push({ attempt, why: end.why });
      }
    } else if (!attempt && entry) {
      isMoved = (await fetchFromElsewhere(task, entry, run)) || isMoved;
    }
  }
  refuseUndecided(undecided);
  return isMoved;
}

interface Undecided {
  readonly attempt: KeptAttempt;
  readonly why: string;
}

/** Of a clip that this store held: here again, surely lost, or why neither can be said. */
async function fetchKept(
  attempt: KeptAttempt,
  run: Run,
): Promise<'fetched' | 'lost' | { readonly why: string }> {
  // Of a pinned shot with several tasks each has the same take.
  if (await takeOf(attempt, run.store)) return 'fetched';
  const found = await run.service.get(attempt.id, { signal: run.stop });
  if (!found) return absence(attempt, run);
  if (found.videoUrl === undefined) return { why: 'the service names no clip of it by now' };
  try {
    const end = await fetchAgain(attempt, found, run);
    return end === 'fetched' ? end : { why: 'the service gives other bytes for it by now' };
  } catch (error) {
    if (!(error instanceof Failure) || error.reason !== 'clip-unusable') throw error;
    return { why: `the service has it, and it cannot be fetched: ${error.message}` };
  }
}

/** What a service that knows nothing of it proves: another account's nothing, nor one that should know. */
function absence(attempt: KeptAttempt, run: Run): 'lost' | { readonly why: string } {
  if (!isOfThisAccount(attempt, run)) {
    return { why: 'it was bought with another key, and this one cannot see it' };
  }
  return shouldHaveRecord(attempt.submittedAt ?? attempt.at, run.now()) === false
    ? 'lost'
    : { why: 'the service does not know it, though its record should still live' };
}

/** An accepted take that another store holds: while the service gives its clip, it is kept here too. */
async function fetchFromElsewhere(task: PlanTask, entry: AcceptedTake, run: Run): Promise<boolean> {
  const { store, service } = run;
  const making = makingOfEntry(task, entry, run);
  if (!making) return false;
  const found = await service.get(entry.id, { signal: run.stop });
  if (found?.status !== 'succeeded' || found.videoUrl === undefined) return false;
  const tag = randomUUID();
  const withoutFrame = !isBegunOn(task.id, run);
  const files = await fetchFiles({ tag, intent: entry }, found, { withoutFrame }, run).catch(
    (error: unknown) => {
      // Its link has run out: it stays lost, and nothing is written down.
      if (error instanceof Failure && error.reason === 'clip-unusable') return undefined;
      throw error;
    },
  );
  if (files?.clip.sha256 !== entry.clip) return false;
  const recipe = recipeOf(task, making, run);
  await store.keepRecipe(recipe);
  const { tokens, exact } = task.estimate;
  const reserved = { tokens, exact, cost: costOf(task.estimate) };
  await store.journal.append({
    step: 'intent',
    tag,
    ...making,
    meaning: entry.meaning,
    task: entry.task,
    episode: run.plan.episode.id,
    model: task.request.model,
    account: service.account,
    tagged: false,
    reserved,
    recipe: recipe.hash,
    seconds: task.request.duration,
  });
  await store.journal.append({ step: 'submitted', tag, id: entry.id });
  await store.journal.append({
    step: 'succeeded',
    tag,
    tokens: found.tokens,
    cost: costOfTokens(reserved, found.tokens),
    ...(found.seed === undefined ? {} : { seed: found.seed }),
  });
  await store.journal.append({ step: 'kept', tag, ...files });
  const message = `${task.id}: its take of another store (${entry.id}) was fetched from the service; nothing is bought`;
  run.emit({ type: 'warning', message });
  return true;
}

/** What the entry's take was made from; undefined where that is no longer what the plan says. */
function makingOfEntry(
  task: PlanTask,
  entry: AcceptedTake,
  { accepted, media }: Run,
): Making | undefined {
  const making = makingOf(
    { ...task, id: entry.task },
    {
      fileHash: (url) => media.hashOf(url) ?? '',
      takeHash: (name) => accepted.get(name)?.clip ?? '',
    },
  );
  return making.key === entry.key ? making : undefined;
}

function refuseUndecided(undecided: readonly Undecided[]): void {
  if (undecided.length === 0) return;
  const lines = undecided.map(
    ({ attempt, why }) => `${attempt.intent.task} (${attempt.id}): ${why}`,
  );
  const words = undecided.map(({ attempt }) => `--discard ${attempt.tag}`);
  throw new Failure(
    'submission-ambiguous',
    ['paid for, gone from this disk, and nobody can say that it is lost:', ...lines].join('\n  '),
    {
      hint: `Nothing was spent. Put the file back, or run this with the key and the address that it was bought with. To give it up and make it anew: scene reconcile ${words.join(' ')}`,
    },
  );
}
