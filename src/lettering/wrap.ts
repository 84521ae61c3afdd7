/** Lines of a width. */
import { lineBreaks } from './line-breaks.ts';
import type { Weight } from './font-files.ts';
import { measureText } from './typeface.ts';

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
  return text.split(lineEnd).flatMap((paragraph) => wrapParagraph(paragraph, measure));
}

const lineEnd = /\r\n|\r|\n/;

export interface Fitted {
  readonly lines: readonly string[];
  readonly fontSizePx: number;
}

export interface Box {
  readonly maxWidthPx: number;
  readonly maxHeightPx: number;
  readonly maxFontSizePx: number;
  readonly minFontSizePx: number;
  readonly lineHeight: number;
  readonly weight?: Weight;
}

/**
 * The largest size from `maxFontSizePx` down to `minFontSizePx` at which `text` fits the box with every
 * word whole; where there is none, the largest at which it fits. At the smallest it may stand higher than
 * the box, and `fits` says so. Lines are balanced: a title breaks into lines of like width, not into a
 * full one and an orphan.
 */
export function fitText(text: string, box: Box): Fitted & { readonly fits: boolean } {
  const face = box.weight === undefined ? {} : { weight: box.weight };
  const measures = sizesOf(box).map((fontSizePx): Measure => ({
    fontSizePx,
    maxWidthPx: box.maxWidthPx,
    ...face,
  }));
  const fitting = (measure: Measure): boolean => {
    const lines = wrapText(text, measure);
    return (
      lines.length * measure.fontSizePx * box.lineHeight <= box.maxHeightPx &&
      lines.every((line) => measureText(line, measure) <= box.maxWidthPx)
    );
  };
  const words = text.split(lineEnd).flatMap(pieces);
  const whole = (measure: Measure): boolean => words.every((word) => fits(word, measure));
  const found =
    measures.find((measure) => fitting(measure) && whole(measure)) ?? measures.find(fitting);
  const measure = found ?? { fontSizePx: box.minFontSizePx, maxWidthPx: box.maxWidthPx, ...face };
  return {
    lines: balance(text, wrapText(text, measure).length, measure),
    fontSizePx: measure.fontSizePx,
    fits: found !== undefined,
  };
}

/** From the largest to the smallest. */
function sizesOf({ maxFontSizePx, minFontSizePx }: Box): readonly number[] {
  const sizes = [maxFontSizePx];
  for (let size = maxFontSizePx; size > minFontSizePx;) {
    size = Math.max(minFontSizePx, Math.floor(size * 0.94));
    sizes.push(size);
  }
  return sizes;
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
