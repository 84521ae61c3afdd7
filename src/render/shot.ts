/** One shot: found, taken up or bought, and told as what it came to. */
import { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import type { Attempt, SubmittedAttempt } from '../store/attempts.ts';
import type { Making } from '../store/key.ts';
import { shotOf } from '../store/takes.ts';
import { wrongLengthOf, wrongLengthWords } from './clip-length.ts';
import { settle, type Settled } from './settle.ts';
import { noAmounts } from './money.ts';
import { requestBodyOf, type Takes } from './request-body.ts';
import { isOfTheRun, mayContinue, type Run } from './run.ts';
import type { Refusal } from './service.ts';
import { settleByTag, type TagSettlement } from './settle-by-tag.ts';
import type { Slots } from './slots.ts';
import { refusalOf, submit } from './submit.ts';
import { knownMaking, lookUp, needsNothing, type Found } from './survey.ts';
import type { Take } from './take.ts';

export type ShotResult =
  | { readonly state: 'kept'; readonly take: Take; readonly made: 'now' | 'before' }
  | { readonly state: 'failed' | 'ambiguous' | 'in-flight' | 'not-started' }
  | { readonly state: 'skipped'; readonly because: string };

export interface ShotJob {
  readonly task: PlanTask;
  /** Of all that it builds on. */
  readonly takes: Takes;
  /** What the survey found of it. */
  readonly found: Found | undefined;
  readonly urgency: number;
  /** Of what builds on it. */
  readonly urgencyBehind: number;
}

/** @throws Failure of the whole run: the key is refused, the service away, the disk full */
export async function makeShot(job: ShotJob, slots: Slots, run: Run): Promise<ShotResult> {
  const { task, takes, urgency, urgencyBehind } = job;
  const making = needsNothing(job.found) ? undefined : knownMaking(task, takes, run);
  // What it builds on may only now be known, and an earlier run have made this shot on just that.
  const found =
    job.found?.state === 'generate' && making
      ? await lookUp(run.store.journal.attemptsFor(making.key), run)
      : job.found;
  if (found?.take) {
    run.emit({ type: 'reused', task: task.id });
    if (!found.standing?.chosen) warnOfLength(found.take.attempt, run);
    return { state: 'kept', take: found.take, made: 'before' };
  }
  if (found?.state === 'ambiguous' && found.attempt) return ambiguous(task, found.attempt, run);
  const resumed = found?.attempt;
  if (resumed?.id !== undefined) {
    const attempt = { ...resumed, id: resumed.id };
    return slots.run(Infinity, () => resume(task, attempt, run));
  }
  if (!making) throw new Error(`${task.id} builds on a shot that it does not depend on`);
  return slots.run(urgency, (leave) => {
    const whenFetched = (): void => {
      leave(urgencyBehind);
    };
    return buy({ task, making, takes, tries: 1, whenFetched }, run);
  });
}

async function resume(task: PlanTask, attempt: SubmittedAttempt, run: Run): Promise<ShotResult> {
  run.emit({ type: 'resumed', task: task.id, id: attempt.id });
  return report(await settle(attempt, task.id, run), task, run);
}

/** Chance is tried twice and not more: the second refusal says something about the shot. */
const triesByChance = 2;

interface Purchase {
  readonly task: PlanTask;
  readonly making: Making;
  readonly takes: Takes;
  readonly tries: number;
  readonly whenFetched: () => void;
}

async function buy(purchase: Purchase, run: Run): Promise<ShotResult> {
  const { task, making, takes } = purchase;
  if (!mayContinue(run)) return { state: 'not-started' };
  let body: Readonly<Record<string, unknown>>;
  try {
    body = await requestBodyOf(task, takes, run);
  } catch (error) {
    if (!(error instanceof Failure) || isOfTheRun(error)) throw error;
    return failed(task, refusalOf(error), run);
  }
  const submitted = await submit(task, making, body, run);
  switch (submitted.state) {
    case 'not-started':
      return { state: 'not-started' };
    case 'ambiguous': {
      const settled = await settleOrLeave(submitted.attempt, run);
      if (settled.state === 'resumed') return resume(task, settled.attempt, run);
      if (settled.state === 'ambiguous') return ambiguous(task, settled.attempt, run);
      return againOr(neverAccepted, purchase, run);
    }
    case 'refused':
      return againOr(submitted.refusal, purchase, run);
    case 'submitted': {
      const watch = { acceptedAtMs: performance.now(), whenFetched: purchase.whenFetched };
      const settled = await settle(submitted.attempt, task.id, run, watch);
      if (settled.state === 'refused') return againOr(settled.refusal, purchase, run);
      return report(settled, task, run);
    }
  }
}

function againOr(refusal: Refusal, purchase: Purchase, run: Run): ShotResult | Promise<ShotResult> {
  const { task, tries } = purchase;
  if (refusal.byChance && tries < triesByChance) return buy({ ...purchase, tries: tries + 1 }, run);
  return failed(task, refusal, run);
}

/** Where the list cannot be had now, the next run looks again. */
async function settleOrLeave(attempt: Attempt, run: Run): Promise<TagSettlement> {
  try {
    return await settleByTag(attempt, run);
  } catch (error) {
    if (!(error instanceof Failure) || error.reason === 'disk-trouble') throw error;
    return { state: 'ambiguous', attempt };
  }
}

function ambiguous(task: PlanTask, attempt: Attempt, run: Run): ShotResult {
  const why = attempt.trouble?.message ?? '';
  run.emit({ type: 'ambiguous', task: task.id, tag: attempt.tag, why });
  return { state: 'ambiguous' };
}

function report(settled: Settled, task: PlanTask, run: Run): ShotResult {
  switch (settled.state) {
    case 'kept': {
      const { attempt, clipPath } = settled.take;
      run.emit({
        type: 'kept',
        task: task.id,
        clip: clipPath,
        tokens: attempt.tokens ?? null,
        cost: attempt.cost ?? noAmounts,
      });
      warnOfLength(attempt, run);
      return { state: 'kept', take: settled.take, made: 'now' };
    }
    case 'refused':
      return failed(task, settled.refusal, run);
    case 'lost':
      return failed(task, lostRefusal, run);
    case 'in-flight': {
      const { failure } = settled;
      if (!failure) return { state: 'in-flight' };
      if (isOfTheRun(failure)) run.brake.halt(failure);
      else failed(task, unfetched(failure), run);
      return { state: 'in-flight' };
    }
  }
}

/** What somebody chose they have looked at. */
function warnOfLength(attempt: Attempt, run: Run): void {
  const wrong = wrongLengthOf(attempt);
  if (!wrong) return;
  const { task } = attempt.intent;
  const message = `${task}: its clip ${wrongLengthWords(wrong)}. It is paid for and used; \`scene takes reroll ${shotOf(task)}\` makes another.`;
  run.emit({ type: 'warning', message });
}

function failed(task: PlanTask, refusal: Refusal, run: Run): ShotResult {
  run.emit({
    type: 'failed',
    task: task.id,
    code: refusal.code,
    message: refusal.message,
    ...(refusal.hint === undefined ? {} : { hint: refusal.hint }),
    source: task.source,
  });
  return { state: 'failed' };
}

const neverAccepted: Refusal = {
  code: 'never-accepted',
  message: 'the connection to the service broke each time before it had accepted the task',
  hint: 'Nothing was bought. Run the same command again.',
  byChance: true,
};

const lostRefusal: Refusal = {
  code: 'clip-lost',
  message: 'the service made this clip and keeps it no longer: it was paid for and is lost',
  hint: 'Run the same command again to make it anew; that costs its price again.',
  byChance: false,
};

function unfetched(failure: Failure): Refusal {
  return {
    code: failure.reason,
    message: `the clip is paid for once it is made, and could not be fetched: ${failure.message}`,
    hint:
      failure.hint ??
      'Run the same command again within a week: it fetches the clip and buys nothing.',
    byChance: false,
  };
}
