/** Lines of a width. */
import { lineBreaks } from './line-breaks.ts';
import { measureText, type Weight } from './typeface.ts';

export interface TextFace {
  readonly fontSizePx: number;
  readonly weight?: Weight;
}

export interface Measure extends TextFace {
  readonly maxWidthPx: number;
}

/**
 * Breaks `text` into lines no wider than `maxWidthPx`. Line feeds are kept; a word that alone is too
 * wide is broken between characters. No line begins with a closing mark.
 */
export function wrapText(text: string, measure: Measure): readonly string[] {
  return text.split(/\r\n|\r|\n/).flatMap((paragraph) => wrapParagraph(paragraph, measure));
}

export interface Fitted {
  readonly lines: readonly string[];
  readonly fontSizePx: number;
}

/**
 * The largest size from `maxFontSizePx` down to `minFontSizePx` at which `text` fits the box; at the
 * smallest it may stand higher than the box, and `fits` says so. Lines are balanced: a title
 * breaks into lines of like width, not into a full one and an orphan.
 */
export function fitText(
  text: string,
  box: {
    readonly maxWidthPx: number;
    readonly maxHeightPx: number;
    readonly maxFontSizePx: number;
    readonly minFontSizePx: number;
    readonly lineHeight: number;
    readonly weight?: Weight;
  },
): Fitted & { readonly fits: boolean } {
  const face = box.weight === undefined ? {} : { weight: box.weight };
  for (
    let size = box.maxFontSizePx;
    ;
    size = Math.max(box.minFontSizePx, Math.floor(size * 0.94))
  ) {
    const measure = { fontSizePx: size, maxWidthPx: box.maxWidthPx, ...face };
    const lines = wrapText(text, measure);
    const fits =
      lines.length * size * box.lineHeight <= box.maxHeightPx &&
      lines.every((line) => measureText(line, measure) <= box.maxWidthPx);
    if (fits || size <= box.minFontSizePx)
      return { lines: balance(text, lines.length, measure), fontSizePx: size, fits };
  }
}

/** The narrowest measure that still gives no more lines. */
function balance(text: string, count: number, measure: Measure): readonly string[] {
  let low = 0;
  let high = measure.maxWidthPx;
  while (high - low > measure.fontSizePx / 8) {
    const middle = (low + high) / 2;
    if (wrapText(text, { ...measure, maxWidthPx: middle }).length <= count) high = middle;
    else low = middle;
  }
  return wrapText(text, { ...measure, maxWidthPx: high });
}

function wrapParagraph(paragraph: string, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(paragraph)) {
    if (fits(line + piece, measure)) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = piece;
    while (!fits(line, measure)) {
      const { head, rest } = breakAnywhere(line, measure);
      if (rest === '') break;
      lines.push(head);
      line = rest;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Blanks at a line's end take no room. */
function fits(line: string, measure: Measure): boolean {
  return measureText(line.trimEnd(), measure) <= measure.maxWidthPx;
}

function pieces(paragraph: string): readonly string[] {
  const places = [0, ...lineBreaks(paragraph), paragraph.length];
  return places.slice(1).map((to, index) => paragraph.slice(places[index], to));
}

/** As many characters as fit, at least one, and never so that the rest begins with a closing mark. */
function breakAnywhere(
  word: string,
  measure: Measure,
): { readonly head: string; readonly rest: string } {
  const characters = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(word)].map(
    (part) => part.segment,
  );
  let count = 1;
  while (count < characters.length && fits(characters.slice(0, count + 1).join(''), measure))
    count += 1;
  while (count > 1 && closing.test(characters[count] ?? '')) count -= 1;
  if (closing.test(characters[count] ?? '')) count = characters.length;
  return { head: characters.slice(0, count).join(''), rest: characters.slice(count).join('') };
}

const closing = /^[\p{Pe}\p{Pf}，。、；：？！…—～·,.;:?!%]/u;
