/** A submission without an answer, looked up in the service's own list before anything like it is sent. */
import type { Attempt } from '../store/attempts.ts';
import type { Run } from './run.ts';

export type TagSettlement =
  /** The list shows it: it is ours and is waited for. */
  | { readonly state: 'resumed'; readonly attempt: Attempt & { readonly id: string } }
  /** Not known, and counted as spent. */
  | { readonly state: 'ambiguous'; readonly attempt: Attempt }
  /** It was refused, or never left: it may be sent again. */
  | { readonly state: 'never-accepted' };

/**
 * Journals what it finds.
 * @throws Failure `service-unavailable` or `key-refused` where the list cannot be had
 */
export async function settleByTag(attempt: Attempt, run: Run): Promise<TagSettlement> {
  const { journal } = run.store;
  const { tag } = attempt;
  const id = attempt.intent.tagged ? await search(attempt, run) : undefined;
  if (id !== undefined) {
    return {
      state: 'resumed',
      attempt: { ...(await journal.append({ step: 'submitted', tag, id })), id },
    };
  }
  if (attempt.intent.tagged && run.settings.settleMs !== 'never' && !run.stop.aborted) {
    const message = 'the service does not list it';
    await journal.append({ step: 'failed', tag, code: 'never-accepted', message });
    return { state: 'never-accepted' };
  }
  if (attempt.step === 'ambiguous') return { state: 'ambiguous', attempt };
  const why = 'the run ended before the service had answered';
  return { state: 'ambiguous', attempt: await journal.append({ step: 'ambiguous', tag, why }) };
}

/** The list lags behind: what it does not show yet is looked for again once it should. */
async function search(attempt: Attempt, run: Run): Promise<string | undefined> {
  const id = await run.service.findByTag(attempt.tag);
  if (id !== undefined || run.settings.settleMs === 'never') return id;
  const waitMs = Date.parse(attempt.at) + run.settings.settleMs - run.now().getTime();
  if (waitMs <= 0) return undefined;
  await run.sleep(waitMs, run.stop);
  return run.service.findByTag(attempt.tag);
}
