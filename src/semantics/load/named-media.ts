/** Every medium that a file names, with the kinds of bytes that its place takes. */
import { fieldFacts, type FieldBlock } from '../../language/fields.ts';
import type { FieldKey } from '../../language/keywords.ts';
import type { AssetBlock, FieldLine, MediumNode, SyntaxTree } from '../../language/syntax.ts';
import type { MediumKind } from '../../media/facts.ts';

export interface NamedMedium {
  readonly node: MediumNode;
  readonly wanted: readonly MediumKind[];
}

const anyKind: readonly MediumKind[] = ['image', 'video', 'audio'];
const kindsOfField: Readonly<Partial<Record<FieldKey, readonly MediumKind[]>>> = {
  face: ['image'],
  image: ['image'],
  voice: ['audio'],
  'first frame': ['image'],
  'last frame': ['image'],
  opening: ['image'],
  cover: ['image'],
  reference: anyKind,
  soundtrack: ['audio'],
};

export function* namedMedia(tree: SyntaxTree): Iterable<NamedMedium> {
  for (const item of tree.items) {
    switch (item.kind) {
      case 'asset':
        yield* ofAsset(item);
        break;
      case 'series':
      case 'episode':
        yield* ofLines(item.body, item.kind);
        break;
      case 'scene':
        yield* ofLines(item.body, 'scene');
        for (const line of item.body) {
          if (line.kind === 'shot') yield* ofLines(line.body, 'shot');
          else if (line.kind === 'still') yield { node: line.medium, wanted: ['image'] };
        }
        break;
      default:
        break;
    }
  }
}

function* ofAsset(block: AssetBlock): Iterable<NamedMedium> {
  yield* ofLines(block.body, block.asset);
  for (const line of block.body) if (line.kind === 'variant') yield* ofLines(line.body, 'variant');
}

/** A field that means nothing where it stands is told for that, and its medium is left alone. */
function* ofLines(
  lines: readonly { readonly kind: string }[],
  block: FieldBlock,
): Iterable<NamedMedium> {
  for (const line of lines) {
    if (!isField(line) || !fieldFacts[line.key].blocks.includes(block)) continue;
    if (line.key === 'file') yield* ofField(line, [block === 'video' ? 'video' : 'audio']);
    else yield* ofField(line);
  }
}

function isField(line: { readonly kind: string }): line is FieldLine {
  return line.kind === 'field';
}

function* ofField(
  { key, value }: FieldLine,
  wanted: readonly MediumKind[] = kindsOfField[key] ?? anyKind,
): Iterable<NamedMedium> {
  if (value.kind === 'medium') yield { node: value, wanted };
  else if (
    (value.kind === 'soundtrack' || value.kind === 'reference') &&
    value.medium.kind === 'medium'
  ) {
    yield { node: value.medium, wanted };
  }
}
