/** Words as SVG: a line, and a block of lines. */
import { ascent, descent, setLine } from './typeface.ts';
import type { TextFace } from './wrap.ts';

export interface WordsOptions extends TextFace {
  /** Of the anchor. */
  readonly x: number;
  /** Of the first baseline. */
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** A colour as SVG writes it. */
  readonly fill: string;
  readonly outline?: { readonly color: string; readonly widthPx: number };
}

export interface Words {
  /** A fragment of SVG. */
  readonly svg: string;
  readonly missing: readonly string[];
}

/** Baseline to baseline, as a part of the font's size. */
export const lineHeight = 1.4;

/** Lines below each other, `lineHeight` apart. */
export function words(lines: readonly string[], options: WordsOptions): Words {
  const missing = new Set<string>();
  let paths = '';
  lines.forEach((line, index) => {
    const set = setLine(line, options);
    for (const character of set.missing) missing.add(character);
    if (set.path === '') return;
    const share = { start: 0, middle: 0.5, end: 1 }[options.anchor ?? 'start'];
    const x = round(options.x - set.widthPx * share);
    const y = round(options.y + index * options.fontSizePx * lineHeight);
    paths += `<path transform="translate(${x} ${y})" d="${set.path}"/>`;
  });
  const { outline } = options;
  const edge = outline
    ? ` stroke="${outline.color}" stroke-width="${outline.widthPx}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  return { svg: `<g fill="${options.fill}"${edge}>${paths}</g>`, missing: [...missing] };
}

/** Height of so many lines, from the top of the first to the foot of the last. */
export function blockHeightPx(lines: number, fontSizePx: number): number {
  return ((lines - 1) * lineHeight + ascent + descent) * fontSizePx;
}

/** The first baseline of a block whose top is at `topPx`. */
export function firstBaselinePx(topPx: number, fontSizePx: number): number {
  return topPx + ascent * fontSizePx;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
