/** SVG to pixels. */
import { Resvg } from '@resvg/resvg-js';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws `svg` as a PNG of exactly `size`, transparent where nothing is drawn. Words stand in it as
 * outlines (`words.ts`): no typeface is loaded, and a `<text>` would vanish, so it is refused.
 */
export function drawSvg(svg: string, size: PixelSize): Uint8Array {
  if (/<(?:\w+:)?text\b/.test(svg)) throw new Error('words are drawn as outlines, not as <text>');
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: size.width },
    font: { loadSystemFonts: false },
  }).render();
  if (image.width !== size.width || image.height !== size.height)
    throw new Error(
      `the drawing is ${image.width}x${image.height}, not ${size.width}x${size.height}`,
    );
  return image.asPng();
}

/** An SVG document of that size around its contents. */
export function svgDocument(contents: string, { width, height }: PixelSize): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
    `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${contents}</svg>`
  );
}
