/**
 * Which `look:` words a request sends of an asset. What an image binds is not described again, but
 * for the look of a variant that has no image of its own: its parent's images stand for it.
 */
import type { AssetUse } from '../../semantics/program.ts';
import type { Numbers } from './numbers.ts';

export function lookSent({ asset, variant }: AssetUse, numbers: Numbers): readonly string[] {
  const bound = numbers.of(asset, 'image').length > 0;
  if (bound && variant?.images.length !== 0) return none;
  const looks: string[] = [];
  if (!bound) addWords(looks, asset.look);
  addWords(looks, variant?.look);
  return looks;
}

const none: readonly string[] = [];

function addWords(looks: string[], look: string | undefined): void {
  if (look !== undefined && look.trim() !== '') looks.push(look);
}
