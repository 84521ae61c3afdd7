/** Where a file's own time begins: footage from a camera or another program seldom counts from zero. */
import type { Rational } from '../ffmpeg/probe.ts';

export interface SourceStart {
  /** In real time, exact. */
  readonly seconds: Rational;
  /** As it is read off the timecode, its last part in frames of the film. */
  readonly labelFrames: number;
  readonly isDropFrame: boolean;
}

const pattern = /^(\d\d):([0-5]\d):([0-5]\d)([:;.])(\d\d)$/;

export function isTimecode(text: string): boolean {
  return pattern.test(text);
}

const fromZero: SourceStart = {
  seconds: { numerator: 0, denominator: 1 },
  labelFrames: 0,
  isDropFrame: false,
};

/**
 * @param timecode `HH:MM:SS:FF`, of the file's first frame; `;` before the frames: some numbers are left
 *   out. Where there is none, or none that can be read, the file counts from zero
 * @param rate the file's own, frames a second; null where they do not come evenly
 */
export function sourceStart(
  timecode: string | undefined,
  rate: Rational | null,
  framesPerSecond: number,
): SourceStart {
  const [, hours, minutes, seconds, mark = '', frames] = pattern.exec(timecode ?? '') ?? [];
  if (frames === undefined) return fromZero;
  const { numerator, denominator } = rate ?? { numerator: framesPerSecond, denominator: 1 };
  const counted = Math.round(numerator / denominator);
  const isDropFrame = mark !== ':';
  const wholeMinutes = Number(hours) * 60 + Number(minutes);
  const wholeSeconds = wholeMinutes * 60 + Number(seconds);
  const left = isDropFrame
    ? (wholeMinutes - Math.floor(wholeMinutes / 10)) * Math.round(counted / 15)
    : 0;
  const count = wholeSeconds * counted + Number(frames) - left;
  return {
    seconds: { numerator: count * denominator, denominator: numerator },
    labelFrames:
      wholeSeconds * framesPerSecond + Math.floor((Number(frames) * framesPerSecond) / counted),
    isDropFrame,
  };
}
