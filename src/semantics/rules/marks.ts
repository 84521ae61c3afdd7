/** The characters that most rules over lines wait for, found in one pass over the words of a line. */

/** Each in both widths: `:` and `：`, `@` and `＠`, `0` and `０`. */
export interface Marks {
  colon: boolean;
  sign: boolean;
  digit: boolean;
}

export type Mark = keyof Marks;

export function marksIn(text: string): Readonly<Marks> {
  const marks: Marks = { colon: false, sign: false, digit: false };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const narrow = code >= 0xff10 && code <= 0xff20 ? code - 0xfee0 : code;
    if (narrow < 0x30 || narrow > 0x40) continue;
    if (narrow <= 0x39) marks.digit = true;
    else if (narrow === 0x3a) marks.colon = true;
    else if (narrow === 0x40) marks.sign = true;
  }
  return marks;
}
