/**
 * The box of words on a made-up clip: the shot's name, the word SIMULATED, the references as small
 * pictures with the numbers that the prompt calls them by, and the prompt itself.
 */
import { drawSvg, svgDocument } from '../../lettering/draw.ts';
import { blockHeightPx, firstBaselinePx, lineHeight, words } from '../../lettering/words.ts';
import { wrapText } from '../../lettering/wrap.ts';

export interface Thumbnail {
  /** 图片1, Video 2 … */
  readonly name: string;
  /** A picture as a data URI; undefined for sound, film, and formats that cannot be drawn. */
  readonly dataUri: string | undefined;
  /** What stands in a picture's place, and nothing under one. */
  readonly note: string;
}

export interface CaptionBox {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export function drawCaptionBox(
  frame: { readonly width: number; readonly height: number },
  contents: {
    readonly shot: string;
    readonly prompt: string;
    readonly thumbnails: readonly Thumbnail[];
    readonly watermark: string | null;
  },
): CaptionBox {
  const unit = Math.min(frame.width, frame.height) / 100;
  const width = even(frame.width * 0.92);
  const margin = 2.4 * unit;
  const inner = width - 2 * margin;
  const drawn: string[] = [];
  let y = margin;

  const mark = 4.2 * unit;
  const name = oneLine(contents.shot, inner - 7 * mark, mark);
  const headline = { y: firstBaselinePx(y, mark), fontSizePx: mark, weight: 'bold' } as const;
  drawn.push(words([name], { ...headline, x: margin, fill: '#fff' }).svg);
  drawn.push(
    words(['SIMULATED'], { ...headline, x: width - margin, anchor: 'end', fill: '#ffd24a' }).svg,
  );
  y += mark * lineHeight + 0.6 * unit;

  if (contents.thumbnails.length > 0) {
    const perRow = Math.max(1, Math.floor(inner / (14 * unit)));
    contents.thumbnails.forEach((thumbnail, nth) => {
      const column = nth % perRow;
      const row = Math.floor(nth / perRow);
      drawn.push(drawThumbnail(thumbnail, margin + column * 14 * unit, y + row * 16 * unit, unit));
    });
    y += Math.ceil(contents.thumbnails.length / perRow) * 16 * unit;
  }

  const { lines, fontSizePx } = fittedPrompt(contents.prompt, {
    widthPx: inner,
    heightPx: Math.max(10 * unit, frame.height * 0.62 - y),
    unit,
  });
  drawn.push(
    words(lines, { x: margin, y: firstBaselinePx(y, fontSizePx), fontSizePx, fill: '#fff' }).svg,
  );
  y += blockHeightPx(lines.length, fontSizePx) + margin;
  if (contents.watermark !== null) {
    y += 1.6 * unit;
    const place = { x: width - margin, y: y - 0.8 * unit, anchor: 'end' } as const;
    drawn.push(words([contents.watermark], { ...place, fontSizePx: 2.2 * unit, fill: '#ccc' }).svg);
  }
  const size = { width, height: even(y) };
  const ground = `<rect width="100%" height="100%" rx="${1.5 * unit}" fill="#000" fill-opacity="0.66"/>`;
  return { png: drawSvg(svgDocument(ground + drawn.join(''), size), size), ...size };
}

function drawThumbnail(thumbnail: Thumbnail, x: number, y: number, unit: number): string {
  const side = 12 * unit;
  const picture =
    thumbnail.dataUri === undefined
      ? `<rect x="${x}" y="${y}" width="${side}" height="${side}" fill="#345"/>` +
        words([thumbnail.note], {
          x: x + side / 2,
          y: y + side / 2 + unit,
          anchor: 'middle',
          fontSizePx: 2.4 * unit,
          fill: '#fff',
        }).svg
      : `<image x="${x}" y="${y}" width="${side}" height="${side}" preserveAspectRatio="xMidYMid slice" xlink:href="${thumbnail.dataUri}"/>`;
  const label = words([thumbnail.name], {
    x,
    y: y + side + 2.6 * unit,
    fontSizePx: 2.5 * unit,
    fill: '#ffd24a',
  });
  return picture + label.svg;
}

/** The largest of a few sizes at which the whole prompt fits; else as much as does, and an ellipsis. */
function fittedPrompt(
  prompt: string,
  box: { readonly widthPx: number; readonly heightPx: number; readonly unit: number },
): { readonly lines: readonly string[]; readonly fontSizePx: number } {
  for (const size of [3.8, 3.1, 2.5]) {
    const fontSizePx = size * box.unit;
    const most = Math.max(1, Math.floor(box.heightPx / (fontSizePx * lineHeight)));
    const lines = wrapText(prompt, { fontSizePx, maxWidthPx: box.widthPx });
    if (lines.length <= most) return { lines, fontSizePx };
    if (size === 2.5) {
      return { lines: [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`], fontSizePx };
    }
  }
  return { lines: [], fontSizePx: box.unit };
}

function oneLine(text: string, maxWidthPx: number, fontSizePx: number): string {
  const lines = wrapText(text, { maxWidthPx, fontSizePx, weight: 'bold' });
  return lines.length <= 1 ? (lines[0] ?? '') : `${lines[0] ?? ''}…`;
}

function even(pixels: number): number {
  return Math.round(pixels / 2) * 2;
}
