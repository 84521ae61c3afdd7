/**
 * The typeface of everything that we write on pictures: Noto Sans SC, 13,600 characters of Chinese, Latin,
 * kana and Cyrillic, from npm. Letters are measured and drawn from the same outlines, so a line is exactly as
 * wide as it was measured, and a character that the typeface lacks is known before it is drawn.
 */
import type { Font } from 'fontkit';
import { fontOf, type Weight } from './font-files.ts';

export interface SetLine {
  /** SVG path data, the baseline's left end at 0,0, y downward, in pixels. */
  readonly path: string;
  readonly widthPx: number;
  /** Characters that the typeface lacks, each once. A geta mark (〓) stands in their place. */
  readonly missing: readonly string[];
}

/** One line of text as outlines. */
export function setLine(
  text: string,
  options: { readonly fontSizePx: number; readonly weight?: Weight },
): SetLine {
  const weight = options.weight ?? 'regular';
  const { drawable, missing } = replaceMissing(text, weight);
  let penPx = 0;
  let path = '';
  for (const { font, word } of runsOf(drawable, weight)) {
    const scale = options.fontSizePx / font.unitsPerEm;
    const run = font.layout(word);
    run.glyphs.forEach((glyph, index) => {
      const place = run.positions[index];
      if (!place) return;
      path += glyph.path
        .scale(scale, -scale)
        .translate(penPx + place.xOffset * scale, -place.yOffset * scale)
        .toSVG();
      penPx += place.xAdvance * scale;
    });
  }
  return { path, widthPx: penPx, missing };
}

/** The width in pixels that `setLine` will give. */
export function measureText(
  text: string,
  options: { readonly fontSizePx: number; readonly weight?: Weight },
): number {
  const weight = options.weight ?? 'regular';
  const { drawable } = replaceMissing(text, weight);
  let ems = 0;
  for (const word of wordsOf(drawable)) ems += emsOf(word, weight);
  return ems * options.fontSizePx;
}

/** How far letters reach above and below the baseline, as parts of the font's size. */
export const ascent = 0.88;
export const descent = 0.12;

const stands = '〓';
const widths = new Map<string, number>();

/** Latin and Cyrillic words are set whole, so that their letters are kerned; everything else by the character. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[!-~\u00c0-\u024f\u0400-\u045f]+|[^]/gu) ?? [];
}

/** Words, cut where one file of the typeface ends and another begins. */
function runsOf(text: string, weight: Weight): readonly { font: Font; word: string }[] {
  const runs: { font: Font; word: string }[] = [];
  for (const word of wordsOf(text)) {
    let last: { font: Font; word: string } | undefined;
    for (const character of word) {
      const font = fontOf(character, weight);
      if (!font) continue;
      if (last?.font === font) last.word += character;
      else runs.push((last = { font, word: character }));
    }
  }
  return runs;
}

function emsOf(word: string, weight: Weight): number {
  const key = `${weight} ${word}`;
  let ems = widths.get(key);
  if (ems === undefined) {
    ems = runsOf(word, weight).reduce(
      (sum, run) => sum + run.font.layout(run.word).advanceWidth / run.font.unitsPerEm,
      0,
    );
    if (widths.size > 20_000) widths.clear();
    widths.set(key, ems);
  }
  return ems;
}

/** Marks that only say how the character before them looks are dropped in silence: they draw nothing. */
function replaceMissing(
  text: string,
  weight: Weight,
): { readonly drawable: string; readonly missing: readonly string[] } {
  const missing = new Set<string>();
  let drawable = '';
  for (const character of text
    .normalize('NFC')
    .replace(/[\ufe00-\ufe0f\u200b-\u200d\u2060\ufeff]/gu, '')) {
    if (fontOf(character, weight)) drawable += character;
    else {
      missing.add(character);
      drawable += stands;
    }
  }
  return { drawable, missing: [...missing] };
}
