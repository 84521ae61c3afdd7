/** Whether a text could be the value of a field, told by its shape: a slip of one key is likelier then. */
import { fieldFacts, type ValueShape } from '../../../language/fields.ts';
import { valueKeywords, type FieldKey } from '../../../language/keywords.ts';

const length = String.raw`[0-9０-９.．]+\s*(?:s|秒|ms|m)`;
const medium = String.raw`(?:["“].+["”]|[^\s，。！？、]+\.[A-Za-z0-9]{2,4}|(?:https|asset):\/\/\S+)`;
const mention = String.raw`[@＠]\S.*`;

const anything = '[^]+';

/** Sources of patterns for the whole value; undefined: only the field's keywords will do. */
const shapes: Readonly<Record<ValueShape, string | undefined>> = {
  words: anything,
  'words-or-mention': anything,
  symbol: String.raw`(?:seedance|doubao|dreamina|ep)-\S+|[0-9０-９]+[pｐ]|4k|[0-9０-９]+[:：][0-9０-９]+`,
  keyword: undefined,
  integer: '[0-9０-９]+',
  decimal: '[-－]?[0-9０-９.．]+',
  length,
  range: String.raw`(?:${length})?\s*(?:\.\.|到|[~～])\s*(?:${length})?`,
  money: String.raw`[0-9０-９.．]+\s*(?:cny|元|usd)|[¥￥$]\s*[0-9０-９.．]+`,
  mentions: mention,
  mention,
  medium,
  frame: `${medium}|${mention}`,
  opening: String.raw`${medium}|${mention}|(?:last\s+of|尾帧于).+`,
  reference: String.raw`(?:${medium}|${mention})(?:\s.*)?`,
  soundtrack: String.raw`(?:${medium}|${mention})(?:\s.*)?`,
  cover: String.raw`${medium}|${mention}|[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)?`,
  service: String.raw`[a-z_]+\s*=.+`,
};

const compiled = new Map<string, RegExp>();

export function looksLikeValueOf(key: FieldKey, text: string): boolean {
  const { shape, keywords } = fieldFacts[key];
  const folded = text.toLowerCase();
  const isKeyword = keywords.some(
    (word) => word === folded || valueKeywords[word].some((twin) => twin === text),
  );
  return isKeyword || matches(shapes[shape], text);
}

/** Compiled on first use: few scripts ever get here. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return false;
  const known = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`, 'iu');
  compiled.set(pattern, known);
  return known.test(text);
}
