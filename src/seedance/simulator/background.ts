/** What moves in a made-up clip: a background larger than the frame, and a disc before it. */
import { drawSvg, svgDocument } from '../../lettering/draw.ts';
import { wholeChance, type Seed } from './random.ts';

/** Pixels by which the background reaches over the frame on each axis. */
export const travelPixels = 128;

/** PNG of half the size of the frame and its travel: it is enlarged once, and soft is what it should be. */
export function drawBackground(
  frame: { readonly width: number; readonly height: number },
  seed: Seed,
): Uint8Array {
  const width = Math.ceil((frame.width + travelPixels) / 2);
  const height = Math.ceil((frame.height + travelPixels) / 2);
  const hue = wholeChance(0, 359, seed, 'hue');
  const spots = Array.from({ length: 14 }, (_, nth) => {
    const x = wholeChance(0, width, seed, 'spot x', nth);
    const y = wholeChance(0, height, seed, 'spot y', nth);
    const radius = wholeChance(12, Math.round(Math.min(width, height) / 5), seed, 'spot r', nth);
    const turn = wholeChance(-50, 50, seed, 'spot hue', nth);
    const light = wholeChance(25, 65, seed, 'spot light', nth);
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="hsl(${(hue + turn + 360) % 360},55%,${light}%)" fill-opacity="0.6"/>`;
  }).join('');
  const contents =
    `<defs><linearGradient id="g" gradientTransform="rotate(${wholeChance(0, 90, seed, 'turn')})">` +
    `<stop offset="0" stop-color="hsl(${hue},50%,22%)"/>` +
    `<stop offset="1" stop-color="hsl(${(hue + 60) % 360},55%,48%)"/></linearGradient></defs>` +
    `<rect width="100%" height="100%" fill="url(#g)"/>${spots}`;
  return drawSvg(svgDocument(contents, { width, height }), { width, height });
}

/** PNG with a transparent ground. */
export function drawDisc(sidePixels: number, seed: Seed): Uint8Array {
  const size = { width: sidePixels, height: sidePixels };
  const half = sidePixels / 2;
  const hue = (wholeChance(0, 359, seed, 'hue') + 180) % 360;
  const contents =
    `<circle cx="${half}" cy="${half}" r="${half - 2}" fill="hsl(${hue},80%,62%)" stroke="#fff" stroke-width="3"/>` +
    `<path d="M${half} ${half}V6" stroke="#fff" stroke-width="4"/>`;
  return drawSvg(svgDocument(contents, size), size);
}
