/** A submission without an answer, looked up in the service's own list before anything like it is sent. */
import { isUnsent, type Attempt, type SubmittedAttempt } from '../store/attempts.ts';
import type { Run } from './run.ts';
import { isSurelyListed } from './take.ts';

export type TagSettlement =
  /** The list shows it: it is ours and is waited for. */
  | { readonly state: 'resumed'; readonly attempt: SubmittedAttempt }
  /** Not known, and counted as spent. */
  | { readonly state: 'ambiguous'; readonly attempt: Attempt }
  /** It was refused, or never left: it may be sent again. */
  | { readonly state: 'never-accepted' };

/** What of a run is needed to ask the service's list. */
export type Search = Pick<
  Run,
  'store' | 'service' | 'settings' | 'sleep' | 'stop' | 'searching' | 'now'
>;

/**
 * Journals what it finds. An attempt is searched for once in a run, whoever asks.
 * @throws Failure `service-unavailable` or `key-refused` where the list cannot be had
 */
export function settleByTag(attempt: Attempt, run: Search): Promise<TagSettlement> {
  const searching = run.searching.get(attempt.tag) ?? settleOnce(attempt, run);
  run.searching.set(attempt.tag, searching);
  return searching;
}

/** Writes down of each attempt that an earlier run had not sent yet that it never was. */
export async function settleUnsent(run: Pick<Run, 'store'>): Promise<void> {
  const { journal } = run.store;
  const message = 'the run ended before it was sent';
  for (const { tag } of journal.attempts().filter(isUnsent)) {
    await journal.append({ step: 'failed', tag, code: 'not-sent', message });
  }
}

async function settleOnce(attempt: Attempt, run: Search): Promise<TagSettlement> {
  const { journal } = run.store;
  const { tag } = attempt;
  const id = attempt.intent.tagged ? await search(attempt, run) : undefined;
  if (id !== undefined) {
    return {
      state: 'resumed',
      attempt: { ...(await journal.append({ step: 'submitted', tag, id })), id },
    };
  }
  if (absenceProves(attempt, run)) {
    const message = 'the service does not list it';
    await journal.append({ step: 'failed', tag, code: 'never-accepted', message });
    return { state: 'never-accepted' };
  }
  if (attempt.step === 'ambiguous') return { state: 'ambiguous', attempt };
  const why = 'the run ended before the service had answered';
  return { state: 'ambiguous', attempt: await journal.append({ step: 'ambiguous', tag, why }) };
}

function absenceProves(attempt: Attempt, run: Search): boolean {
  const searched = attempt.intent.tagged && run.settings.tagsEchoed && !run.stop.aborted;
  return searched && wouldBeListed(attempt, run);
}

/** Neither what the list has forgotten nor what another account was sent is shown by it. */
export function wouldBeListed(attempt: Attempt, run: Pick<Run, 'service' | 'now'>): boolean {
  return isOfThisAccount(attempt, run) && isSurelyListed(attempt, run.now());
}

export function isOfThisAccount({ intent }: Attempt, { service }: Pick<Run, 'service'>): boolean {
  return intent.account === service.account;
}

/** How often the list is looked at while it may lag behind. */
const looks = 4;

/**
 * The list lags behind, so it is searched until `settleMs` have passed here: by no clock that could be
 * set, for what is taken for absent too early would be paid for twice.
 */
async function search({ tag }: Attempt, run: Search): Promise<string | undefined> {
  const call = { signal: run.stop };
  for (let look = 0; !run.stop.aborted; look++) {
    const id = await run.service.findByTag(tag, call).catch((error: unknown) => {
      if (run.stop.aborted) return undefined;
      throw error;
    });
    if (id !== undefined || look >= looks || run.settings.settleMs === 0) return id;
    await run.sleep(run.settings.settleMs / looks, run.stop);
  }
  return undefined;
}
