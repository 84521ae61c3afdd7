/** Whether a text could be the value of a field, told by its shape: a slip of one key is likelier then. */
import { fieldFacts, type ValueShape } from '../../../language/fields.ts';
import { valueKeywords, type FieldKey } from '../../../language/keywords.ts';

const length = String.raw`[0-9０-９.．]+\s*(?:s|秒|ms|m)`;
const medium = String.raw`(?:["“].+["”]|[^\s，。！？、]+\.[A-Za-z0-9]{2,4}|(?:https|asset):\/\/\S+)`;
const mention = String.raw`[@＠]\S.*`;

const shapes: Readonly<Record<ValueShape, RegExp>> = {
  words: /./s,
  'words-or-mention': /./s,
  symbol:
    /^(?:(?:seedance|doubao|dreamina|ep)-\S+|[0-9０-９]+[pPｐ]|4[kK]|[0-9０-９]+[:：][0-9０-９]+)$/i,
  keyword: /^(?!)/,
  integer: /^[0-9０-９]+$/,
  decimal: /^[-－]?[0-9０-９.．]+$/,
  length: whole(length),
  range: whole(`(?:${length})?\\s*(?:\\.\\.|到|[~～])\\s*(?:${length})?`),
  money: /^(?:[0-9０-９.．]+\s*(?:cny|元|usd)|[¥￥$]\s*[0-9０-９.．]+)$/i,
  mentions: whole(mention),
  mention: whole(mention),
  medium: whole(medium),
  frame: whole(`${medium}|${mention}`),
  opening: whole(`${medium}|${mention}|(?:last\\s+of|尾帧于).+`),
  reference: whole(`(?:${medium}|${mention})(?:\\s.*)?`),
  soundtrack: whole(`(?:${medium}|${mention})(?:\\s.*)?`),
  cover: whole(`${medium}|${mention}|[\\p{L}\\d_-]+(?:\\.[\\p{L}\\d_-]+)?`),
  service: /^[A-Za-z_]+\s*=/,
};

export function looksLikeValueOf(key: FieldKey, text: string): boolean {
  const { shape, keywords } = fieldFacts[key];
  const folded = text.toLowerCase();
  const isKeyword = keywords.some(
    (word) => word === folded || valueKeywords[word].some((twin) => twin === text),
  );
  return isKeyword || shapes[shape].test(text);
}

function whole(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, 'iu');
}
