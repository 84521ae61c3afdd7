/** Keywords as the formatter writes them: in lower case, and in the language that is asked for. */
import { foldKeyword } from './lookup.ts';

export type KeywordLanguage = 'en' | 'zh';

/**
 * The keyword as it is to be written. A Chinese twin stays the one that was chosen (景别 says more
 * than 镜头) unless English is asked for.
 */
export function turnKeyword<Key extends string>(
  written: string,
  byWord: ReadonlyMap<string, Key>,
  twins: Readonly<Record<Key, readonly string[]>>,
  language: KeywordLanguage | undefined,
): string {
  const folded = foldKeyword(written);
  const keyword = byWord.get(folded);
  if (keyword === undefined) return written;
  if (language === 'en') return keyword;
  if (language === 'zh' && folded === keyword) return twins[keyword][0] ?? keyword;
  return folded;
}
