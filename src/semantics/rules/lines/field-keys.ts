/** The fields of the language, in the order of their table. */
import { fieldKeywords, type FieldKey } from '../../../language/keywords.ts';

function isFieldKey(word: string): word is FieldKey {
  return Object.hasOwn(fieldKeywords, word);
}

export const fieldKeys: readonly FieldKey[] = Object.keys(fieldKeywords).filter(isFieldKey);
