/** What `first frame:`, `last frame:`, `opening:` and `reference:` name, put into the collection. */
import type { FieldLine, MediumNode, MentionNode } from '../../language/syntax.ts';
import type { MediumKind } from '../../media/facts.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import { lookUp } from '../names/lookup.ts';
import { mediumOf } from '../names/medium.ts';
import { type Looks, readProse, useOf, withLooks } from '../names/prose.ts';
import type { AssetUse, Binding, Medium } from '../program.ts';
import type { LoadedFile } from '../sources.ts';
import { type Collection, imagesOf } from './collection.ts';

export interface PictureReader {
  readonly file: LoadedFile;
  readonly context: Context;
  readonly looks: Looks;
}

type Named = MediumNode | ({ readonly kind: 'mention' } & MentionNode);

/** False where it is not understood: then it has been reported. */
export function collectFrame(
  field: FieldLine,
  role: 'first_frame' | 'last_frame',
  collection: Collection,
  reader: PictureReader,
): boolean {
  const { value } = field;
  if (value.kind !== 'medium' && value.kind !== 'mention') return false;
  const binding: Binding = { kind: role === 'first_frame' ? 'first-frame' : 'last-frame' };
  return oneImage(field, value, reader, (medium, place, use) => {
    collection.image(medium, binding, place, role);
    if (use) collection.image(medium, { kind: 'asset', use }, place, role);
  });
}

/** `openingOf` is the shot of `last of`, resolved. */
export function collectOpening(
  field: FieldLine,
  openingOf: string | undefined,
  collection: Collection,
  reader: PictureReader,
): boolean {
  const { value } = field;
  const place = placeOf(field, reader);
  if (value.kind === 'last-of') {
    if (openingOf === undefined) return false;
    collection.image({ lastFrameOf: openingOf }, { kind: 'opening' }, place, 'reference_image');
    return true;
  }
  if (value.kind !== 'medium' && value.kind !== 'mention') return false;
  return oneImage(field, value, reader, (medium, at, use) => {
    collection.image(medium, { kind: 'opening' }, at, 'reference_image');
    if (use) collection.image(medium, { kind: 'asset', use }, at, 'reference_image');
  });
}

export function collectReference(
  field: FieldLine,
  collection: Collection,
  reader: PictureReader,
): boolean {
  const { value } = field;
  if (value.kind !== 'reference') return false;
  const prose = value.purpose && readProse(value.purpose, reader.file, reader.context);
  if (value.purpose && !prose) return false;
  const binding: Binding = {
    kind: 'reference',
    ...(prose ? { purpose: withLooks(prose, reader.looks) } : {}),
  };
  const place = { source: reader.file.source, span: value.medium.span };
  if (value.medium.kind === 'medium') {
    collectMedium(mediumOf(value.medium, reader.context.sources), binding, place, collection);
    return true;
  }
  const use = useNamed(value.medium, place, reader);
  if (!use) return false;
  if (!collection.asset(use, place)) {
    reportImageless(use, place, reader);
    return false;
  }
  const { asset } = use;
  if ((asset.kind === 'video' || asset.kind === 'audio') && asset.file) {
    collectMedium(asset.file, binding, place, collection, asset.kind);
  } else {
    for (const image of imagesOf(use)) collectMedium(image, binding, place, collection, 'image');
  }
  return true;
}

function collectMedium(
  medium: Medium,
  binding: Binding,
  place: Place,
  collection: Collection,
  kind = medium.facts?.kind ?? kindByName(medium),
): void {
  if (kind === 'video') collection.video(medium, binding, place);
  else if (kind === 'audio') collection.audio(medium, binding, place);
  else collection.image(medium, binding, place, 'reference_image');
}

/** A remote medium cannot be opened here; its address has to say what it is, else it is an image. */
function kindByName({ location }: Medium): MediumKind {
  if (location.kind !== 'remote') return 'image';
  const path = location.url.replace(/[?#].*$/s, '');
  if (/\.(mp4|mov)$/i.test(path)) return 'video';
  return /\.(mp3|wav)$/i.test(path) ? 'audio' : 'image';
}

/** A frame is exactly one image, be it a medium or an asset that has one. */
function oneImage(
  field: FieldLine,
  named: Named,
  reader: PictureReader,
  collect: (medium: Medium, place: Place, use?: AssetUse) => void,
): boolean {
  const place = { source: reader.file.source, span: named.span };
  if (named.kind === 'medium') {
    collect(mediumOf(named, reader.context.sources), place);
    return true;
  }
  const use = useNamed(named, place, reader);
  if (!use) return false;
  const images = imagesOf(use);
  const [image] = images;
  if (!image) {
    reportImageless(use, place, reader);
    return false;
  }
  if (images.length > 1) {
    const values = { name: use.asset.name, count: images.length, field: field.key };
    reader.context.report(registry.make('frame-asset', place, values));
    return false;
  }
  collect(image, place, use);
  return true;
}

function useNamed(node: MentionNode, place: Place, reader: PictureReader): AssetUse | undefined {
  const mention = lookUp(node, place, reader.file, reader.context);
  return mention && useOf(mention, reader.looks);
}

function reportImageless({ asset }: AssetUse, place: Place, { context }: PictureReader): void {
  context.report(registry.make('asset-without-image', place, { name: asset.name }));
}

function placeOf(field: FieldLine, { file }: PictureReader): Place {
  return { source: file.source, span: field.value.span };
}
