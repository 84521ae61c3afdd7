/** How long words take to say and to read, in units: a Han character or a syllable's worth of letters. */

/** Letters of an alphabet that take as long as one Han character. */
const lettersOfOneHan = 2.5;

export const wideScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export function weigh(text: string): number {
  let units = 0;
  for (const character of text) {
    if (wideScript.test(character)) units += 1;
    else if (/[\p{L}\p{N}]/u.test(character)) units += 1 / lettersOfOneHan;
  }
  // Words of marks alone (……) are a breath.
  return Math.max(units, 0.5);
}
