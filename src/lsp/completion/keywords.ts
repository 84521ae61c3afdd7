/** What a line may begin with where it stands, and the words within headers. */
import { CompletionItemKind } from 'vscode-languageserver';
import { fieldFacts, type FieldBlock } from '../../language/fields.ts';
import {
  blockKeywords,
  fieldKeywords,
  relationKeywords,
  transitionKeywords,
  type BlockKeyword,
  type FieldKey,
} from '../../language/keywords.ts';
import { keywordsOf } from '../../language/line-reader.ts';
import { forms, valueForms } from '../../language/forms.ts';
import { startOfLine } from '../../source/text.ts';
import { blockMeanings, fieldMeanings, relationMeanings } from '../meanings.ts';
import { blockKeywordOf } from '../line-tokens.ts';
import { tokensBeforeWord, typed, type Cursor, type Offer, type Offers } from './cursor.ts';
import { sceneOffers, shotOffers, wholeMentions } from './names.ts';

type Block = 'file' | FieldBlock;

/** Undefined where the cursor is past the first word of its line. */
export function lineStartOffers(cursor: Cursor): Offers | undefined {
  const { before, offset } = cursor;
  const word = before.trimStart();
  if (!/^\p{L}*$/u.test(word)) return undefined;
  const block = blockAround(cursor);
  const keywords = [...(keywordsOf[block] ?? [])].flatMap(keywordOffers);
  const offers = block === 'file' ? keywords : [...fieldOffers(block), ...keywords];
  return { span: { start: offset - word.length, end: offset }, offers: inLanguageOf(word, offers) };
}

/** The block whose lines stand in the cursor's column, as far as its own line lets it be seen. */
function blockAround({ analysis, source, offset, before }: Cursor): Block {
  const column = before.length - before.trimStart().length;
  const lineStart = offset - before.length;
  const columnOf = (at: number): number => at - startOfLine(source, at);
  const isAround = (header: { readonly start: number }): boolean =>
    header.start < lineStart && columnOf(header.start) < column;
  const item = analysis.file.tree.items.findLast(
    (one) => 'header' in one && one.header.start < lineStart,
  );
  if (!item || !('header' in item) || !isAround(item.header)) return 'file';
  if (item.kind === 'series' || item.kind === 'episode') return item.kind;
  const inner = item.body.findLast(
    (line) => (line.kind === 'shot' || line.kind === 'variant') && line.header.start < lineStart,
  );
  const isInner = inner !== undefined && 'header' in inner && isAround(inner.header);
  if (item.kind === 'asset') return isInner ? 'variant' : item.asset;
  return isInner ? 'shot' : 'scene';
}

function fieldOffers(block: FieldBlock): readonly Offer[] {
  const keys = Object.keys(fieldKeywords) as FieldKey[];
  return keys
    .filter((key) => fieldFacts[key].blocks.includes(block))
    .flatMap((key) =>
      [key, ...fieldKeywords[key]].map((word) => ({
        label: word,
        text: `${word}: `,
        filter: word,
        kind: CompletionItemKind.Field,
        detail: word === key ? fieldKeywords[key][0] : key,
        documentation: `${fieldMeanings[key]}\n\nTakes ${valueForms(key)}.`,
      })),
    );
}

function keywordOffers(keyword: BlockKeyword): readonly Offer[] {
  return [keyword, ...blockKeywords[keyword]].map((word) => ({
    label: word,
    text: `${word} `,
    filter: word,
    kind: CompletionItemKind.Keyword,
    detail: word === keyword ? blockKeywords[keyword][0] : keyword,
    documentation: `${blockMeanings[keyword]}\n\n\`${forms[keyword]}\``,
  }));
}

/** What begins as the word does comes first: English words for a Latin letter, Chinese ones for Han. */
function inLanguageOf(word: string, offers: readonly Offer[]): readonly Offer[] {
  const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);
  return offers.toSorted(
    (one, other) =>
      Number(isHan(one.label) !== isHan(word)) - Number(isHan(other.label) !== isHan(word)),
  );
}

/** Within a header or a line of a scene; undefined where nothing is known of what may follow. */
export function headerOffers(cursor: Cursor): Offers | undefined {
  const tokens = tokensBeforeWord(cursor);
  const keyword = tokens[0] && blockKeywordOf(tokens[0]);
  const offers = keyword === undefined ? [] : offersBehind(keyword, cursor);
  return offers.length > 0 ? { span: typed(cursor), offers } : undefined;
}

function offersBehind(keyword: BlockKeyword, cursor: Cursor): readonly Offer[] {
  const names = tokensBeforeWord(cursor).map(({ tokenType }) => tokenType.name);
  switch (keyword) {
    case 'shot':
      if (names.includes('Relation')) {
        const last = names.at(-1);
        return last === 'Relation' || last === 'Comma'
          ? [...shotOffers(cursor), ...wholeMentions(cursor, ['video'])]
          : [];
      }
      return names.length > 1 ? relationOffers() : [];
    case 'scene':
      if (names.at(-1) === 'LikeKeyword') return sceneOffers(cursor);
      return names.length > 1 && !names.includes('LikeKeyword') ? keywordOffers('like') : [];
    case 'clip':
      return names.length === 1 ? [...shotOffers(cursor), ...wholeMentions(cursor, ['video'])] : [];
    case 'transition':
      return names.length === 1 ? transitionOffers() : [];
    default:
      return [];
  }
}

function relationOffers(): readonly Offer[] {
  return twinsOf(relationKeywords).map(({ word, key, twin }) => ({
    label: word,
    text: `${word} `,
    filter: word,
    kind: CompletionItemKind.Keyword,
    detail: twin,
    documentation: relationMeanings[key],
  }));
}

function transitionOffers(): readonly Offer[] {
  return twinsOf(transitionKeywords).map(({ word, twin }) => ({
    label: word,
    kind: CompletionItemKind.EnumMember,
    detail: twin,
  }));
}

/** Each word of a table, English first, with its twin in the other language. */
function twinsOf<Key extends string>(table: Readonly<Record<Key, readonly string[]>>) {
  const keys = Object.keys(table) as Key[];
  return keys.flatMap((key) =>
    [key, ...table[key]].map((word) => ({ word, key, twin: word === key ? table[key][0] : key })),
  );
}
