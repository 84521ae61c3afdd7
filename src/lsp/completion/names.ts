/** Assets behind an @, their looks behind a dot, and shots where one is named. */
import { CompletionItemKind } from 'vscode-languageserver';
import type { AssetKind } from '../../language/syntax.ts';
import { plainFields, scanMentions } from '../../semantics/names/mentions.ts';
import type { Declarations } from '../../semantics/declarations.ts';
import { lineOf, type Span } from '../../source/text.ts';
import { describeAsset, describeVariant, titleOf } from '../describe.ts';
import { blockKeywordOf, fieldOf } from '../line-tokens.ts';
import type { Cursor, Offer, Offers } from './cursor.ts';

const noDeclarations: Declarations = { assets: new Map(), names: new Set() };

function declarationsAt({ analysis }: Cursor): Declarations {
  return analysis.names.declarations.get(analysis.file) ?? noDeclarations;
}

/** Undefined where no mention is being written. */
export function mentionOffers(cursor: Cursor): Offers | undefined {
  const { before, offset, tokens } = cursor;
  const [first] = tokens;
  const field = first && fieldOf(first);
  if (field !== undefined && plainFields.has(field)) return undefined;
  const declarations = declarationsAt(cursor);
  const found = mentionAtEnd(before, declarations);
  if (!found) return undefined;
  const span = { start: offset - (before.length - found.start), end: offset };
  if (found.asset === undefined) {
    return { span, offers: assetOffers(declarations, found.close) };
  }
  const asset = declarations.assets.get(found.asset)?.asset;
  const offers = [...(asset?.variants.values() ?? [])].map((variant) => ({
    label: variant.name,
    kind: CompletionItemKind.EnumMember,
    text: variant.name + found.close,
    filter: `${variant.name} ${variant.displayName}`,
    detail: variant.displayName,
    documentation: asset && describeVariant(asset, variant),
  }));
  return { span, offers };
}

/** Assets as they are written where nothing has been typed yet: with their @. */
export function wholeMentions(cursor: Cursor, kinds: readonly AssetKind[]): readonly Offer[] {
  return assetOffers(declarationsAt(cursor), '', kinds).map((offer) => ({
    ...offer,
    label: `@${offer.label}`,
    text: `@${offer.label}`,
    filter: `@${offer.filter ?? offer.label}`,
  }));
}

function assetOffers(
  { assets }: Declarations,
  close: string,
  kinds?: readonly AssetKind[],
): readonly Offer[] {
  return [...assets.values()].flatMap(({ asset }) => {
    if (kinds && !kinds.includes(asset.kind)) return [];
    return [
      {
        label: asset.name,
        kind: CompletionItemKind.Variable,
        text: asset.name + close,
        // Whoever types the display name finds it too.
        filter: `${asset.name} ${asset.displayName}`,
        detail: titleOf(asset),
        documentation: describeAsset(asset),
      },
    ];
  });
}

interface MentionBegun {
  /** Where the name that is being typed begins, in the text that was scanned. */
  readonly start: number;
  /** A look of this asset is being typed. */
  readonly asset?: string;
  /** What closes it: a brace that was opened, or nothing. */
  readonly close: string;
}

function mentionAtEnd(before: string, declarations: Declarations): MentionBegun | undefined {
  const brace = Math.max(before.lastIndexOf('@{'), before.lastIndexOf('＠｛'));
  if (brace !== -1 && !/[}｝]/.test(before.slice(brace))) {
    return { start: brace + 2, close: before[brace + 1] === '{' ? '}' : '｝' };
  }
  const pieces = scanMentions(before, declarations);
  const last = pieces.at(-1);
  if (last?.kind === 'mention' && last.end === before.length) {
    return last.variantStart === undefined
      ? { start: last.nameStart, close: '' }
      : { start: last.variantStart, asset: last.name, close: '' };
  }
  const begun = pieces.at(-2);
  if (begun?.kind === 'mention' && last?.kind === 'text' && dotAndName.test(last.text)) {
    return { start: begun.end + 1, asset: begun.name, close: '' };
  }
  return /(?:^|[^@＠A-Za-z0-9._+-])[@＠]$/.test(before)
    ? { start: before.length, close: '' }
    : undefined;
}

const dotAndName = /^[.．]\p{L}*$/u;

/** Shots as this scene names them: its own bare, those of others with their scene. */
export function shotOffers(cursor: Cursor): readonly Offer[] {
  const { file } = cursor.analysis;
  const own: Offer[] = [];
  const others: Offer[] = [];
  for (const scene of file.tree.items) {
    if (scene.kind !== 'scene') continue;
    const isHere = scene.span.start <= cursor.offset && cursor.offset <= endOfBlock(scene, cursor);
    for (const shot of scene.body) {
      if (shot.kind !== 'shot' || !shot.name) continue;
      // No shot is made from itself.
      if (isOnLineOf(shot, cursor)) continue;
      const { text } = shot.name;
      const label = isHere ? text : `${scene.name.text}.${text}`;
      const detail = scene.heading?.text ?? scene.name.text;
      (isHere ? own : others).push({ label, kind: CompletionItemKind.Function, detail });
    }
  }
  return [...own, ...others];
}

function isOnLineOf(block: { readonly header: Span }, { source, offset }: Cursor): boolean {
  return lineOf(source, block.header.start) === lineOf(source, offset);
}

export function sceneOffers(cursor: Cursor): readonly Offer[] {
  return cursor.analysis.file.tree.items.flatMap((item) =>
    item.kind === 'scene' && !isOnLineOf(item, cursor)
      ? [
          {
            label: item.name.text,
            kind: CompletionItemKind.Module,
            detail: item.heading?.text,
          },
        ]
      : [],
  );
}

/** A block reaches to the next one: a line that is being written at its end is its own. */
function endOfBlock(
  block: { readonly span: { readonly start: number } },
  { analysis, source }: Cursor,
): number {
  for (const item of analysis.file.tree.items) {
    if (item.span.start > block.span.start) return item.span.start;
  }
  return source.text.length;
}

/** Is a name being declared here, and not meant? */
export function isDeclaring({ tokens }: Cursor): boolean {
  const keyword = tokens[0] && blockKeywordOf(tokens[0]);
  return keyword !== undefined && declaring.has(keyword);
}

const declaring: ReadonlySet<string> = new Set([
  ...['character', 'narrator', 'place', 'prop', 'style', 'video', 'audio', 'variant'],
]);
