/** A stand-in for the pictures that lie behind the service's preset portraits. */
import { drawSvg, svgDocument } from '../../lettering/draw.ts';
import { words } from '../../lettering/words.ts';
import { wholeChance } from './random.ts';

const size = { width: 768, height: 1024 };

/** PNG, another face for another id. */
export function drawPortrait(id: string): Uint8Array {
  const hue = wholeChance(0, 359, 'portrait', id);
  const label = words([`asset://${id}`], {
    x: size.width / 2,
    y: 984,
    anchor: 'middle',
    fontSizePx: Math.min(40, 1100 / id.length),
    fill: '#fff',
  });
  const contents =
    `<rect width="100%" height="100%" fill="hsl(${hue},35%,30%)"/>` +
    `<circle cx="384" cy="390" r="190" fill="hsl(${(hue + 40) % 360},45%,72%)"/>` +
    `<path d="M84 940c0-230 130-320 300-320s300 90 300 320z" fill="hsl(${(hue + 180) % 360},35%,48%)"/>` +
    `<circle cx="320" cy="370" r="16"/><circle cx="448" cy="370" r="16"/>` +
    `<path d="M320 470q64 46 128 0" fill="none" stroke="#000" stroke-width="10"/>${label.svg}`;
  return drawSvg(svgDocument(contents, size), size);
}
