/**
 * A submitted task waited for until it ends: kept, refused, lost, or left for the next run. Each step is
 * journalled before it is told.
 */
import { Failure } from '../failure.ts';
import { isSettled } from '../seedance/schemas.ts';
import type { SubmittedAttempt } from '../store/attempts.ts';
import { keepClip, unavailable } from './fetch-clip.ts';
import { costOfTokens } from './money.ts';
import type { Run } from './run.ts';
import type { Refusal, ServiceTask } from './service.ts';
import { isOfThisAccount } from './settle-by-tag.ts';
import { shouldHaveRecord, type Take } from './take.ts';

export type Settled =
  | { readonly state: 'kept'; readonly take: Take }
  /** Not billed. */
  | { readonly state: 'refused'; readonly refusal: Refusal }
  /** Billed, and the service keeps it no longer. */
  | { readonly state: 'lost' }
  /** Still at the service, or finished there and not fetched; the next run takes it up. */
  | { readonly state: 'in-flight'; readonly failure: Failure | undefined };

/** What is known where the task was sent in this run, and what is waited for there. */
export interface Watch {
  /** When it was accepted, in milliseconds of `performance.now`. */
  readonly acceptedAtMs?: number;
  /** Told when its files are on this disk, before they are looked at. */
  readonly whenFetched?: () => void;
}

/**
 * Waits for a submitted attempt and keeps what it made. Journals each step before it tells of it.
 * Failures of the service end as `in-flight`, for then nothing is known that was not known before.
 */
export function settle(
  attempt: SubmittedAttempt,
  task: string,
  run: Run,
  watch: Watch = {},
): Promise<Settled> {
  const settling = run.settling.get(attempt.tag) ?? settleOnce(attempt, task, run, watch);
  run.settling.set(attempt.tag, settling);
  return settling;
}

/** Is the task done at the service? Where that cannot be asked now, it counts as not known to be. */
export async function isFinished(attempt: SubmittedAttempt, run: Run): Promise<boolean> {
  try {
    const found = await run.service.get(attempt.id, { signal: run.stop });
    return found !== undefined && isSettled(found.status);
  } catch (error) {
    if (error instanceof Failure || run.stop.aborted) return false;
    throw error;
  }
}

async function settleOnce(
  attempt: SubmittedAttempt,
  task: string,
  run: Run,
  watch: Watch,
): Promise<Settled> {
  try {
    return await follow(attempt, task, run, watch);
  } catch (error) {
    if (run.stop.aborted) return { state: 'in-flight', failure: undefined };
    if (!(error instanceof Failure)) throw error;
    return { state: 'in-flight', failure: error };
  }
}

async function follow(
  attempt: SubmittedAttempt,
  task: string,
  run: Run,
  watch: Watch,
): Promise<Settled> {
  const seen = await poll(attempt, task, run, watch);
  if (seen === 'stopped') return { state: 'in-flight', failure: undefined };
  const { found, ...ran } = seen;
  const { journal } = run.store;
  const { tag } = attempt;
  if (found === undefined) return forgotten(attempt, run);
  if (found.status !== 'succeeded') {
    // Already billed: a record that says otherwise by now is not believed, and nothing is bought anew.
    if (attempt.step === 'succeeded') throw unavailable(task, `is "${found.status}" there by now`);
    const refusal = found.refusal ?? unexplained(found.status);
    if (found.status === 'cancelled' || found.status === 'expired') {
      await journal.append({ step: found.status, tag });
    } else {
      const { code, message } = refusal;
      await journal.append({ step: 'failed', tag, code, message, ...ran });
    }
    return { state: 'refused', refusal };
  }
  if (attempt.step === 'submitted') {
    const cost = costOfTokens(attempt.intent.reserved, found.tokens);
    const { tokens, seed } = found;
    await journal.append({
      step: 'succeeded',
      tag,
      tokens,
      cost,
      ...(seed === undefined ? {} : { seed }),
      ...ran,
    });
  }
  const take = await keepClip(attempt, found, { task, whenFetched: watch.whenFetched }, run);
  return take ? { state: 'kept', take } : forgotten(attempt, run);
}

/**
 * No record, after it was looked for a while (what was just accepted may not be shown at once). Past
 * seven days that is how it is. Before, and with the key of another account, nothing is lost yet.
 */
async function forgotten(attempt: SubmittedAttempt, run: Run): Promise<Settled> {
  const { tag, intent, submittedAt = attempt.at } = attempt;
  if (!isOfThisAccount(attempt, run)) {
    throw unavailable(intent.task, 'was bought with another key, and this one cannot see it');
  }
  if (shouldHaveRecord(submittedAt, run.now()) !== false) {
    throw unavailable(intent.task, 'is not known there, though its record should still live');
  }
  await run.store.journal.append({ step: 'lost', tag });
  return { state: 'lost' };
}

/** How often a task is asked for that the service does not know. */
const looksForUnknown = 4;

interface Seen {
  /** Undefined: the service does not know it. */
  readonly found: ServiceTask | undefined;
  readonly runningAt?: string;
}

async function poll(
  attempt: SubmittedAttempt,
  task: string,
  run: Run,
  { acceptedAtMs }: Watch,
): Promise<Seen | 'stopped'> {
  const { model, reserved } = attempt.intent;
  // As many tokens are as many pixels and seconds to make.
  const kind = `${model} ${reserved.tokens}`;
  const ageMs =
    acceptedAtMs === undefined ? () => undefined : () => performance.now() - acceptedAtMs;
  let last: string | undefined;
  let ran: Pick<Seen, 'runningAt'> = {};
  let unknown = 0;
  for (;;) {
    if (run.stop.aborted) return 'stopped';
    const found = await run.service.get(attempt.id, { signal: run.stop });
    const age = ageMs();
    if (found?.status === 'succeeded' && age !== undefined) run.polling.ended(kind, age);
    if (found ? isSettled(found.status) : ++unknown >= looksForUnknown) return { found, ...ran };
    if (last === 'queued' && found?.status === 'running')
      ran = { runningAt: run.now().toISOString() };
    if (found && found.status !== last) run.emit({ type: 'status', task, status: found.status });
    last = found?.status;
    await run.sleep(run.polling.waitMs(kind, age), run.stop);
  }
}

function unexplained(status: string): Refusal {
  return {
    code: status,
    message: `the service ended the task as "${status}" and gave no reason`,
    hint: 'It is not billed. Run the same command again.',
    byChance: false,
  };
}
