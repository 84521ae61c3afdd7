/** Where a card, a still or a black stands in the script: the film's map knows the lines of shots alone. */
import { parse } from '../../language/parse.ts';
import { lineOf, type SourceText } from '../../source/text.ts';
import type { MappedItem, SourceMap } from '../source-map/source-map.ts';

const kinds = ['title', 'still', 'black'] as const;

/**
 * The line of the episode's script that an item of the film was cut from: of those of its kind in its
 * scene, the one with its place. Undefined where the script has no such line any more, and for shots
 * and footage.
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
  const lines = scene?.kind === 'scene' ? scene.body.filter((line) => line.kind === kind) : [];
  const line = lines[place];
  if (!line || (line.kind === 'title' && line.words.text.normalize('NFC') !== item.name))
    return undefined;
  return lineOf(episode, line.span.start);
}
