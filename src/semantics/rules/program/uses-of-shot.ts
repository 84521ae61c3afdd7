/** Which assets a shot speaks of, whatever of them its mode can send. */
import type { AssetUse, BodyLine, ResolvedWords } from '../../program.ts';
import type { DraftShot } from '../../rule.ts';

/** The assets that are seen in the shot: mentioned in its lines, in frame, or behind an image. */
export function* assetsSeen(shot: DraftShot): Iterable<AssetUse> {
  for (const { cut, lines } of shot.body) {
    if (cut) yield* mentionsIn(cut);
    for (const line of lines) yield* seenInLine(line);
  }
  if (shot.prompt) yield* mentionsIn(shot.prompt);
  for (const { bindings } of shot.images) {
    for (const binding of bindings) if (binding.kind === 'asset') yield binding.use;
  }
}

export function* mentionsIn(words: ResolvedWords): Iterable<AssetUse> {
  for (const part of words) if (typeof part !== 'string') yield part;
}

function* seenInLine(line: BodyLine): Iterable<AssetUse> {
  if (line.kind !== 'dialogue') {
    yield* mentionsIn(line.words);
    return;
  }
  if (line.spoken.delivery === 'out-of-frame') return;
  for (const speaker of line.spoken.speakers) if (typeof speaker !== 'string') yield speaker;
}
