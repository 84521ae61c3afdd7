/**
 * The names that a file sees: what it declares, what its imports declare, and what those import.
 */
import type { AssetBlock } from '../language/syntax.ts';
import type { Place } from '../source/diagnostic.ts';
import type { Asset } from './program.ts';

export interface DeclaredAsset {
  readonly asset: Asset;
  readonly block: AssetBlock;
  /** The name in the header. */
  readonly place: Place;
  /** Declared in the entry itself, not in a file that it imports. */
  readonly inEntry: boolean;
}

export interface Declarations {
  readonly assets: ReadonlyMap<string, DeclaredAsset>;
  /** Every asset's name, for the longest-match search of mentions in prose. */
  readonly names: ReadonlySet<string>;
}
