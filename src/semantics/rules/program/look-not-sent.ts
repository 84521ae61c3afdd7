/** In a `prompt:` a mention is a number or a name: of whom no picture is sent, the look goes nowhere. */
import type { Asset, AssetUse } from '../../program.ts';
import type { ProgramRule } from '../../rule.ts';
import { imagesOf } from '../../shots/collection.ts';
import { registry } from '../diagnostics.ts';
import { mentionsIn } from './uses-of-shot.ts';
import { placeOfName, wordsOfShot } from './words-of-shot.ts';

export const lookNotSent: ProgramRule = {
  name: 'look-not-sent',
  *check(draft) {
    for (const shot of draft.shots) {
      if (!shot.prompt || draft.incomplete.has(shot.id)) continue;
      const said = new Set<Asset>();
      for (const { kind, words, place } of wordsOfShot(shot)) {
        if (kind !== 'prompt') continue;
        for (const use of mentionsIn(words)) {
          if (said.has(use.asset) || !hasLookInWordsAlone(use)) continue;
          said.add(use.asset);
          const at = placeOfName(place, `@${use.asset.name}`) ?? place;
          yield registry.make('look-not-sent', at, { name: ownerOfLook(use) });
        }
      }
    }
  },
};

function hasLookInWordsAlone(use: AssetUse): boolean {
  return (use.asset.look !== undefined && imagesOf(use).length === 0) || isVariantInWords(use);
}

function isVariantInWords({ variant }: AssetUse): boolean {
  return variant?.look !== undefined && variant.images.length === 0;
}

/** `lin`, or `lin.wet` where that look alone is in words. */
function ownerOfLook(use: AssetUse): string {
  const { asset, variant } = use;
  return variant && isVariantInWords(use) ? `${asset.name}.${variant.name}` : asset.name;
}
