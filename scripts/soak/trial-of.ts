/** A trial drawn from its seed: where it is killed, what goes wrong at the service, what it gives back. */
import { faultKinds, type Fault } from '../../src/seedance/simulator/server.ts';
import { killPoints } from '../../test/faults/support/points.ts';
import type { TrialOptions } from '../../test/faults/support/trial.ts';

export type DrawnTrial = Required<Omit<TrialOptions, 'builtCommand'>>;

/** Faults after which a run cannot finish however often it is begun again. */
const final: ReadonlySet<string> = new Set(['create-refused', 'create-accepted-silent']);

export function trialOf(seed: number): DrawnTrial {
  const random = drawnFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const times = (most: number): number => Math.floor(random() * (most + 1));
  const kinds = faultKinds.filter((kind) => !final.has(kind));
  const faults: Fault[] = Array.from({ length: times(3) }, () => ({
    kind: pick(kinds),
    rate: 0.1 + random() * 0.4,
    times: 6,
  }));
  return {
    seed,
    kills: Array.from(
      { length: 3 + times(5) },
      () => `${pick(killPoints)}#${random() < 0.7 ? 1 : 2}`,
    ),
    killAfterMs: Array.from({ length: 8 }, () => 300 + random() * 3_500),
    faults,
    film: random() < 0.2 ? 'cut' : 'left',
    tagEcho: random() < 0.8 ? 'everywhere' : 'nowhere',
  };
}

/** Numbers from 0 up to 1: mulberry32, so that a seed that was printed is the same trial again. */
function drawnFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
