/** A picture larger than the frame, with detail of all sizes and hard edges: what a scene is shot in. */
import { between, chanceOf } from './chance.ts';

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Brightness, 0 to 255. */
  readonly values: Float32Array;
}

export function paintCanvas(seed: number): Canvas {
  const [width, height] = [2048, 1280];
  const values = new Float32Array(width * height);
  const contrast = between(0.5, 1, seed, 1);
  for (let octave = 0; octave < 7; octave += 1) {
    const cell = 512 >> octave;
    addClouds({ width, height, values }, cell, contrast * 130 * 0.62 ** octave, seed * 31 + octave);
  }
  for (let shape = 0; shape < 40; shape += 1) addShape({ width, height, values }, seed, shape);
  const level = between(90, 150, seed, 2);
  for (let place = 0; place < values.length; place += 1)
    values[place] = Math.min(245, Math.max(10, level + (values[place] ?? 0)));
  return { width, height, values };
}

/** Between the pixels; beyond the canvas it begins again, mirrored. */
export function sample({ width, height, values }: Canvas, x: number, y: number): number {
  const u = mirrored(x, width - 2);
  const v = mirrored(y, height - 2);
  const left = Math.floor(u);
  const top = Math.floor(v);
  const place = top * width + left;
  const [right, down] = [u - left, v - top];
  const a = values[place] ?? 0;
  const b = values[place + 1] ?? 0;
  const c = values[place + width] ?? 0;
  const d = values[place + width + 1] ?? 0;
  return (a * (1 - right) + b * right) * (1 - down) + (c * (1 - right) + d * right) * down;
}

function mirrored(at: number, size: number): number {
  const folded = Math.abs(at) % (2 * size);
  return folded < size ? folded : 2 * size - folded - 1e-6;
}

function addClouds(
  { width, height, values }: Canvas,
  cell: number,
  strength: number,
  seed: number,
): void {
  const columns = Math.ceil(width / cell) + 2;
  const corners = Float32Array.from(
    { length: columns * (Math.ceil(height / cell) + 2) },
    (_, corner) => 2 * chanceOf(seed, corner) - 1,
  );
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / cell);
    const down = ease(y / cell - row);
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor(x / cell);
      const right = ease(x / cell - column);
      const corner = row * columns + column;
      const top = (corners[corner] ?? 0) * (1 - right) + (corners[corner + 1] ?? 0) * right;
      const foot =
        (corners[corner + columns] ?? 0) * (1 - right) +
        (corners[corner + columns + 1] ?? 0) * right;
      values[y * width + x] =
        (values[y * width + x] ?? 0) + strength * (top * (1 - down) + foot * down);
    }
  }
}

function ease(part: number): number {
  return part * part * (3 - 2 * part);
}

function addShape({ width, height, values }: Canvas, seed: number, shape: number): void {
  const of = (least: number, most: number, what: number): number =>
    between(least, most, seed, 77, shape, what);
  const [x, y] = [of(0, width, 0), of(0, height, 1)];
  const [wide, high] = [of(16, 180, 2), of(16, 180, 3)];
  const shade = of(-60, 60, 4);
  const round = chanceOf(seed, 77, shape, 5) < 0.5;
  for (let down = -high; down < high; down += 1)
    for (let right = -wide; right < wide; right += 1) {
      if (round && (down / high) ** 2 + (right / wide) ** 2 > 1) continue;
      const place = Math.floor(y + down) * width + Math.floor(x + right);
      if (x + right < 0 || x + right >= width || place < 0 || place >= values.length) continue;
      values[place] = (values[place] ?? 0) + shade;
    }
}
