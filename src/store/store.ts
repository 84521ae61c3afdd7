/**
 * Where clips and the journal are kept. One interface; the local folder is the first store behind
 * it. What was bought and what the simulator made never share one: a store has one origin.
 */
import type { Journal } from './journal.ts';
import type { RecipeFile } from './recipe.ts';
import type { KeptFile } from './records.ts';

/** `ark`: bought. `simulator`: made up for no money. */
export type Origin = 'ark' | 'simulator';
export const origins: readonly Origin[] = ['ark', 'simulator'];

export interface Store {
  readonly origin: Origin;
  readonly journal: Journal;
  /** A path for a download of that name; what an earlier try brought is still there, to be taken up. */
  incomingPath(name: string): Promise<string>;
  /**
   * Takes a finished file in, by content, its bytes as they are. It is whole on the disk when this
   * returns; the temporary file is gone.
   */
  keep(temporaryPath: string, extension: string): Promise<KeptFile>;
  /** The path of a kept file, or undefined where it is no longer there with its whole length. */
  pathOf(file: KeptFile): Promise<string | undefined>;
  /** Keeps what a take is made from, under its hash. */
  keepRecipe(recipe: RecipeFile): Promise<void>;
  /** A folder of the store's own for what can always be made again (encoded pieces, the simulator's state). */
  scratchFolder(name: string): Promise<string>;
  close(): Promise<void>;
}
