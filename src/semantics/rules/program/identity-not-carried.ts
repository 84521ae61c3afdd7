/**
 * A shot that starts from the last frame of another sends that frame and no other image. A character
 * who is in none of the shots that the frame comes from gets a face that the model makes up.
 */
import type { Asset } from '../../program.ts';
import type { Draft, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { inChainOrder, sourcesOf } from './chain.ts';
import { assetsSeen } from './uses-of-shot.ts';

export const identityNotCarried: ProgramRule = {
  name: 'identity-not-carried',
  *check(draft) {
    if (!draft.shots.some((shot) => shot.relation?.kind === 'continues')) return;
    const seen = assetsSeenInChains(draft);
    const unsure = chainsNotUnderstood(draft);
    for (const shot of draft.shots) {
      const source = shot.relation?.kind === 'continues' ? shot.relation.of[0] : undefined;
      if (shot.mode !== 'frame' || source?.kind !== 'shot') continue;
      if (unsure.has(shot.id)) continue;
      const carried = seen.get(source.id) ?? new Set();
      const said = new Set<Asset>();
      for (const { asset } of assetsSeen(shot)) {
        if (asset.kind !== 'character' || !hasImages(asset)) continue;
        if (carried.has(asset) || said.has(asset)) continue;
        said.add(asset);
        yield registry.make('identity-not-carried', shot.place, {
          name: asset.displayName,
          mention: asset.name,
          source: source.id,
        });
      }
    }
  },
};

function hasImages(asset: Asset): boolean {
  if (asset.face || asset.images.length > 0) return true;
  for (const variant of asset.variants.values()) if (variant.images.length > 0) return true;
  return false;
}

/** For each shot, every asset seen in it or in what it is made from. A set is shared until it grows. */
function assetsSeenInChains(draft: Draft): ReadonlyMap<string, ReadonlySet<Asset>> {
  const seen = new Map<string, ReadonlySet<Asset>>();
  for (const shot of inChainOrder(draft)) {
    const own = [...assetsSeen(shot)].map(({ asset }) => asset);
    const [first, ...others] = sourcesOf(shot).flatMap((id) => seen.get(id) ?? []);
    const base: ReadonlySet<Asset> = first ?? new Set();
    const added = [...own, ...others.flatMap((set) => [...set])].filter(
      (asset) => !base.has(asset),
    );
    seen.set(shot.id, added.length === 0 ? base : new Set([...base, ...added]));
  }
  return seen;
}

/** Shots that are made, at whatever remove, from one of which something was not understood. */
function chainsNotUnderstood(draft: Draft): ReadonlySet<string> {
  const unsure = new Set(draft.incomplete);
  if (unsure.size === 0) return unsure;
  for (const shot of inChainOrder(draft)) {
    if (sourcesOf(shot).some((id) => unsure.has(id))) unsure.add(shot.id);
  }
  return unsure;
}
