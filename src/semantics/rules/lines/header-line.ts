/** Reads a line as the header or the scene line that its writer may have meant it to be. */
import type { BlockKeyword } from '../../../language/keywords.ts';
import { isHeaderLine } from '../../../language/lone-line.ts';
import { blockByWord, foldKeyword } from '../../../language/lookup.ts';

export interface HeaderLine {
  readonly keyword: BlockKeyword;
  /** `whole`: a complete line of that keyword. `colon`: the keyword and a colon. */
  readonly shape: 'whole' | 'colon';
  /** Where the keyword ends. */
  readonly keywordEnd: number;
}

/** The header that the text is, if it is one and could not be prose. */
export function readHeaderLine(text: string): HeaderLine | undefined {
  firstWord.lastIndex = 0;
  const written = firstWord.exec(text)?.[0];
  if (written === undefined) return undefined;
  const keyword = blockByWord.get(foldKeyword(written));
  if (keyword === undefined) return undefined;
  const keywordEnd = written.length;
  if (colon.test(text.slice(keywordEnd))) return { keyword, shape: 'colon', keywordEnd };
  return isHeaderLine(keyword, text) ? { keyword, shape: 'whole', keywordEnd } : undefined;
}

const firstWord = /[A-Za-zＡ-Ｚａ-ｚ]+|[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff])/y;
const colon = /^[ \t\u3000]*[:：]/;
