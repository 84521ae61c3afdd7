/**
 * The takes of a shot beside the shot as it is now: which are still of it, and which one is used. What
 * follows from that stands in `standing.ts`.
 */
import type { PlanTask } from '../plan/plan.ts';
import type { AcceptedTake } from './accepted.ts';
import { wasKept, type Attempt, type KeptAttempt } from './attempts.ts';
import { shotReference, urlsOf } from './content-urls.ts';
import { makingOf, ownKeyOf, type Making } from './key.ts';
import type { Evidence, StaleChoice } from './standing.ts';
import { numberOf } from './takes.ts';

/** A take beside the shot as it is now. */
export interface ComparedTake {
  readonly take: KeptAttempt;
  readonly state: 'kept' | 'reworded' | 'stale' | 'changed';
  readonly newer: readonly string[];
}

/** Every take whose files are there, against the shot as it is now. */
export function comparedTakes(
  candidates: readonly Attempt[],
  making: MakingNow | undefined,
  evidence: Pick<Evidence, 'episode' | 'hasFiles'>,
): readonly ComparedTake[] {
  return candidates
    .filter(wasKept)
    .filter((take) => evidence.hasFiles(take))
    .map((take) => {
      if (!making) return { take, state: 'changed' as const, newer: [] };
      const sameRequest = making.ownKeyAs(take.intent.task) === take.intent.ownKey;
      const same = sameRequest || meansTheSame(take, making, evidence.episode);
      const newer = same ? newerClips(take, making) : [];
      return { take, state: stateOf(same, newer.length === 0, sameRequest), newer };
    });
}

/** The table of the states of a take. Own words come first, what it builds on second, wording last. */
function stateOf(same: boolean, onTheSame: boolean, sameRequest: boolean): ComparedTake['state'] {
  if (!same) return 'changed';
  if (!onTheSame) return 'stale';
  return sameRequest ? 'kept' : 'reworded';
}

function meansTheSame(take: KeptAttempt, { now }: MakingNow, episode: string): boolean {
  const { intent } = take;
  if (intent.episode !== episode) return false;
  return intent.meaning === now.meaning && equal(intent.media, now.media);
}

function newerClips(take: KeptAttempt, { sources }: MakingNow): readonly string[] {
  const { builtOn } = take.intent;
  const newer = sources.flatMap(({ shot, clip }, index) => (clip === builtOn[index] ? [] : [shot]));
  return [...new Set(newer)];
}

/**
 * Which take is the shot's: what somebody chose, then the one that was accepted, then the first good
 * one by the number of the take. A newer clip below never makes a usable one unusable.
 */
export function choose(
  compared: readonly ComparedTake[],
  entry: AcceptedTake | undefined,
  stale: StaleChoice,
): ComparedTake | undefined {
  const named = compared.find(({ take }) => isNamed(take, entry));
  if (entry?.pinned) return named;
  const isUsable = (one: ComparedTake): boolean => one.state !== 'changed';
  const isFresh = named?.state !== 'stale' || (entry?.picked === true && stale === 'keep');
  if (named && isUsable(named) && isFresh) return named;
  const inOrder = compared.toSorted(
    (a, b) => numberOf(a.take.intent.task) - numberOf(b.take.intent.task),
  );
  return (
    inOrder.find(({ state }) => state === 'kept') ??
    inOrder.find(({ state }) => state === 'reworded') ??
    (named && isUsable(named) ? named : undefined) ??
    inOrder.findLast(({ state }) => state === 'stale')
  );
}

/** Two takes may have the same bytes: the task that made them tells them apart. */
export function isNamed({ clip, intent }: KeptAttempt, entry: AcceptedTake | undefined): boolean {
  return clip.sha256 === entry?.clip && intent.task === entry.task;
}

/** What the shot would be made from now. */
export interface MakingNow {
  readonly now: Making & { readonly meaning: string };
  readonly sources: readonly { readonly shot: string; readonly clip: string }[];
  /** The own key that the request would have under another task's name. */
  ownKeyAs(task: string): string;
}

/** Undefined where a local file was not read: then nothing can be said to be the same. */
export function makingNow(
  task: PlanTask,
  evidence: Pick<Evidence, 'fileHash'>,
  accepted: ReadonlyMap<string, KeptAttempt>,
  moving: ReadonlySet<string>,
): MakingNow | undefined {
  const hashes = new Map<string, string>();
  const urls = urlsOf(task.request.content);
  for (const url of urls) {
    if (!url.startsWith('file:')) continue;
    const hash = evidence.fileHash(url);
    if (hash === undefined) return undefined;
    hashes.set(url, hash);
  }
  const fileHash = (url: string): string => hashes.get(url) ?? '';
  // A clip that is yet to be made equals none that is there.
  const takeHash = (name: string): string =>
    moving.has(name) ? '' : (accepted.get(name)?.clip.sha256 ?? '');
  const making = makingOf(task, { fileHash, takeHash });
  const ownKeys = new Map([[task.id, making.ownKey]]);
  return {
    now: { ...making, meaning: task.meaning },
    sources: urls.flatMap((url) => {
      const reference = shotReference(url);
      return reference ? [{ shot: reference.task, clip: takeHash(reference.task) }] : [];
    }),
    ownKeyAs(name) {
      const known = ownKeys.get(name) ?? ownKeyOf({ ...task, id: name }, { fileHash });
      ownKeys.set(name, known);
      return known;
    },
  };
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
