/** How long words take to speak: about 4.5 Chinese characters or 2.7 English words a second. */

export const charactersPerSecond = 4.5;
const wordsPerSecond = 2.7;

const syllabic = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const word =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}'’-]*\p{L}[\p{L}\p{M}'’-]*/gu;
const number = /[0-9０-９]+/g;

export function speechSeconds(text: string): number {
  let characters = 0;
  const rest = text.replace(syllabic, () => {
    characters += 1;
    return ' ';
  });
  let words = rest.match(word)?.length ?? 0;
  for (const [digits] of rest.matchAll(number)) {
    // A number is read digit by digit in Chinese, about, and as a word or two in English.
    if (characters > 0) characters += digits.length;
    else words += 1;
  }
  return characters / charactersPerSecond + words / wordsPerSecond;
}
