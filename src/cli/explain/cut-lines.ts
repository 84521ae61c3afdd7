/** Where a card, a still, a black or footage stands in the script: the film's map knows the lines of shots alone. */
import { parse } from '../../language/parse.ts';
import type { SceneLine } from '../../language/syntax.ts';
import { lineOf, type SourceText } from '../../source/text.ts';
import type { MappedItem, SourceMap } from '../source-map/source-map.ts';

const kinds = ['title', 'still', 'black', 'footage'] as const;

/**
 * The line of the episode's script that an item of the film was cut from: of those of its kind in its
 * scene, the one with its place. Undefined where the script has no such line any more, and for shots.
 */
export function cutLine(
  item: MappedItem,
  map: Pick<SourceMap, 'items'>,
  episode: SourceText,
): number | undefined {
  const kind = kinds.find((one) => one === item.kind);
  if (!kind) return undefined;
  const place = map.items
    .filter((other) => other.kind === kind && other.scene === item.scene)
    .indexOf(item);
  const scene = parse(episode).tree.items.find(
    (top) => top.kind === 'scene' && top.name.text === item.scene,
  );
  const lines = scene?.kind === 'scene' ? scene.body.filter((line) => itemKind(line) === kind) : [];
  const line = lines[place];
  if (!line || (line.kind === 'title' && line.words.text.normalize('NFC') !== item.name))
    return undefined;
  return lineOf(episode, line.span.start);
}

/** A `clip` line that names a shot plays that again; one that mentions a medium plays footage. */
function itemKind(line: SceneLine): string {
  return line.kind === 'clip' && line.target.kind === 'mention' ? 'footage' : line.kind;
}
