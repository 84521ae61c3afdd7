/**
 * Who is named where: everything in the files of one compilation that has a name, and each place at
 * which it is written. A file with errors has one too, as far as its lines are understood.
 */
import type {
  AssetBlock,
  FieldLine,
  FieldValue,
  MentionNode,
  SceneBlock,
  ShotBlock,
  ShotName,
  Target,
  VariantBlock,
  Words,
} from '../../language/syntax.ts';
import { spanIn } from '../../language/words.ts';
import type { Span } from '../../source/text.ts';
import type { Declarations } from '../declarations.ts';
import type { LoadedFile, Sources } from '../sources.ts';
import { declareAssets } from './declare.ts';
import { plainFields, scanMentions } from './mentions.ts';
import { indexScenes, shotCalled, type SceneIndex } from './scenes.ts';

export type Named = NamedAsset | NamedVariant | NamedScene | NamedShot;

interface Declared {
  readonly name: string;
  /** Where it is declared; `span` is the name alone. */
  readonly file: LoadedFile;
  readonly span: Span;
}

export interface NamedAsset extends Declared {
  readonly kind: 'asset';
  readonly block: AssetBlock;
}

export interface NamedVariant extends Declared {
  readonly kind: 'variant';
  readonly block: VariantBlock;
  readonly asset: NamedAsset;
}

export interface NamedScene extends Declared {
  readonly kind: 'scene';
  readonly block: SceneBlock;
}

export interface NamedShot extends Declared {
  readonly kind: 'shot';
  readonly block: ShotBlock;
  readonly scene: NamedScene;
}

/** A place at which it is written, its declaration among them; `span` is the name alone. */
export interface Occurrence {
  readonly named: Named;
  readonly file: LoadedFile;
  readonly span: Span;
}

export interface NameTable {
  /** By file, in order of place. */
  readonly occurrences: ReadonlyMap<LoadedFile, readonly Occurrence[]>;
  /** The names that each file sees. */
  readonly declarations: ReadonlyMap<LoadedFile, Declarations>;
}

export function nameTable(sources: Sources): NameTable {
  const { byFile } = declareAssets(sources);
  const named = nameAll(sources);
  const occurrences = new Map<LoadedFile, readonly Occurrence[]>();
  for (const file of sources.files) {
    const declarations = byFile.get(file);
    if (!declarations) continue;
    const reader = new OccurrenceReader(file, declarations, named);
    occurrences.set(
      file,
      reader.read().sort((one, other) => one.span.start - other.span.start),
    );
  }
  return { occurrences, declarations: byFile };
}

type NamedBlock = AssetBlock | VariantBlock | SceneBlock | ShotBlock;
type NamedBlocks = ReadonlyMap<NamedBlock, Named>;

function nameAll({ files }: Sources): NamedBlocks {
  const named = new Map<NamedBlock, Named>();
  for (const file of files) {
    for (const block of file.tree.items) {
      if (block.kind === 'asset') {
        const { text: name, nameSpan: span } = block.name;
        const asset: NamedAsset = { kind: 'asset', name, file, span, block };
        named.set(block, asset);
        for (const line of block.body) {
          if (line.kind !== 'variant') continue;
          const { text, span: at } = line.name;
          named.set(line, { kind: 'variant', name: text, file, span: at, block: line, asset });
        }
      } else if (block.kind === 'scene') {
        const { text: name, span } = block.name;
        const scene: NamedScene = { kind: 'scene', name, file, span, block };
        named.set(block, scene);
        for (const line of block.body) {
          if (line.kind !== 'shot' || !line.name) continue;
          const { text, span: at } = line.name;
          named.set(line, { kind: 'shot', name: text, file, span: at, block: line, scene });
        }
      }
    }
  }
  return named;
}

const silent = { report: () => undefined };

class OccurrenceReader {
  readonly #found: Occurrence[] = [];
  readonly #file: LoadedFile;
  readonly #declarations: Declarations;
  readonly #named: NamedBlocks;
  readonly #index: SceneIndex;

  constructor(file: LoadedFile, declarations: Declarations, named: NamedBlocks) {
    this.#file = file;
    this.#declarations = declarations;
    this.#named = named;
    this.#index = indexScenes(file, silent);
  }

  read(): Occurrence[] {
    for (const item of this.#file.tree.items) {
      switch (item.kind) {
        case 'asset':
          this.#declares(item);
          this.#fields(item.body);
          for (const line of item.body) {
            if (line.kind !== 'variant') continue;
            this.#declares(line);
            this.#fields(line.body);
          }
          break;
        case 'series':
        case 'episode':
          this.#fields(item.body);
          break;
        case 'scene':
          this.#scene(item);
          break;
        case 'import':
        case 'stray':
        case 'bad':
          break;
      }
    }
    return this.#found;
  }

  #scene(block: SceneBlock): void {
    const scene = block.name.text;
    this.#declares(block);
    if (block.like) this.#add(this.#sceneBlock(block.like.text), block.like.span);
    this.#fields(block.body, scene);
    for (const line of block.body) {
      if (line.kind === 'clip') this.#target(line.target, scene);
      if (line.kind !== 'shot') continue;
      this.#declares(line);
      for (const target of line.relation?.targets ?? []) this.#target(target, scene);
      this.#fields(line.body, scene);
      for (const spoken of line.body) {
        if (spoken.kind === 'action') this.#words(spoken.words);
        if (spoken.kind !== 'dialogue') continue;
        for (const who of spoken.speakers) if (who.kind === 'mention') this.#mention(who);
        this.#words(spoken.words);
      }
    }
  }

  #fields(lines: readonly { readonly kind: string }[], scene?: string): void {
    for (const line of lines) {
      if (isField(line) && !plainFields.has(line.key)) this.#value(line.value, scene);
    }
  }

  #value(value: FieldValue, scene: string | undefined): void {
    switch (value.kind) {
      case 'words':
        this.#words(value.words);
        break;
      case 'mentions':
        for (const mention of value.mentions) this.#mention(mention);
        break;
      case 'mention':
        this.#mention(value);
        break;
      case 'reference':
        if (value.medium.kind === 'mention') this.#mention(value.medium);
        if (value.purpose) this.#words(value.purpose);
        break;
      case 'soundtrack':
        if (value.medium.kind === 'mention') this.#mention(value.medium);
        break;
      case 'shot-name':
        this.#shot(value, scene);
        break;
      case 'last-of':
        this.#shot(value.shot, scene);
        break;
      default:
        break;
    }
  }

  #target(target: Target, scene: string): void {
    if (target.kind === 'mention') this.#mention(target);
    else this.#shot(target, scene);
  }

  #shot(name: ShotName, scene: string | undefined): void {
    if (name.scene !== undefined && name.sceneSpan) {
      this.#add(this.#sceneBlock(name.scene), name.sceneSpan);
    }
    this.#add(shotCalled(name, scene, this.#index)?.block, name.shotSpan);
  }

  #sceneBlock(name: string): SceneBlock | undefined {
    return this.#index.scenes.get(name)?.block;
  }

  #mention({ name, nameSpan, variant, variantSpan }: MentionNode): void {
    this.#add(this.#assetBlock(name), nameSpan);
    if (variant !== undefined && variantSpan) {
      this.#add(this.#variantBlock(name, variant), variantSpan);
    }
  }

  #words(words: Words): void {
    const { text } = words;
    for (const piece of scanMentions(text, this.#declarations)) {
      if (piece.kind === 'text' || piece.unknown) continue;
      const { name, nameStart, nameEnd, variant, variantStart } = piece;
      this.#add(this.#assetBlock(name), spanIn(words, nameStart, nameEnd));
      if (variant === undefined || variantStart === undefined) continue;
      const span = spanIn(words, variantStart, variantStart + variant.length);
      this.#add(this.#variantBlock(name, variant), span);
    }
  }

  #assetBlock(name: string): AssetBlock | undefined {
    return this.#declarations.assets.get(name)?.block;
  }

  #variantBlock(name: string, variant: string): VariantBlock | undefined {
    for (const line of this.#assetBlock(name)?.body ?? []) {
      if (line.kind === 'variant' && line.name.text === variant) return line;
    }
    return undefined;
  }

  #declares(block: NamedBlock): void {
    const named = this.#named.get(block);
    if (named) this.#add(block, named.span);
  }

  #add(block: NamedBlock | undefined, span: Span): void {
    const named = block && this.#named.get(block);
    if (named) this.#found.push({ named, file: this.#file, span });
  }
}

function isField(line: { readonly kind: string }): line is FieldLine {
  return line.kind === 'field';
}
