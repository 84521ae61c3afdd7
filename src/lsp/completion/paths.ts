/** Paths of media and of imports, as the folder of the script has them. */
import { posix } from 'node:path';
import { CompletionItemKind } from 'vscode-languageserver';
import { fieldFacts } from '../../language/fields.ts';
import type { FieldKey } from '../../language/keywords.ts';
import { wantedBy } from '../../semantics/load/named-media.ts';
import type { MediumKind } from '../../media/facts.ts';
import { spanOf } from '../../language/values.ts';
import { blockKeywordOf, fieldOf } from '../line-tokens.ts';
import { typed, type Cursor, type Offer, type Offers } from './cursor.ts';

/** The endings that media of a kind mostly have; what a file is, its bytes say. */
const endings: Readonly<Record<MediumKind, readonly string[]>> = {
  image: ['.png', '.jpg', '.jpeg', '.webp', '.bmp', '.tif', '.tiff', '.gif', '.heic', '.heif'],
  video: ['.mp4', '.mov'],
  audio: ['.mp3', '.wav'],
};

const mediumShapes: ReadonlySet<string> = new Set([
  ...['medium', 'frame', 'opening', 'reference', 'soundtrack', 'cover'],
]);

/** Undefined where no path stands. */
export async function pathOffers(cursor: Cursor): Promise<Offers | undefined> {
  const { tokens, offset, source } = cursor;
  const [first] = tokens;
  const wanted = first && endingsBehind(fieldOf(first), blockKeywordOf(first));
  if (!wanted || tokens.length > 2) return undefined;
  const last = tokens.at(-1);
  const isQuoted = last !== first && last !== undefined && /^["“”「]/.test(last.image);
  const isOpen = isQuoted && (spanOf(last).end >= offset || last.image.length === 1);
  if (wanted === importEndings && !isOpen) return undefined;
  const start = isOpen ? last.startOffset + 1 : typed(cursor).start;
  if (tokens.length === 2 && start === offset && !isOpen) return undefined;
  const written = source.text.slice(start, offset);
  const folder = written.slice(0, written.lastIndexOf('/') + 1);
  const names = await cursor.now.host.namesIn(posix.resolve(posix.dirname(source.path), folder));
  const offers = names
    .toSorted()
    .flatMap((name) => offerOf(name, wanted, isOpen || !/\s/.test(name)) ?? []);
  return { span: { start: start + folder.length, end: offset }, offers };
}

const importEndings: readonly string[] = ['.scene'];

function endingsBehind(
  field: FieldKey | undefined,
  keyword: string | undefined,
): readonly string[] | undefined {
  if (keyword === 'import') return importEndings;
  if (keyword === 'still') return endings.image;
  if (field === undefined || !mediumShapes.has(fieldFacts[field].shape)) return undefined;
  const block = fieldFacts[field].blocks[0] ?? 'shot';
  const kinds: readonly MediumKind[] =
    field === 'file' ? ['video', 'audio'] : wantedBy(field, block);
  return kinds.flatMap((kind) => endings[kind]);
}

/** A name with blanks can only stand in quotes. */
function offerOf(name: string, wanted: readonly string[], mayStand: boolean): Offer | undefined {
  if (name.startsWith('.') || !mayStand) return undefined;
  const ending = posix.extname(name).toLowerCase();
  if (wanted.includes(ending)) return { label: name, kind: CompletionItemKind.File };
  return ending === '' && name !== 'node_modules'
    ? { label: `${name}/`, kind: CompletionItemKind.Folder }
    : undefined;
}
