import type { Rational } from '../ffmpeg/probe.ts';

/** A rational number of seconds as FCPXML writes it, whole where it is one: `5s`, `12100/2400s`. */
export function rationalSeconds(frames: number, framesPerSecond: number): string {
  return frames % framesPerSecond === 0
    ? `${frames / framesPerSecond}s`
    : `${frames * 100}/${framesPerSecond * 100}s`;
}

/** A moment of a file whose own time begins at `start`, in seconds. */
export function sourceSeconds(
  { numerator, denominator }: Rational,
  frames: number,
  framesPerSecond: number,
): string {
  if (numerator === 0) return rationalSeconds(frames, framesPerSecond);
  const [above, below] = [
    numerator * framesPerSecond + frames * denominator,
    denominator * framesPerSecond,
  ];
  const whole = above % below === 0;
  return whole ? `${above / below}s` : `${above}/${below}s`;
}

/** How long one frame lasts, as FCPXML writes it: `100/2400s`, `1001/30000s`. */
export function frameSeconds({ numerator, denominator }: Rational): string {
  return denominator === 1 ? rationalSeconds(1, numerator) : `${denominator}/${numerator}s`;
}
