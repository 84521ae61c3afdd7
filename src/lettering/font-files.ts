/**
 * The files of Noto Sans SC that npm brings: one with what Chinese is mostly written in, and some hundred
 * small ones with rare characters, Cyrillic, accents and signs, each opened when a word asks for it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { z } from 'zod';
import { unpackWoff } from './woff.ts';

export type Weight = 'regular' | 'bold';

/** The file that draws the character; undefined where none does. */
export function fontOf(character: string, weight: Weight): fontkit.Font | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  const common = open(commonSubset, weight);
  if (common.hasGlyphForCodePoint(codePoint)) return common;
  const key = `${weight} ${codePoint}`;
  if (!rare.has(key)) rare.set(key, fontOfRare(codePoint, weight));
  return rare.get(key);
}

const packageName = '@fontsource/noto-sans-sc';
const commonSubset = 'chinese-simplified';
const weights = { regular: 400, bold: 700 } as const satisfies Record<Weight, number>;
const require = createRequire(import.meta.url);
const opened = new Map<string, fontkit.Font>();
const rare = new Map<string, fontkit.Font | undefined>();
let subsets: readonly Subset[] | undefined;

/** A range may name more than its file has. */
function fontOfRare(codePoint: number, weight: Weight): fontkit.Font | undefined {
  subsets ??= readSubsets();
  for (const { name, ranges } of subsets) {
    if (!ranges.some(([from, to]) => from <= codePoint && codePoint <= to)) continue;
    const font = open(name, weight);
    if (font.hasGlyphForCodePoint(codePoint)) return font;
  }
  return undefined;
}

function open(subset: string, weight: Weight): fontkit.Font {
  const file = `noto-sans-sc-${subset}-${weights[weight]}-normal.woff`;
  let font = opened.get(file);
  if (!font) {
    const packed = readFileSync(require.resolve(`${packageName}/files/${file}`));
    const found = fontkit.create(unpackWoff(packed));
    if (!('layout' in found)) throw new Error(`${file} holds several typefaces`);
    font = found;
    opened.set(file, font);
  }
  return font;
}

interface Subset {
  readonly name: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** From the package's list: `"[4]": "U+1f21a,U+1f234-1f237"`, of the file `…-4-400-normal.woff`. */
function readSubsets(): readonly Subset[] {
  const list = readFileSync(require.resolve(`${packageName}/unicode.json`), 'utf8');
  const named = z.record(z.string(), z.string()).parse(JSON.parse(list));
  return Object.entries(named).map(([name, text]) => ({
    name: name.replace(/[[\]]/g, ''),
    ranges: text.split(',').map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
    }),
  }));
}
