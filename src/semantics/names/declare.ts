/**
 * What the files declare, and what each of them sees: its own names and those of the files that it
 * imports, near or far. Every file is seen by the entry, so a name stands once in all of them.
 */
import type { AssetBlock, FieldLine, VariantBlock } from '../../language/syntax.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { DeclaredAsset, Declarations } from '../declarations.ts';
import { registry } from '../diagnostics.ts';
import { mediaNumber } from '../notation.ts';
import type { Asset, Variant } from '../program.ts';
import { registry as ruleRegistry } from '../rules/diagnostics.ts';
import type { LoadedFile, Sources } from '../sources.ts';
import { mediumOfField } from './medium.ts';

export interface Declared {
  readonly byFile: ReadonlyMap<LoadedFile, Declarations>;
  readonly diagnostics: readonly Diagnostic[];
}

export function declareAssets(sources: Sources): Declared {
  const diagnostics: Diagnostic[] = [];
  const all = new Map<string, DeclaredAsset>();
  const own = new Map<LoadedFile, Map<string, DeclaredAsset>>();
  for (const file of sources.files) {
    const declared = new Map<string, DeclaredAsset>();
    own.set(file, declared);
    for (const item of file.tree.items) {
      if (item.kind !== 'asset') continue;
      const place = { source: file.source, span: item.name.span };
      const name = item.name.text;
      const earlier = all.get(name);
      if (earlier) {
        const related = [{ ...earlier.place, message: `@${name} is declared here first` }];
        diagnostics.push(registry.make('double-name', place, { name: `@${name}` }, { related }));
        continue;
      }
      const asset = assetOf(item, file, sources, diagnostics);
      const entry = { asset, block: item, place, inEntry: file === sources.entry };
      all.set(name, entry);
      declared.set(name, entry);
    }
  }
  const byFile = new Map<LoadedFile, Declarations>();
  for (const file of sources.files) byFile.set(file, seenBy(file, own));
  return { byFile, diagnostics };
}

function seenBy(
  file: LoadedFile,
  own: ReadonlyMap<LoadedFile, ReadonlyMap<string, DeclaredAsset>>,
): Declarations {
  const seen = new Set<LoadedFile>();
  const assets = new Map<string, DeclaredAsset>();
  function visit(visited: LoadedFile): void {
    if (seen.has(visited)) return;
    seen.add(visited);
    for (const imported of visited.imports) visit(imported.file);
    for (const [name, asset] of own.get(visited) ?? []) assets.set(name, asset);
  }
  visit(file);
  return { assets, names: new Set(assets.keys()) };
}

function assetOf(
  block: AssetBlock,
  file: LoadedFile,
  sources: Sources,
  diagnostics: Diagnostic[],
): Asset {
  const variants = new Map<string, Variant>();
  const places = new Map<string, VariantBlock>();
  for (const line of block.body) {
    if (line.kind !== 'variant') continue;
    const name = line.name.text;
    const earlier = places.get(name);
    if (earlier) {
      const place = { source: file.source, span: line.name.span };
      const related = [
        { source: file.source, span: earlier.name.span, message: 'the first is here' },
      ];
      diagnostics.push(
        registry.make('double-name', place, { name: `The variant “${name}”` }, { related }),
      );
      continue;
    }
    places.set(name, line);
    variants.set(name, {
      name,
      displayName: line.displayName?.text ?? name,
      ...lookOf(line.body, file),
      images: imagesOf(line.body, sources),
    });
  }
  reportNumberedName(block, file, diagnostics);
  return {
    kind: block.asset,
    name: block.name.text,
    displayName: block.displayName?.text ?? block.name.text,
    ...lookOf(block.body, file),
    ...optionalMedium('face', block, sources),
    images: imagesOf(block.body, sources),
    ...optionalMedium('voice', block, sources),
    ...optionalMedium('file', block, sources),
    variants,
  };
}

/** A display name is sent, but for those of films and sounds, in whose place their own number goes. */
function reportNumberedName(
  { asset, displayName }: AssetBlock,
  { source }: LoadedFile,
  diagnostics: Diagnostic[],
): void {
  const found =
    asset === 'video' || asset === 'audio' ? null : mediaNumber.exec(displayName?.text ?? '');
  if (!found || !displayName) return;
  const place = { source, span: displayName.span };
  diagnostics.push(ruleRegistry.make('notation-in-prose', place, { notation: found[0] }));
}

/** `@lin.base` means the plain look; that a variant is called so, the parser has refused. */
export const plainLook = 'base';

type Lines = readonly (FieldLine | { readonly kind: 'variant' | 'stray' | 'bad' })[];

function lookOf(lines: Lines, { source }: LoadedFile): Pick<Asset, 'look' | 'lookPlace'> {
  for (const line of lines) {
    if (line.kind === 'field' && line.key === 'look' && line.value.kind === 'words') {
      return { look: line.value.words.text, lookPlace: { source, span: line.span } };
    }
  }
  return {};
}

function imagesOf(lines: Lines, sources: Sources): Asset['images'] {
  return lines.flatMap((line) => {
    if (line.kind !== 'field' || line.key !== 'image') return [];
    const medium = mediumOfField(line, sources);
    return medium ? [medium] : [];
  });
}

function optionalMedium<Key extends 'face' | 'voice' | 'file'>(
  key: Key,
  block: AssetBlock,
  sources: Sources,
): Partial<Pick<Asset, Key>> {
  for (const line of block.body) {
    if (line.kind !== 'field' || line.key !== key) continue;
    const medium = mediumOfField(line, sources);
    if (medium) return { [key]: medium } as Partial<Pick<Asset, Key>>;
  }
  return {};
}
