/** Subtitles as pictures, to be burnt into a film. */
import type { Lettered } from './cards.ts';
import { drawSvg, svgDocument, type PixelSize } from './draw.ts';
import { measureText } from './typeface.ts';
import { blockHeightPx, firstBaselinePx, words } from './words.ts';

export interface SubtitleOptions extends PixelSize {
  readonly lines: readonly string[];
  /** Where other words begin that the subtitle must stand above. */
  readonly abovePx?: number | undefined;
}

/** Of the picture's width, what every screen shows. */
const safeWidth = 0.9;
/** Of the usual size; smaller is not read on a telephone. */
const leastShare = 0.6;
/** Where the last line ends: in a tall picture above what players lay over its foot. */
const foot = { wide: 0.94, tall: 0.8 } as const;

/**
 * White words with a dark edge on a transparent strip, as wide as the picture and as high as its words,
 * whose top lies at `topPx` of the picture. Lines are not broken here: they come in two at most, of the
 * widths of `break-lines.ts`; one that is wider makes its subtitle smaller.
 */
export function subtitle(options: SubtitleOptions): Lettered & { readonly topPx: number } {
  const { width, height, lines, abovePx = height } = options;
  const tall = width <= height;
  const usualPx = tall ? width * 0.058 : Math.min(height * 0.056, width * 0.0415);
  const widestPx = Math.max(
    1,
    ...lines.map((line) => measureText(line, { fontSizePx: usualPx, weight: 'bold' })),
  );
  const share = Math.min(1, (width * safeWidth) / widestPx);
  const fontSizePx = usualPx * share;
  const marginPx = fontSizePx * 0.3;
  const footPx = Math.min(height * (tall ? foot.tall : foot.wide), abovePx - 2 * marginPx);
  const blockPx = blockHeightPx(lines.length, fontSizePx);
  const strip = { width, height: Math.ceil(blockPx + 2 * marginPx) };
  const topPx = Math.floor(footPx - blockPx - marginPx);
  const drawn = words(lines, {
    x: width / 2,
    y: firstBaselinePx(marginPx, fontSizePx),
    anchor: 'middle',
    fontSizePx,
    weight: 'bold',
    fill: '#fff',
    outline: { color: 'rgba(0,0,0,0.85)', widthPx: fontSizePx * 0.2 },
  });
  return {
    png: drawSvg(svgDocument(drawn.svg, strip), strip),
    topPx,
    missing: drawn.missing,
    fits: topPx >= 0 && share >= leastShare,
  };
}
