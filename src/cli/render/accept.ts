/** After a run, which take is each shot's: written down beside the script, or in the simulator's store. */
import { acceptedFrom, type AcceptedTake, type AcceptedTakes } from '../../store/accepted.ts';
import type { KeptAttempt } from '../../store/attempts.ts';
import { isNamed } from '../../store/compare-takes.ts';

/** What stands is left as it is, to the byte; entries of shots that the plan has not are kept. */
export function acceptedAfter(
  before: AcceptedTakes,
  accepted: ReadonlyMap<string, KeptAttempt>,
): AcceptedTakes {
  const after = new Map<string, AcceptedTake>(before);
  for (const [shot, attempt] of accepted) {
    if (!isNamed(attempt, before.get(shot))) after.set(shot, acceptedFrom(attempt));
  }
  return after;
}
