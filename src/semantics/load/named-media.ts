/** Every medium that a file names, with the kinds of bytes that its place takes. */
import { fieldFacts, type FieldBlock } from '../../language/fields.ts';
import type { FieldKey } from '../../language/keywords.ts';
import type {
  AssetBlock,
  FieldLine,
  MediumNode,
  SceneBlock,
  SyntaxTree,
} from '../../language/syntax.ts';
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

export function namedMedia(tree: SyntaxTree): readonly NamedMedium[] {
  const named: NamedMedium[] = [];
  for (const item of tree.items) {
    switch (item.kind) {
      case 'asset':
        addOfAsset(item, named);
        break;
      case 'series':
      case 'episode':
        addOfLines(item.body, item.kind, named);
        break;
      case 'scene':
        addOfScene(item, named);
        break;
      default:
        break;
    }
  }
  return named;
}

function addOfAsset(block: AssetBlock, named: NamedMedium[]): void {
  addOfLines(block.body, block.asset, named);
  for (const line of block.body) {
    if (line.kind === 'variant') addOfLines(line.body, 'variant', named);
  }
}

function addOfScene({ body }: SceneBlock, named: NamedMedium[]): void {
  addOfLines(body, 'scene', named);
  for (const line of body) {
    if (line.kind === 'shot') addOfLines(line.body, 'shot', named);
    else if (line.kind === 'still') named.push({ node: line.medium, wanted: ['image'] });
  }
}

/** A field that means nothing where it stands is told for that, and its medium is left alone. */
function addOfLines(
  lines: readonly { readonly kind: string }[],
  block: FieldBlock,
  named: NamedMedium[],
): void {
  for (const line of lines) {
    if (!isField(line)) continue;
    const node = mediumIn(line);
    if (!node || !fieldFacts[line.key].blocks.includes(block)) continue;
    named.push({ node, wanted: wantedBy(line.key, block) });
  }
}

function isField(line: { readonly kind: string }): line is FieldLine {
  return line.kind === 'field';
}

/** The kinds of media that a field takes in a block. */
export function wantedBy(key: FieldKey, block: FieldBlock): readonly MediumKind[] {
  if (key === 'file') return [block === 'video' ? 'video' : 'audio'];
  return kindsOfField[key] ?? anyKind;
}

function mediumIn({ value }: FieldLine): MediumNode | undefined {
  if (value.kind === 'medium') return value;
  if (value.kind !== 'soundtrack' && value.kind !== 'reference') return undefined;
  return value.medium.kind === 'medium' ? value.medium : undefined;
}
