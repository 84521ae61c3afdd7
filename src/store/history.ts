/**
 * What happened when: every attempt with the time of each of its steps. For looking back, while
 * another run may be writing; nothing is locked and nothing is changed.
 */
import type { Attempt } from './attempts.ts';
import { readJournal, readWholeLines } from './journal.ts';
import { recordOf } from './line.ts';
import { journalPath } from './local-store.ts';
import type { StepName } from './records.ts';
import type { Origin } from './store.ts';

export interface PastAttempt {
  readonly attempt: Attempt;
  /** In the order in which they were written down. */
  readonly steps: readonly PastStep[];
}

export interface PastStep {
  readonly step: StepName;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * The attempts of one origin, in the order of the intents; none where nothing was ever made.
 * @throws Failure `store-damaged` with the line
 */
export async function lookIntoHistory(
  folder: string,
  origin: Origin,
): Promise<readonly PastAttempt[]> {
  const path = journalPath(folder, origin);
  const whole = await readWholeLines(path);
  // Reads every line with the care of the journal itself, and refuses what that refuses.
  const attempts = readJournal(whole, path);
  const steps = new Map<string, PastStep[]>();
  for (const line of new TextDecoder().decode(whole).split('\n').slice(0, -1)) {
    const record = recordOf(line);
    if (typeof record === 'string') continue;
    const { tag, step, at } = record;
    const known = steps.get(tag);
    if (known) known.push({ step, at });
    else steps.set(tag, [{ step, at }]);
  }
  return [...attempts].map(([tag, attempt]) => ({ attempt, steps: steps.get(tag) ?? [] }));
}
