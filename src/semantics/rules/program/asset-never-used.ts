/**
 * An asset that the episode's own file declares and never speaks of. Files that only declare are
 * libraries: what one episode leaves alone another uses.
 */
import type { SyntaxTree } from '../../../language/syntax.ts';
import type { DeclaredAsset, Declarations } from '../../declarations.ts';
import { scanMentions } from '../../names/mentions.ts';
import type { Asset } from '../../program.ts';
import type { Draft, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const assetNeverUsed: ProgramRule = {
  name: 'asset-never-used',
  *check(draft) {
    const { entry } = draft.sources;
    const own = declaredAndNotSent(draft);
    if (own.length === 0 || !entry.tree.items.some(({ kind }) => kind === 'scene')) return;
    const used = namesUsed(entry.source.text, entry.tree, draft.declarations);
    for (const { asset, place } of own) {
      if (!used.has(asset.name)) {
        yield registry.make('asset-never-used', place, { name: asset.name });
      }
    }
  },
};

/** What is sent somewhere is used: of most files nothing is left after a few shots. */
function declaredAndNotSent({ declarations, shots }: Draft): readonly DeclaredAsset[] {
  const left = new Map<Asset, DeclaredAsset>();
  for (const declared of declarations.assets.values()) {
    if (declared.inEntry) left.set(declared.asset, declared);
  }
  for (const { images, audios } of shots) {
    if (left.size === 0) break;
    for (const { bindings } of images) {
      for (const binding of bindings) if (binding.kind === 'asset') left.delete(binding.use.asset);
    }
    for (const { bindings } of audios) {
      for (const binding of bindings) {
        if (binding.kind === 'voice' && typeof binding.of !== 'string')
          left.delete(binding.of.asset);
      }
    }
  }
  return [...left.values()];
}

/**
 * Every name behind an @ outside of comments and of the declarations' own headers. The text is read,
 * not the shots: a line that was refused still shows that its writer uses the asset.
 */
function namesUsed(
  text: string,
  tree: SyntaxTree,
  declarations: Declarations,
): ReadonlySet<string> {
  const silent = [
    ...tree.comments.map(({ span }) => span),
    ...tree.items.flatMap((item) => (item.kind === 'asset' ? [item.header] : [])),
  ].sort((a, b) => a.start - b.start);
  const used = new Set<string>();
  let next = 0;
  for (const piece of scanMentions(text, declarations)) {
    if (piece.kind === 'text') continue;
    while ((silent[next]?.end ?? Infinity) <= piece.start) next += 1;
    const isSilent = (silent[next]?.start ?? Infinity) <= piece.start;
    if (!isSilent) used.add(piece.name.normalize('NFC'));
  }
  return used;
}
