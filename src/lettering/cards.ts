/** Pictures of words: title cards, captions over a clip, and slates where a clip is missing. */
import { drawSvg, svgDocument, type PixelSize } from './draw.ts';
import { fitText } from './wrap.ts';
import { blockHeightPx, firstBaselinePx, lineHeight, words, type Words } from './words.ts';

export interface Lettered {
  /** PNG, of the size asked for. */
  readonly png: Uint8Array;
  /** Characters that the typeface lacks and that 〓 stands for. */
  readonly missing: readonly string[];
  /** False where the words are too many even at the smallest size. */
  readonly fits: boolean;
}

/** White words in the middle of black. */
export function titleCard(options: PixelSize & { readonly text: string }): Lettered {
  const { width, height, text } = options;
  const size = Math.min(width, height * 1.4);
  const fitted = fitText(text, {
    maxWidthPx: width * 0.84,
    maxHeightPx: height * 0.7,
    maxFontSizePx: Math.round(size * 0.085),
    minFontSizePx: Math.max(8, Math.round(size * 0.03)),
    lineHeight,
    weight: 'bold',
  });
  const lines = centred(fitted, { width, height, fill: '#f4f4f2' });
  return {
    png: drawSvg(svgDocument(backdrop('#000') + lines.svg, options), options),
    missing: lines.missing,
    fits: fitted.fits,
  };
}

/**
 * Words at the foot of a transparent picture, white with a dark edge, to lie over a clip; `topPx` is
 * where they begin.
 */
export function caption(
  options: PixelSize & { readonly lines: readonly string[] },
): Lettered & { readonly topPx: number } {
  const { width, height } = options;
  const size = Math.min(width * 1.2, height);
  const fitted = fitText(options.lines.join('\n'), {
    maxWidthPx: width * 0.86,
    maxHeightPx: height * 0.4,
    maxFontSizePx: Math.max(10, Math.round(size * 0.058)),
    minFontSizePx: Math.max(8, Math.round(size * 0.03)),
    lineHeight,
    weight: 'bold',
  });
  const { fontSizePx, lines } = fitted;
  const top = height * 0.93 - blockHeightPx(lines.length, fontSizePx);
  const drawn = words(lines, {
    x: width / 2,
    y: firstBaselinePx(top, fontSizePx),
    anchor: 'middle',
    fontSizePx,
    weight: 'bold',
    fill: '#fff',
    outline: { color: 'rgba(0,0,0,0.85)', widthPx: fontSizePx * 0.16 },
  });
  return {
    png: drawSvg(svgDocument(drawn.svg, options), options),
    topPx: top,
    missing: drawn.missing,
    fits: fitted.fits,
  };
}

/** What stands for a clip that is not there: its name, plainly not a picture of the film. */
export function slate(
  options: PixelSize & { readonly name: string; readonly note: string },
): Lettered {
  const { width, height } = options;
  const stripe = Math.round(Math.min(width, height) / 12);
  const fitted = fitText(`${options.name}\n${options.note}`, {
    maxWidthPx: width * 0.8,
    maxHeightPx: height * 0.6,
    maxFontSizePx: Math.round(Math.min(width, height) * 0.09),
    minFontSizePx: 8,
    lineHeight,
    weight: 'bold',
  });
  const lines = centred(fitted, { width, height, fill: '#fff' });
  const stripes = Array.from({ length: Math.ceil(width / stripe) + 1 }, (_, index) =>
    index % 2 === 0
      ? `<path fill="#e8b400" d="M${index * stripe} 0h${stripe}l${-stripe} ${stripe}h${-stripe}z"/>`
      : '',
  ).join('');
  const contents = `${backdrop('#23262b')}<g>${stripes}</g>${lines.svg}`;
  return {
    png: drawSvg(svgDocument(contents, options), options),
    missing: lines.missing,
    fits: fitted.fits,
  };
}

function centred(
  { lines, fontSizePx }: { readonly lines: readonly string[]; readonly fontSizePx: number },
  { width, height, fill }: PixelSize & { readonly fill: string },
): Words {
  const top = (height - blockHeightPx(lines.length, fontSizePx)) / 2;
  return words(lines, {
    x: width / 2,
    y: firstBaselinePx(top, fontSizePx),
    anchor: 'middle',
    fontSizePx,
    weight: 'bold',
    fill,
  });
}

function backdrop(fill: string): string {
  return `<rect width="100%" height="100%" fill="${fill}"/>`;
}
