/** A file that does not run at the film's rate keeps its speed; that it does is told where a format can tell it. */
import type { Rational } from '../ffmpeg/probe.ts';

/** @returns `29.97`, `uneven`; undefined where the file runs as the film does */
export function otherRate(frameRate: Rational | null, framesPerSecond: number): string | undefined {
  if (!frameRate) return 'uneven';
  const { numerator, denominator } = frameRate;
  if (numerator === framesPerSecond * denominator) return undefined;
  return String(Number((numerator / denominator).toFixed(2)));
}
