/**
 * A line of dialogue as subtitles: two lines at most, of like length, broken where Unicode allows; what
 * is longer becomes several subtitles, parted after a sentence, else after a comma, else where it fits.
 * Widths are those of the timed-text guides that subtitlers work by: 16 Han characters, 42 letters.
 */
import { lineBreaks } from '../lettering/line-breaks.ts';
import { measureText } from '../lettering/typeface.ts';
import { wrapText } from '../lettering/wrap.ts';
import { weigh, wideScript } from './weigh.ts';

export type Shape = 'landscape' | 'portrait';

/** A square has no more room for a line than a picture that stands. */
export function shapeOf({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): Shape {
  return width > height ? 'landscape' : 'portrait';
}

/** One em is as wide as a Han character; 42 letters of Noto Sans are about 20. */
const widthsEm = {
  landscape: { wide: 16, narrow: 20 },
  portrait: { wide: 12, narrow: 14 },
} as const satisfies Record<Shape, Record<'wide' | 'narrow', number>>;

const fontSizePx = 100;
const linesMax = 2;

/** Whether somebody's own lines can stand as they are. */
export function fitsAsBroken(lines: readonly string[], shape: Shape): boolean {
  const maxWidthPx = maxWidthOf(lines.join(''), shape);
  return lines.length <= linesMax && lines.every((line) => widthOf(line) <= maxWidthPx);
}

/** Each subtitle as its lines. */
export function breakLines(text: string, shape: Shape): readonly (readonly string[])[] {
  const words = text.replace(/\s+/gu, ' ').trim();
  const maxWidthPx = maxWidthOf(words, shape);
  const fits = (part: string): boolean =>
    wrapText(part, { fontSizePx, maxWidthPx }).length <= linesMax;
  return parts(words, fits).flatMap((part) => inPairs(balanced(part, maxWidthPx)));
}

/** A word that is longer than two lines goes on in the next subtitle. */
function inPairs(lines: readonly string[]): readonly (readonly string[])[] {
  return lines.length <= linesMax
    ? [lines]
    : [lines.slice(0, linesMax), ...inPairs(lines.slice(linesMax))];
}

function maxWidthOf(text: string, shape: Shape): number {
  return widthsEm[shape][wideScript.test(text) ? 'wide' : 'narrow'] * fontSizePx;
}

function parts(text: string, fits: (part: string) => boolean): readonly string[] {
  if (fits(text)) return [text];
  for (const split of [bySentence, byClause, byWord]) {
    const pieces = split(text).filter((piece) => piece.trim() !== '');
    if (pieces.length > 1)
      return gather(pieces, fits).flatMap((part) => (part === text ? [part] : parts(part, fits)));
  }
  return [text];
}

const sentenceEnd =
  /(?<=[。！？…!?]+[”’」』》"')）]*)(?![。！？…!?”’」』》"')）])|(?<=\.)(?<!\b(?:Mr|Mrs|Ms|Dr|St|vs)\.)(?=\s)/u;
const clauseEnd = /(?<=[，、；：,;:—]+[”’」』》）]*)(?![，、；：,;:—”’」』》）]|(?<=\d[,:])\d)/u;

function bySentence(text: string): readonly string[] {
  return text.split(sentenceEnd);
}

function byClause(text: string): readonly string[] {
  return text.split(clauseEnd);
}

function byWord(text: string): readonly string[] {
  const places = [0, ...lineBreaks(text), text.length];
  return places.slice(1).map((to, index) => text.slice(places[index], to));
}

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

/** One line where there is room, else two of like length, parted after a comma where that is fair. */
function balanced(text: string, maxWidthPx: number): readonly string[] {
  if (widthOf(text) <= maxWidthPx) return [text];
  const [best] = lineBreaks(text)
    .map((at) => [text.slice(0, at).trim(), text.slice(at).trim()] as const)
    .filter((sides) => sides.every((side) => widthOf(side) <= maxWidthPx))
    .map(([first, second]) => {
      const unevenness = Math.abs(Math.log(widthOf(first) / widthOf(second)));
      const comma = clauseMark.test(first) ? commaWorth : 0;
      const leaning = leaningWord.test(first) ? leaningCost : 0;
      return { sides: [first, second], cost: unevenness - comma + leaning };
    })
    .sort((a, b) => a.cost - b.cost);
  return best?.sides ?? wrapText(text, { fontSizePx, maxWidthPx });
}

/** So much longer may one line be than the other if a comma parts them. */
const commaWorth = Math.log(2.6);
const clauseMark = /(?:[，、；：。！？…,;:—!?]|(?<!\b(?:Mr|Mrs|Ms|Dr|St|vs))\.)[”’」』"')）]*$/u;
/** And so much shorter, before it ends with a word that belongs to the next. */
const leaningCost = Math.log(1.8);
const leaningWord =
  /(?:[我你他她它很不就也都再又在把被给和与跟从对向]|\b(?:a|an|the|of|to|in|on|at|and|or|but|I|my|your|his|her|not))$/u;

/** A closing mark may hang over the end: its box is mostly blank. */
function widthOf(text: string): number {
  return measureText(text.replace(/[，、。；：！？]$/u, ''), { fontSizePx });
}
