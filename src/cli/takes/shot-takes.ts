/** The takes of one shot, numbered as they were made: what somebody lists, compares and chooses. */
import { Failure } from '../../failure.ts';
import { buildGraph } from '../../render/graph.ts';
import { wasKept, type KeptAttempt } from '../../store/attempts.ts';
import { isNamed, type ComparedTake } from '../../store/compare-takes.ts';
import { shotOf } from '../../store/takes.ts';
import type { Compared } from '../compared/compared.ts';

export interface NumberedTake {
  /** From 1, in the order in which they were kept. */
  readonly number: number;
  readonly attempt: KeptAttempt;
  /** Beside the shot as it is now; `lost` where its clip is not there. */
  readonly state: ComparedTake['state'] | 'lost';
  readonly newer: readonly string[];
  /** Whether it is the shot's take, and who said so. */
  readonly accepted: 'accepted' | 'picked' | 'pinned' | null;
}

export function takesOfShot(compared: Compared, shot: string): readonly NumberedTake[] {
  const { store, standings, accepted, plan } = compared;
  const there = standings.takes.get(shot) ?? [];
  const entry = accepted.get(shot);
  const claimed = new Set(
    [...accepted].filter(([name]) => name !== shot).map(([, { task, clip }]) => `${task} ${clip}`),
  );
  const all = store.attempts.filter(wasKept).filter(({ intent, clip }) => {
    if (there.some(({ take }) => take.intent === intent)) return true;
    const own = shotOf(intent.task) === shot && intent.episode === plan.episode.id;
    return own && !claimed.has(`${intent.task} ${clip.sha256}`);
  });
  const current = standings.accepted.get(shot);
  return all
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map((attempt, index) => {
      const one = there.find(({ take }) => take.tag === attempt.tag);
      const isNamedHere = isNamed(attempt, entry);
      const said = entry?.pinned ? 'pinned' : entry?.picked ? 'picked' : 'accepted';
      // The one that was named gives way to one that is as the script is now.
      const isTheOne = current ? current.tag === attempt.tag : isNamedHere;
      return {
        number: index + 1,
        attempt,
        state: one?.state ?? 'lost',
        newer: one?.newer ?? [],
        accepted: isTheOne ? (isNamedHere ? said : 'accepted') : null,
      };
    });
}

/** @throws Failure `usage` for a shot that the episode has not */
export function seeThatShotIs(compared: Pick<Compared, 'plan'>, shot: string): void {
  buildGraph(compared.plan, [shot]);
}

/** @throws Failure `usage` where the shot has no take of that number, or its clip is gone */
export function takeNumbered(compared: Compared, shot: string, number: number): NumberedTake {
  const takes = takesOfShot(compared, shot);
  const take = takes.find((one) => one.number === number);
  if (take && take.state !== 'lost') return take;
  const what = take ? `the clip of take ${number} is gone` : `${shot} has no take ${number}`;
  throw new Failure('usage', what, {
    hint:
      takes.length === 0
        ? `Nothing was made of ${shot} yet.`
        : `\`scene takes list ${shot}\` lists its takes.`,
  });
}
