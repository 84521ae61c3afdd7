/**
 * A line of dialogue as subtitles: two lines at most, of like length, broken where Unicode allows; what
 * is longer becomes several subtitles, parted after a sentence, else after a comma, else where it fits.
 * Widths are those of the timed-text guides that subtitlers work by: 16 Han characters, 42 letters.
 */
import { measureText } from '../lettering/typeface.ts';
import { wrapText } from '../lettering/wrap.ts';
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
  for (const split of [bySentence, byClause, byWord]) {
    const pieces = split(text).filter((piece) => piece.trim() !== '');
    if (pieces.length > 1)
      return gather(pieces, fits).flatMap((part) => (part === text ? [part] : parts(part, fits)));
  }
  return [text];
}

const sentenceEnd = /(?<=[。！？…!?]+[”’」』"')）]*)(?![。！？…!?”’」』"')）])|(?<=\.)(?=\s)/u;
const clauseEnd = /(?<=[，、；：,;:—]+)(?![，、；：,;:—])/u;

function bySentence(text: string): readonly string[] {
  return text.split(sentenceEnd);
}

function byClause(text: string): readonly string[] {
  return text.split(clauseEnd);
}

function byWord(text: string): readonly string[] {
  const places = [0, ...breakPlaces(text), text.length];
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
  const [best] = breakPlaces(text)
    .map((at) => ({ at, sides: [text.slice(0, at).trim(), text.slice(at).trim()] as const }))
    .filter(({ sides }) => sides.every((side) => widthOf(side) <= maxWidthPx))
    .map(({ at, sides: [first, second] }) => {
      const unevenness = Math.abs(Math.log(widthOf(first) / widthOf(second)));
      const comma = clauseMark.test(text.slice(0, at).trimEnd()) ? commaWorth : 0;
      return { sides: [first, second], cost: unevenness - comma };
    })
    .sort((a, b) => a.cost - b.cost);
  return best?.sides ?? wrapText(text, { fontSizePx, maxWidthPx });
}

/** So much longer may one line be than the other if a comma parts them. */
const commaWorth = Math.log(2.6);
const clauseMark = /[，、；：。！？…,;:—!?.][”’」』"')）]*$/u;

function widthOf(text: string): number {
  return measureText(text, { fontSizePx });
}

/** Between words, Chinese ones too; never before a closing mark or behind an opening one. */
function breakPlaces(text: string): readonly number[] {
  return [...words.segment(text)].flatMap(({ index, segment }) => {
    const before = text.slice(0, index);
    if (index === 0 || /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}\s]/u.test(segment)) return [];
    if (/[\p{Ps}\p{Pi}]$/u.test(before)) return [];
    const free = /\s$/u.test(before) || wideScript.test(segment) || wideEnd.test(before);
    return free ? [index] : [];
  });
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const wideEnd =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。！？；：、…”’」』）]$/u;
