/**
 * One purchase: the intent is on the disk before the POST leaves, and what came of the POST before
 * anything else happens. A POST is repeated only where the one before provably had no effect.
 */
import { randomUUID } from 'node:crypto';
import type { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import type { Attempt } from '../store/attempts.ts';
import type { TaskKeys } from '../store/key.ts';
import { costOf } from './money.ts';
import { mayContinue, type Run } from './run.ts';
import type { Refusal, Submission } from './service.ts';

export type Submitted =
  | { readonly state: 'submitted'; readonly attempt: Attempt & { readonly id: string } }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'ambiguous'; readonly attempt: Attempt }
  /** The run ended before the task could be sent; nothing was accepted. */
  | { readonly state: 'not-started' };

/** @throws Failure `disk-trouble` where the journal cannot be written; then nothing more may leave */
export async function submit(
  task: PlanTask,
  keys: TaskKeys,
  body: Readonly<Record<string, unknown>>,
  run: Run,
): Promise<Submitted> {
  const tag = randomUUID();
  const { journal } = run.store;
  await journal.append({
    step: 'intent',
    tag,
    ...keys,
    meaning: task.meaning,
    task: task.id,
    episode: run.plan.episode.id,
    model: task.request.model,
    tagged: run.settings.tagTasks,
    reserved: {
      tokens: task.estimate.tokens,
      cost: costOf(task.estimate),
      exact: task.estimate.exact,
    },
  });
  run.emit({ type: 'submitting', task: task.id });
  const tagged = run.settings.tagTasks ? { ...body, safety_identifier: tag } : body;
  const end = await send(tagged, task.id, run);
  switch (end.outcome) {
    case 'accepted': {
      const attempt = await journal.append({ step: 'submitted', tag, id: end.id });
      run.emit({ type: 'submitted', task: task.id, id: end.id });
      return { state: 'submitted', attempt: { ...attempt, id: end.id } };
    }
    case 'refused': {
      const { code, message } = end.refusal;
      await journal.append({ step: 'failed', tag, code, message });
      return { state: 'refused', refusal: end.refusal };
    }
    case 'ambiguous':
      return {
        state: 'ambiguous',
        attempt: await journal.append({ step: 'ambiguous', tag, why: end.why }),
      };
    case 'not-sent':
    case 'halted':
      await journal.append({
        step: 'failed',
        tag,
        code: end.failure.reason,
        message: end.failure.message,
      });
      run.brake.halt(end.failure);
      return { state: 'not-started' };
    case 'stopped':
      await journal.append({
        step: 'failed',
        tag,
        code: 'not-sent',
        message: 'the run was stopped',
      });
      return { state: 'not-started' };
  }
}

type End = Exclude<Submission, { readonly outcome: 'wait' }> | { readonly outcome: 'stopped' };

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const unsentTries = 6;

async function send(body: unknown, task: string, run: Run): Promise<End> {
  let unsent = 0;
  for (let tries = 0; ; tries++) {
    const end = await untilStopped(run.service.submit(body, task), run);
    if (end.outcome === 'not-sent' && ++unsent >= unsentTries) return end;
    if (end.outcome !== 'wait' && end.outcome !== 'not-sent') return end;
    const asked = end.outcome === 'wait' ? (end.retryAfterMs ?? 0) : 0;
    const bound = Math.min(longestPauseMs, firstPauseMs * 2 ** tries);
    const waitMs = Math.round(asked + run.random() * bound);
    run.emit({ type: 'postponed', task, waitMs });
    await run.sleep(waitMs, run.stop);
    if (!mayContinue(run)) return { outcome: 'stopped' };
  }
}

/** After a stop the answer is waited for a moment longer: with it nothing stays open. */
async function untilStopped(submission: Promise<Submission>, run: Run): Promise<Submission> {
  const answered = new AbortController();
  const tooLate = async (): Promise<Submission> => {
    await stopOf(run.stop, answered.signal);
    await run.sleep(run.settings.stopGraceMs, answered.signal);
    return { outcome: 'ambiguous', why: 'the run was stopped before the service had answered' };
  };
  try {
    return await Promise.race([submission, tooLate()]);
  } finally {
    answered.abort();
  }
}

function stopOf(stop: AbortSignal, answered: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const either = AbortSignal.any([stop, answered]);
    either.addEventListener('abort', () => {
      resolve();
    });
  });
}

/** The failure of one shot as the writer is told it. */
export function refusalOf(failure: Failure): Refusal {
  return {
    code: failure.reason,
    message: failure.message,
    hint: failure.hint,
    byChance: false,
  };
}
