/**
 * The running frame counter, drawn from a strip of digits: it needs no font on the machine and no
 * drawtext in ffmpeg, and is right to the frame.
 */
import { drawSvg, svgDocument } from '../../lettering/draw.ts';
import { words } from '../../lettering/words.ts';

export interface DigitStrip {
  /** 0 to 9 side by side, white on black. */
  readonly png: Uint8Array;
  /** Of one digit; even, so that the colour planes can be cut at the same place. */
  readonly cellWidth: number;
  readonly cellHeight: number;
}

export const counterDigits = 4;

const strips = new Map<number, DigitStrip>();

export function digitStrip(frameHeight: number): DigitStrip {
  const cellHeight = Math.round(frameHeight / 28) * 2;
  let strip = strips.get(cellHeight);
  if (strip === undefined) {
    strip = drawStrip(cellHeight);
    strips.set(cellHeight, strip);
  }
  return strip;
}

function drawStrip(cellHeight: number): DigitStrip {
  const cellWidth = Math.round(cellHeight * 0.31) * 2;
  const size = { width: cellWidth * 10, height: cellHeight };
  const digits = Array.from({ length: 10 }, (_, digit) => {
    const place = { x: (digit + 0.5) * cellWidth, y: cellHeight * 0.82, anchor: 'middle' } as const;
    return words([String(digit)], { ...place, fontSizePx: cellHeight * 0.85, fill: '#fff' }).svg;
  }).join('');
  const ground = '<rect width="100%" height="100%" fill="#000"/>';
  return { png: drawSvg(svgDocument(ground + digits, size), size), cellWidth, cellHeight };
}
