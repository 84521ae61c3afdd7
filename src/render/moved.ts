/** What is no longer as it was when a plan was saved. Any of it, and nothing is spent. */
import { Failure } from '../failure.ts';
import type { SavedPlan, SavedPlanBody } from './saved-plan.ts';
import { pricesNow } from './saved-plan.ts';
import { isToBeMade, type Survey } from './survey.ts';

export interface HashesNow {
  /** SHA-256 of a file by its path from the root; undefined where it cannot be read. */
  readonly scripts: ReadonlyMap<string, string | undefined>;
  readonly media: ReadonlyMap<string, string | undefined>;
}

/** @throws Failure `plan-moved` that lists all that has moved */
export function refuseMovedFiles({ body }: SavedPlan, now: HashesNow): void {
  const prices = pricesNow();
  refuse([
    ...movedFiles(body.scripts, now.scripts, 'the script'),
    ...movedFiles(body.media, now.media, 'the medium'),
    ...(prices.digest === body.prices.digest
      ? []
      : [`the prices: saved with those of ${body.prices.asOf}, now those of ${prices.asOf}`]),
  ]);
}

/**
 * Holds what would be made against what was approved. Less may be made than was: a part of the plan
 * that is carried out already is no reason to stop. More, or on other clips, may not.
 * @throws Failure `plan-moved`
 */
export function refuseMovedStore({ body }: SavedPlan, surveyed: Survey): void {
  const approved = new Set(body.make.map(({ task }) => task));
  const made = [...surveyed.found].filter(([, found]) => isToBeMade(found));
  refuse([
    ...made
      .filter(([task]) => !approved.has(task))
      .map(([task, { standing }]) => `${task} would be made now (${standing?.state ?? 'new'})`),
    ...Object.entries(body.use).flatMap(([shot, clip]) => {
      const now = surveyed.takes.get(shot)?.attempt.clip.sha256;
      if (now === clip) return [];
      return [
        now === undefined ? `the take of ${shot} is gone` : `${shot} has another take than before`,
      ];
    }),
  ]);
}

function movedFiles(
  saved: SavedPlanBody['scripts'],
  now: ReadonlyMap<string, string | undefined>,
  what: string,
): readonly string[] {
  return Object.entries(saved).flatMap(([path, hash]) => {
    const found = now.get(path);
    if (found === hash) return [];
    return [`${what} ${path} ${found === undefined ? 'is gone' : 'has changed'}`];
  });
}

function refuse(moved: readonly string[]): void {
  if (moved.length === 0) return;
  throw new Failure('plan-moved', ['since the plan was saved:', ...moved].join('\n  '), {
    hint: 'Nothing was spent. Look at it again and save it anew: `scene plan FILE -o PLAN`.',
  });
}
