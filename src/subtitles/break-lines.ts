/**
 * A line of dialogue as subtitles: two lines at most, of like length, broken where Unicode allows; what
 * is longer becomes several subtitles, parted after a sentence, else after a comma, else where it fits.
 * Widths are those of the timed-text guides that subtitlers work by: 16 Han characters, 42 letters.
 */
import { measureText } from '../lettering/typeface.ts';
import { fitText, wrapText } from '../lettering/wrap.ts';
import { weigh, wideScript } from './weigh.ts';

export type Shape = 'landscape' | 'portrait';

/** One em is as wide as a Han character; 42 letters of Noto Sans are about 20. */
const widthsEm = {
  landscape: { wide: 16, narrow: 20 },
  portrait: { wide: 12, narrow: 14 },
} as const satisfies Record<Shape, Record<'wide' | 'narrow', number>>;

const fontSizePx = 100;
const linesMax = 2;

/** Each subtitle as its lines. */
export function breakLines(text: string, shape: Shape): readonly (readonly string[])[] {
  const words = text.replace(/\s+/gu, ' ').trim();
  const script = wideScript.test(words) ? 'wide' : 'narrow';
  const maxWidthPx = widthsEm[shape][script] * fontSizePx;
  const fits = (part: string): boolean =>
    wrapText(part, { fontSizePx, maxWidthPx }).length <= linesMax;
  return parts(words, fits).map((part) => balanced(part, maxWidthPx));
}

function parts(text: string, fits: (part: string) => boolean): readonly string[] {
  if (fits(text)) return [text];
  for (const mark of [sentenceEnd, clauseEnd, anyBlankOrHan]) {
    const pieces = text.split(mark).filter((piece) => piece.trim() !== '');
    if (pieces.length > 1)
      return gather(pieces, fits).flatMap((part) => (part === text ? [part] : parts(part, fits)));
  }
  return [text];
}

const sentenceEnd = /(?<=[。！？…!?]+[”’」』"')）]*)(?![。！？…!?”’」』"')）])|(?<=\.)(?=\s)/u;
const clauseEnd = /(?<=[，、；：,;:—]+)(?![，、；：,;:—])/u;
const anyBlankOrHan =
  /(?<=\s)|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])(?=[\p{L}\p{N}])/u;

/** As few parts as fit, of like length: the last is no lone word. */
function gather(pieces: readonly string[], fits: (part: string) => boolean): readonly string[] {
  const filled = fill(pieces, fits);
  const weights = pieces.map(weigh);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  // The least that each part may weigh and there are still no more of them.
  for (let share = whole / filled.length; share < whole; share *= 1.08) {
    const even = fill(pieces, (part) => weigh(part) <= share && fits(part));
    if (even.length <= filled.length) return even;
  }
  return filled;
}

function fill(pieces: readonly string[], fits: (part: string) => boolean): readonly string[] {
  const groups: string[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last !== undefined && fits((last + piece).trim())) groups[groups.length - 1] = last + piece;
    else groups.push(piece);
  }
  return groups.map((group) => group.trim());
}

/** One line where there is room, else two: broken after a comma when that parts them fairly. */
function balanced(text: string, maxWidthPx: number): readonly string[] {
  if (wrapText(text, { fontSizePx, maxWidthPx }).length === 1) return [text];
  const clauses = text.split(clauseEnd);
  const halves = clauses
    .map((_, index) => [clauses.slice(0, index), clauses.slice(index)])
    .map((sides) => sides.map((side) => side.join('').trim()))
    .filter((sides) =>
      sides.every((side) => side !== '' && measureText(side, { fontSizePx }) <= maxWidthPx),
    )
    .map((sides) => ({ sides, unevenness: unevennessOf(sides) }))
    .sort((a, b) => a.unevenness - b.unevenness)[0];
  if (halves && halves.unevenness < leastFair) return halves.sides;
  return fitText(text, {
    maxWidthPx,
    maxHeightPx: Number.POSITIVE_INFINITY,
    maxFontSizePx: fontSizePx,
    minFontSizePx: fontSizePx,
    lineHeight: 1,
  }).lines.map((line) => line.trim());
}

/** The longer line may be so much longer than the shorter. */
const leastFair = Math.log(2.6);

function unevennessOf([first = '', second = '']: readonly string[]): number {
  return Math.abs(
    Math.log(measureText(first, { fontSizePx }) / measureText(second, { fontSizePx })),
  );
}
