/**
 * One purchase: the intent is on the disk before a connection is opened, the mark `sending` before
 * the first byte of the POST leaves, and what came of the POST before anything else happens. A POST
 * is repeated only where the one before provably had no effect.
 */
import { randomUUID } from 'node:crypto';
import type { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import type { Attempt, SubmittedAttempt } from '../store/attempts.ts';
import { shotReference, urlsOf } from '../store/content-urls.ts';
import type { Making } from '../store/key.ts';
import { writeRecipe, type RecipeFile } from '../store/recipe.ts';
import { shotOf } from '../store/takes.ts';
import { costOf } from './money.ts';
import type { Turn } from './pace.ts';
import { mayContinue, type Run } from './run.ts';
import type { Refusal, Submission } from './service.ts';

export type Submitted =
  | { readonly state: 'submitted'; readonly attempt: SubmittedAttempt }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'ambiguous'; readonly attempt: Attempt }
  /** The run ended before the task could be sent; nothing was accepted. */
  | { readonly state: 'not-started' };

/** @throws Failure `disk-trouble` where the journal cannot be written; then nothing more may leave */
export async function submit(
  task: PlanTask,
  making: Making,
  body: Readonly<Record<string, unknown>>,
  run: Run,
): Promise<Submitted> {
  const tag = randomUUID();
  const { journal } = run.store;
  const turn = await run.pace.turn(run.stop);
  if (!mayContinue(run)) return { state: 'not-started' };
  const recipe = recipeOf(task, making, run);
  await run.store.keepRecipe(recipe);
  const cost = costOf(task.estimate);
  const intent = {
    step: 'intent',
    tag,
    ...making,
    meaning: task.meaning,
    task: task.id,
    episode: run.plan.episode.id,
    model: task.request.model,
    account: run.service.account,
    tagged: run.settings.tagTasks,
    reserved: {
      tokens: task.estimate.tokens,
      cost,
      exact: task.estimate.exact,
    },
    recipe: recipe.hash,
    seconds: task.request.duration,
    ...(run.approval === undefined ? {} : { approval: run.approval }),
  } as const;
  await run.purse.withReserved(cost, () => journal.append(intent));
  run.emit({ type: 'submitting', task: task.id });
  const tagged = run.settings.tagTasks ? { ...body, safety_identifier: tag } : body;
  const end = await send({ tag, task: task.id, body: tagged }, turn, run);
  switch (end.outcome) {
    case 'accepted': {
      const attempt = await writeAccepted(task.id, tag, end.id, run);
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

/** Where it cannot be written down that it was accepted, somebody is told under which id. */
async function writeAccepted(task: string, tag: string, id: string, run: Run): Promise<Attempt> {
  try {
    return await run.store.journal.append({ step: 'submitted', tag, id });
  } catch (error) {
    const message = `${task} was accepted as ${id}, and that could not be written down. The next render searches for it; if it is not found: scene reconcile --adopt ${tag}=${id}`;
    run.emit({ type: 'warning', message });
    throw error;
  }
}

type End = Exclude<Submission, { readonly outcome: 'wait' }> | { readonly outcome: 'stopped' };

const firstPauseMs = 1_000;
const unsentTries = 6;

interface Parcel {
  readonly tag: string;
  readonly task: string;
  readonly body: unknown;
}

async function send(parcel: Parcel, firstTurn: Turn, run: Run): Promise<End> {
  const { tag, task } = parcel;
  let unsent = 0;
  for (let turn = firstTurn; ; turn = await run.pace.turn(run.stop)) {
    if (!mayContinue(run)) return { outcome: 'stopped' };
    const end = await post(parcel, run);
    if (end.outcome === 'wait') {
      await run.store.journal.append({ step: 'postponed', tag });
      const waitMs = run.pace.refused(turn, end.retryAfterMs);
      run.emit({ type: 'postponed', task, why: 'busy', waitMs });
    } else if (end.outcome === 'not-sent' && ++unsent < unsentTries) {
      if (end.marked) await run.store.journal.append({ step: 'postponed', tag });
      const waitMs = Math.round(run.random() * firstPauseMs * 2 ** unsent);
      run.emit({ type: 'postponed', task, why: 'unreachable', waitMs });
      await run.sleep(waitMs, run.stop);
    } else {
      if (end.outcome === 'accepted') run.pace.accepted();
      return end;
    }
  }
}

/** After a stop the answer is waited for a moment longer: with it nothing stays open. */
async function post(
  { tag, task, body }: Parcel,
  run: Run,
): Promise<Submission & { readonly marked: boolean }> {
  let marked = false;
  const answered = new AbortController();
  const cut = new AbortController();
  const cutLate = async (): Promise<void> => {
    await stopOf(run.stop, answered.signal);
    await run.sleep(run.settings.stopGraceMs, answered.signal);
    cut.abort();
  };
  void cutLate();
  try {
    const submission = await run.service.submit(body, task, {
      signal: cut.signal,
      async beforeSending() {
        await run.store.journal.append({ step: 'sending', tag });
        marked = true;
      },
    });
    return { ...submission, marked };
  } finally {
    answered.abort();
  }
}

function stopOf(stop: AbortSignal, answered: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const either = AbortSignal.any([stop, answered]);
    if (either.aborted) resolve();
    else
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

/** What the task would be made from now. */
export function recipeOf(
  task: PlanTask,
  { media, builtOn }: Pick<Making, 'media' | 'builtOn'>,
  run: Pick<Run, 'fields'>,
): RecipeFile {
  const urls = urlsOf(task.request.content);
  const files = urls.filter((url) => url.startsWith('file:'));
  const sources = urls.flatMap((url) => shotReference(url)?.task ?? []);
  return writeRecipe({
    v: 1,
    request: task.request,
    files: Object.fromEntries(files.map((url, index) => [url, media[index] ?? ''])),
    builtOn: Object.fromEntries(sources.map((shot, index) => [shot, builtOn[index] ?? ''])),
    fields: (run.fields.get(shotOf(task.id)) ?? []).map(({ name, value }) => ({ name, value })),
  });
}
