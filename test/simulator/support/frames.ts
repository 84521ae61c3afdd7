import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { locateTools } from '../../../src/ffmpeg/locate.ts';

const rowBytes = 96 * 3;

/** The frames as RGB of 96×64, whatever their size was. */
export async function smallFrames(path: string): Promise<readonly Uint8Array[]> {
  const { ffmpeg } = await locateTools();
  const { stdout } = await promisify(execFile)(
    ffmpeg,
    ['-v', 'error', '-i', path, '-vf', 'scale=96:64,format=rgb24', '-f', 'rawvideo', '-'],
    { encoding: 'buffer', maxBuffer: 200_000_000 },
  );
  const size = rowBytes * 64;
  return Array.from({ length: stdout.byteLength / size }, (_, nth) =>
    stdout.subarray(nth * size, (nth + 1) * size),
  );
}

/** The mean difference of two pictures, 0 to 255; of the given rows alone where they are given. */
export function difference(
  a: Uint8Array | undefined,
  b: Uint8Array | undefined,
  rows: readonly [from: number, to: number] = [0, 64],
): number {
  if (a === undefined || b === undefined) throw new Error('there is no such frame');
  let sum = 0;
  for (let at = rows[0] * rowBytes; at < rows[1] * rowBytes; at++)
    sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / ((rows[1] - rows[0]) * rowBytes);
}

/** A film of moving bars, made by ffmpeg. */
export async function testFilm(
  path: string,
  shape: { readonly size: string; readonly framesPerSecond: number; readonly seconds: number },
): Promise<void> {
  const { ffmpeg } = await locateTools();
  const source = `testsrc2=size=${shape.size}:rate=${shape.framesPerSecond}:duration=${shape.seconds}`;
  await promisify(execFile)(ffmpeg, [
    ...['-v', 'error', '-f', 'lavfi', '-i', source],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', path],
  ]);
}
