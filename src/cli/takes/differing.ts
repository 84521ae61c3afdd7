/** Texts that say nearly the same, cut down to the words in which they differ. */

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words and blanks that are left beside a difference, so that its place is known. */
const around = 6;

/**
 * The texts without what all of them begin and end with, but for a few words of it. What is left out is
 * marked by `…`; every word that differs stays.
 */
export function differing(texts: readonly string[]): readonly string[] {
  const all = texts.map((text) => Array.from(words.segment(text), ({ segment }) => segment));
  const isShared = (word: (of: readonly string[]) => string | undefined): boolean =>
    new Set(all.map(word)).size === 1;
  const shortest = Math.min(...all.map(({ length }) => length));
  let before = 0;
  while (before < shortest && isShared((of) => of[before])) before += 1;
  let after = 0;
  while (after < shortest - before && isShared((of) => of.at(-1 - after))) after += 1;
  const start = Math.max(0, before - around);
  const end = Math.max(0, after - around);
  return all.map((of) => {
    const kept = of.slice(start, of.length - end).join('');
    return `${start > 0 ? '…' : ''}${kept}${end > 0 ? '…' : ''}`;
  });
}
