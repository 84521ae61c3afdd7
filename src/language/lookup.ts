/** The keyword table turned round: from what a writer typed to the canonical English keyword. */
import { foldCase, foldWidth } from './characters.ts';
import {
  blockKeywords,
  fieldKeywords,
  innerKeywords,
  relationKeywords,
  transitionKeywords,
  valueKeywords,
} from './keywords.ts';
import type { BlockKeyword, FieldKey, KeywordValue } from './keywords.ts';
import type { RelationKind, TransitionKind } from './syntax.ts';

export const blockByWord = turned<BlockKeyword>(blockKeywords);
export const fieldByWord = turned<FieldKey>(fieldKeywords);
export const relationByWord = turned<RelationKind>(relationKeywords);
export const transitionByWord = turned<TransitionKind>(transitionKeywords);
export const valueByWord = turned<KeywordValue>(valueKeywords);
export const innerByWord = turned<keyof typeof innerKeywords>(innerKeywords);

/** Words that are kept free as fields for later versions of the language. */
export const reservedFields: ReadonlySet<string> = new Set([
  ...['version', 'lens', 'beat', 'loop', 'speed', 'score', 'sound', 'gain', 'wardrobe', 'time'],
  ...['weather', 'emotion', 'vfx', '版本', '声轨', '速度', '服装', '特效', '循环'],
]);

/** Words that are kept free after a medium. */
export const reservedAfterMedium: ReadonlySet<string> = new Set(['as', 'in', 'out']);

/** A keyword as the tables have it: ASCII case and full width folded, one blank between two words. */
export function foldKeyword(written: string): string {
  return foldable.test(written) ? foldCase(foldWidth(written)).replace(blanks, ' ') : written;
}

/** The value that a text is as a whole. Words are longer than any, and are not even folded. */
export function valueOf(written: string): KeywordValue | undefined {
  return written.length > longestValue ? undefined : valueByWord.get(foldKeyword(written));
}

const longestValue = Math.max(...[...valueByWord.keys()].map((word) => word.length));
const foldable = /[A-Z\uff01-\uff5e \t\u00a0\u3000]/;
const blanks = /[ \t\u00a0\u3000]+/g;

function turned<Key extends string>(
  table: Readonly<Record<Key, readonly string[]>>,
): ReadonlyMap<string, Key> {
  const map = new Map<string, Key>();
  for (const key in table) {
    map.set(key, key);
    for (const twin of table[key]) map.set(twin, key);
  }
  return map;
}
