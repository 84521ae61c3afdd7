/**
 * Breaks text into lines of at most `width` columns, at blanks: a name is never torn. Chinese is written
 * without blanks, so a run of it that is longer than a line is broken between two of its characters.
 */
import stringWidth from 'string-width';
import { graphemesOf } from './columns.ts';

export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const { word, blank } of wordsOf(text, width)) {
    const longer = `${line}${line === '' ? '' : blank}${word}`;
    if (line !== '' && stringWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  return lines;
}

/** Fewer columns than these, and a text reads better below its head than behind it. */
const narrowestColumns = 16;

/** A head and its text, whole: behind the head where there is room, else below it, indented. */
export function hanging(head: string, text: string, columns: number): readonly string[] {
  if (text === '') return [head];
  const behind = stringWidth(head) + 2;
  const room = columns - behind;
  if (room < narrowestColumns && stringWidth(text) > room) {
    return [head, ...wrap(text, columns - 6).map((line) => `      ${line}`)];
  }
  return wrap(text, room).map((line, index) =>
    index === 0 ? `${head}  ${line}` : ' '.repeat(behind) + line,
  );
}

interface Word {
  readonly word: string;
  /** What stands between it and the word before it on the same line. */
  readonly blank: '' | ' ';
}

function wordsOf(text: string, width: number): readonly Word[] {
  return text.split(' ').flatMap((word): readonly Word[] => {
    if (stringWidth(word) <= width) return [{ word, blank: ' ' }];
    return pieces(word).map((piece, index) => ({ word: piece, blank: index === 0 ? ' ' : '' }));
  });
}

const wide = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** What no line begins with. */
const closing = /^[\p{Pe}\p{Pf}、。，．：；？！…—·～]/u;
/** What no line ends with. */
const opening = /[\p{Ps}\p{Pi}]$/u;

/** A run without blanks, as it may be broken: before and behind each wide character. */
function pieces(run: string): readonly string[] {
  const found: string[] = [];
  let piece = '';
  let wasWide = false;
  for (const grapheme of graphemesOf(run)) {
    const isWide = wide.test(grapheme);
    if (piece !== '' && (isWide || wasWide) && !closing.test(grapheme) && !opening.test(piece)) {
      found.push(piece);
      piece = '';
    }
    piece += grapheme;
    if (!closing.test(grapheme)) wasWide = isWide;
  }
  return [...found, piece];
}
