/** After a run, which take is each shot's: written down beside the script, or in the simulator's store. */
import {
  acceptedFrom,
  type AcceptedTake,
  type AcceptedTakes,
  type KeptAttempt,
} from '../../store/accepted.ts';

/** What stands is left as it is, to the byte; entries of shots that the plan has not are kept. */
export function acceptedAfter(
  before: AcceptedTakes,
  accepted: ReadonlyMap<string, KeptAttempt>,
): AcceptedTakes {
  const after = new Map<string, AcceptedTake>(before);
  for (const [shot, attempt] of accepted) {
    const entry = before.get(shot);
    const same = entry?.clip === attempt.clip.sha256 && entry.task === attempt.intent.task;
    if (!same) after.set(shot, acceptedFrom(attempt));
  }
  return after;
}
