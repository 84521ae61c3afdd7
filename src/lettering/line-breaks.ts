/**
 * Where a line of Chinese or Latin may break: where Unicode allows it (UAX 14), but never within a Chinese
 * word, before a particle that leans on the word before it, or before a dash.
 */
import LineBreaker from 'linebreak';

/** Places in `text`, which is one line, in UTF-16 units; neither its start nor its end. */
export function lineBreaks(text: string): readonly number[] {
  const words = new Map<number, string>();
  for (const { index, segment } of segmenter.segment(text)) words.set(index, segment);
  const places: number[] = [];
  const breaker = new LineBreaker(withSidedQuotes(text));
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const word = words.get(next.position);
    if (word !== undefined && !leaningBack.test(word)) places.push(next.position);
  }
  return places;
}

/**
 * Unicode does not know which side “ and ” face and never breaks at them. Between wide characters they are
 * what 「 and 」 are; beside Latin letters blanks decide.
 */
function withSidedQuotes(text: string): string {
  return text.replace(openingQuote, '「').replace(closingQuote, '」');
}

const wide =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u3001-\\u303f\\uff01-\\uff60…—]';
const openingQuote = new RegExp(`(?<=${wide})[“‘]|[“‘](?=${wide})`, 'gu');
const closingQuote = new RegExp(`(?<=${wide})[”’]|[”’](?=${wide})`, 'gu');
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const leaningBack = /^(?:[的了着过吗呢吧嘛们地得]$|[—–…])/u;
