/**
 * Submissions of which nobody knows whether they were accepted, settled one way or the other: by the
 * service's list where that is proof, and else by somebody's word. What is decided is journalled.
 */
import { Failure } from '../failure.ts';
import { isInFlight, isUnsettled, wasKept, type Attempt } from '../store/attempts.ts';
import type { Step } from '../store/records.ts';
import type { ListedTask } from './service.ts';
import {
  isOfThisAccount,
  settleByTag,
  settleUnsent,
  wouldBeListed,
  type Search,
} from './settle-by-tag.ts';
import { takeOf } from './take.ts';

export interface Question {
  readonly attempt: Attempt;
  /** Tasks of the service that nothing in the journal accounts for: the nearest in time first. */
  readonly candidates: readonly ListedTask[];
  /** The list is whole and shows none that it could be. */
  readonly provesAbsence: boolean;
  /** It was sent with the key that is asked with now. */
  readonly ofThisAccount: boolean;
}

export interface Answer {
  readonly attempt: Attempt;
  readonly as: 'adopted' | 'discarded' | 'lost' | 'cancelled' | 'not-cancelled';
  /** The service's id of the task, where there is one. */
  readonly id: string | null;
}

export interface Word {
  /** The attempt by its tag, or by its shot where that names one alone. */
  readonly name: string;
  /** The service's id of the task that it is; absent: it was never accepted. */
  readonly id?: string;
}

/** Is told each answer once it is written down: what comes after it may yet fail. */
export type Told = (answer: Answer) => void;

/**
 * Settles what the service's own list settles.
 * @returns what is left
 */
export async function settleByList(run: Search, told: Told): Promise<readonly Question[]> {
  await settleUnsent(run);
  const unsettled = run.store.journal.attempts().filter(isUnsettled);
  const open: Attempt[] = [];
  const ends = await Promise.allSettled(unsettled.map((attempt) => settleByTag(attempt, run)));
  for (const [index, end] of ends.entries()) {
    const attempt = unsettled[index];
    if (end.status === 'rejected') continue;
    const { value: one } = end;
    if (one.state === 'ambiguous') open.push(one.attempt);
    else if (one.state === 'resumed') told({ ...one, as: 'adopted', id: one.attempt.id });
    else if (attempt) told({ attempt, as: 'discarded', id: null });
  }
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  // Of what carries a tag the list has been searched for so long; what carries none may lag behind too.
  if (open.some(({ intent }) => !intent.tagged)) await run.sleep(run.settings.settleMs, run.stop);
  const listed = open.length > 0 ? await run.service.list({ signal: run.stop }) : [];
  return open.map((attempt) => questionOf(attempt, listed, run));
}

/**
 * What somebody says attempts were. Every word is looked at before the first is written down.
 * @throws Failure `usage` as `decisionsOf`
 */
export async function settleByWords(
  words: readonly Word[],
  run: Search,
  told: Told,
): Promise<void> {
  for (const { step, answer } of await decisionsOf(words, run)) {
    await run.store.journal.append(step);
    told(answer);
  }
}

/**
 * What the words come to; nothing is written down.
 * @throws Failure `usage` where one cannot be: no such attempt, no such task, one that is another's
 */
export async function decisionsOf(
  words: readonly Word[],
  run: Search,
): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  for (const word of words) decisions.push(await decide(word, run));
  for (const [index, { answer }] of decisions.entries()) {
    const before = decisions.slice(0, index).find((one) => contradicts(one.answer, answer));
    if (before)
      throw new Failure('usage', `two words speak of ${before.answer.attempt.intent.task}`);
  }
  return decisions;
}

interface Decision {
  readonly answer: Answer;
  /** What is to be journalled. */
  readonly step: Step;
}

async function decide(word: Word, run: Search): Promise<Decision> {
  const { journal } = run.store;
  const attempt = attemptNamed(word.name, journal.attempts());
  const { tag } = attempt;
  if (word.id === undefined) {
    if (isUnsettled(attempt)) {
      const message = 'somebody looked and found that it was never accepted';
      return {
        answer: { attempt, as: 'discarded', id: null },
        step: { step: 'failed', tag, code: 'discarded', message },
      };
    }
    const id = attempt.id ?? '';
    if (await takeOf(attempt, run.store)) {
      throw new Failure('usage', `${attempt.intent.task} is kept, and its clip is here`);
    }
    if (await run.service.get(id, { signal: run.stop })) {
      throw new Failure('usage', `${attempt.intent.task} is at the service as ${id}`, {
        hint: 'The next render fetches it. What is still queued can be cancelled with --cancel-queued.',
      });
    }
    return { answer: { attempt, as: 'lost', id }, step: { step: 'lost', tag } };
  }
  const { id } = word;
  const other = journal.attempts().find((one) => one.id === id);
  if (other) throw new Failure('usage', `${id} is ${other.intent.task} already`);
  if (!isUnsettled(attempt)) throw new Failure('usage', `${word.name} is settled already`);
  if (!(await run.service.get(id, { signal: run.stop }))) {
    throw new Failure('usage', `the service has no task ${id}`);
  }
  return { answer: { attempt, as: 'adopted', id }, step: { step: 'submitted', tag, id } };
}

function contradicts(one: Answer, other: Answer): boolean {
  return one.attempt.tag === other.attempt.tag || (one.id !== null && one.id === other.id);
}

/** Discards what the list proves not to be there. */
export async function discardAbsent(
  questions: readonly Question[],
  run: Search,
  told: Told,
): Promise<void> {
  const absent = questions.filter((question) => question.provesAbsence);
  const words = absent.map(({ attempt }) => ({ name: attempt.tag }));
  await settleByWords(words, run, told);
}

/** Cancels what is queued when looked at. What runs, or is done, goes on and is kept by the next render. */
export async function cancelQueued(run: Search, told: Told): Promise<void> {
  for (const attempt of run.store.journal.attempts().filter(isInFlight)) {
    if (attempt.step !== 'submitted') continue;
    const { id, tag } = attempt;
    const task = await run.service.cancel(id, { signal: run.stop });
    const cancelled = task?.status === 'cancelled';
    if (cancelled) await run.store.journal.append({ step: 'cancelled', tag });
    told({ attempt, as: cancelled ? 'cancelled' : 'not-cancelled', id });
  }
}

/**
 * The attempt that a word means: an open one, or where none is called so, one that was kept and whose
 * clip may be gone.
 * @throws Failure `usage` where there is none, or more than one
 */
export function attemptNamed(name: string, attempts: readonly Attempt[]): Attempt {
  const called = attempts.filter((one) => one.tag === name || one.intent.task === name);
  const open = called.filter((one) => isUnsettled(one) || isInFlight(one));
  const found = open.length > 0 ? open : called.filter(wasKept);
  const [attempt] = found;
  if (attempt && found.length === 1) return attempt;
  throw new Failure(
    'usage',
    attempt
      ? `${name} names ${found.length} submissions`
      : `nothing that is open is called ${name}`,
    { hint: 'Name it by its tag; `scene reconcile` lists what is open.' },
  );
}

function questionOf(attempt: Attempt, listed: readonly ListedTask[], run: Search): Question {
  const known = new Set(run.store.journal.attempts().map((one) => one.id));
  const { model } = attempt.intent;
  const candidates = listed.filter(
    (task) =>
      !known.has(task.id) &&
      // An endpoint of the account's own stands for a model that its task may name instead.
      (task.model === undefined || task.model === model || model.startsWith('ep-')) &&
      (task.tag === undefined || task.tag === attempt.tag),
  );
  const at = Date.parse(attempt.begunAt);
  const away = ({ createdAt }: ListedTask): number => Math.abs((createdAt?.getTime() ?? 0) - at);
  return {
    attempt,
    candidates: candidates.toSorted((a, b) => away(a) - away(b)),
    provesAbsence: candidates.length === 0 && wouldBeListed(attempt, run),
    ofThisAccount: isOfThisAccount(attempt, run),
  };
}
