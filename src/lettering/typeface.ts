/**
 * The typeface of everything that we write on pictures: Noto Sans SC, 7,900 characters of Chinese, Latin
 * and kana, from npm. Letters are measured and drawn from the same outlines, so a line is exactly as
 * wide as it was measured, and a character that the typeface lacks is known before it is drawn.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { unpackWoff } from './woff.ts';

export type Weight = 'regular' | 'bold';

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
  const { drawable, missing } = replaceMissing(text, typeface(weight));
  const scale = options.fontSizePx / typeface(weight).unitsPerEm;
  let penX = 0;
  let path = '';
  for (const word of wordsOf(drawable)) {
    const run = typeface(weight).layout(word);
    run.glyphs.forEach((glyph, index) => {
      const place = run.positions[index];
      if (!place) return;
      const x = (penX + place.xOffset) * scale;
      path += glyph.path
        .scale(scale, -scale)
        .translate(x, -place.yOffset * scale)
        .toSVG();
      penX += place.xAdvance;
    });
  }
  return { path, widthPx: penX * scale, missing };
}

/** The width in pixels that `setLine` will give. */
export function measureText(
  text: string,
  options: { readonly fontSizePx: number; readonly weight?: Weight },
): number {
  const weight = options.weight ?? 'regular';
  const { drawable } = replaceMissing(text, typeface(weight));
  let units = 0;
  for (const word of wordsOf(drawable)) units += unitsOf(word, weight);
  return (units * options.fontSizePx) / typeface(weight).unitsPerEm;
}

/** How far letters reach above and below the baseline, as parts of the font's size. */
export const ascent = 0.88;
export const descent = 0.12;

const stands = '〓';
const files = { regular: 400, bold: 700 } as const satisfies Record<Weight, number>;
const opened = new Map<Weight, fontkit.Font>();
const widths = new Map<string, number>();

/** Latin words are set whole, so that their letters are kerned; everything else by the character. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[!-~\u00c0-\u024f]+|[^]/gu) ?? [];
}

function unitsOf(word: string, weight: Weight): number {
  const key = `${weight} ${word}`;
  let units = widths.get(key);
  if (units === undefined) {
    units = typeface(weight).layout(word).advanceWidth;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, units);
  }
  return units;
}

function typeface(weight: Weight): fontkit.Font {
  let font = opened.get(weight);
  if (!font) {
    const require = createRequire(import.meta.url);
    const file = `noto-sans-sc-chinese-simplified-${files[weight]}-normal.woff`;
    const packed = readFileSync(require.resolve(`@fontsource/noto-sans-sc/files/${file}`));
    const found = fontkit.create(unpackWoff(packed));
    if (!('layout' in found)) throw new Error(`${file} holds several typefaces`);
    font = found;
    opened.set(weight, font);
  }
  return font;
}

/** Marks that only say how the character before them looks are dropped in silence: they draw nothing. */
function replaceMissing(
  text: string,
  font: fontkit.Font,
): { readonly drawable: string; readonly missing: readonly string[] } {
  const missing = new Set<string>();
  let drawable = '';
  for (const character of text.replace(/[\ufe00-\ufe0f\u200b-\u200d\u2060\ufeff]/gu, '')) {
    if (font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) drawable += character;
    else {
      missing.add(character);
      drawable += stands;
    }
  }
  return { drawable, missing: [...missing] };
}
