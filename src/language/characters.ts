/** The characters of the language: what is blank, what folds, what a name is made of. */

/** A name as it may be declared: a letter, then letters, marks, digits, `_`, and `-` between two. */
const latinName = String.raw`\p{Script=Latin}[\p{Script=Latin}\p{M}\p{Nd}_]*(?:-[\p{Script=Latin}\p{M}\p{Nd}_]+)*`;
const otherName = String.raw`(?!\p{Script=Latin})\p{L}[\p{L}\p{M}\p{Nd}_]*(?:-[\p{L}\p{M}\p{Nd}_]+)*`;

/** Sources of regular expressions with the `u` flag, to be put together and compiled once. */
export const namePattern = `(?:${latinName}|${otherName})`;
/** Scenes and shots may begin with a digit. */
export const digitNamePattern = String.raw`\p{Nd}[\p{L}\p{M}\p{Nd}_]*(?:-[\p{L}\p{M}\p{Nd}_]+)*`;
export const blankPattern = String.raw`[ \t\u00a0\u3000]`;
/** An opening mark, the text, its partner: all on one line. */
export const quotedPattern = String.raw`(?:"(?:\\["\\]|[^"\n\r])*"|“(?:\\["”\\]|[^”\n\r])*”|「(?:\\["」\\]|[^」\n\r])*」)`;
/** Who speaks. The name is looser than a declared one, so that what is wrong with it can be said. */
export const speakerPattern = String.raw`(?:[@＠](?:[{｛][^{}｛｝\n\r]*[}｝](?:[.．]${namePattern})?|[\p{L}\p{Nd}_][\p{L}\p{M}\p{Nd}_-]*(?:[.．]${namePattern})?)|${quotedPattern})`;

/** Space, tab, no-break space and the full-width space are blanks inside of a line. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x3000 || code === 0xa0;
}

/** A character beside which continued lines join without a space. */
export function joinsWithoutSpace(code: number): boolean {
  return (
    code >= 0x2e80 &&
    (code <= 0x9fff ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe4f) ||
      (code >= 0xff01 && code <= 0xffee) ||
      // Halves of the supplementary planes in which the rare Han characters stand.
      (code >= 0xd840 && code <= 0xd888))
  );
}

/** Full-width letters, digits and punctuation to their ASCII twins. Keeps the length of the text. */
export function foldWidth(text: string): string {
  return wide.test(text)
    ? text.replace(wideAll, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    : text;
}

const wide = /[\uff01-\uff5e]/;
const wideAll = /[\uff01-\uff5e]/g;

/** Lower case as ASCII has it, never by locale: `İ` and `K` (kelvin) stay what they are. */
export function foldCase(text: string): string {
  return upper.test(text) ? text.replace(upperAll, (letter) => letter.toLowerCase()) : text;
}

const upper = /[A-Z]/;
const upperAll = /[A-Z]/g;
