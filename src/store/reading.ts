/**
 * A store looked into without opening it: nothing is made or changed, and a run may be writing it.
 * What is planned and explained is read from here.
 */
import { readFile } from 'node:fs/promises';
import type { Attempt } from './attempts.ts';
import { ifThere } from '../files.ts';
import { lookForKept, lookIntoStore, recipePath } from './local-store.ts';
import { readRecipe, type Recipe } from './recipe.ts';
import type { KeptFile } from './records.ts';
import type { Origin } from './store.ts';

export interface StoreReading {
  readonly origin: Origin;
  readonly attempts: readonly Attempt[];
  /** The path of a kept file, or undefined where it is no longer there with its whole length. */
  pathOf(file: KeptFile): Promise<string | undefined>;
  /** What a take was made from, or undefined where it is not written down. */
  recipe(hash: string | undefined): Promise<Recipe | undefined>;
}

/** @throws Failure `store-damaged` with the line of the journal */
export async function readStore(folder: string, origin: Origin): Promise<StoreReading> {
  return {
    origin,
    attempts: await lookIntoStore(folder, origin),
    pathOf: (file) => lookForKept(folder, origin, file),
    async recipe(hash) {
      if (hash === undefined) return undefined;
      const text = await ifThere(readFile(recipePath(folder, origin, hash), 'utf8'));
      return text === undefined ? undefined : readRecipe(text, hash);
    },
  };
}
