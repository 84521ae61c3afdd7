/**
 * How long a kept clip is beside the seconds that were asked for. What is paid for is kept whatever its
 * length; a length that is another one is said wherever the clip is told of or used.
 */
import { framesOfClip, framesPerSecond } from '../seedance/capabilities.ts';
import type { Attempt } from '../store/attempts.ts';

/**
 * Seconds are asked for whole, so a clip that is half a second off is nearer to another length than to
 * its own; what lies within is a matter of frames, which seams and cuts take care of.
 */
const lengthToleranceSeconds = 0.5;

export interface WrongLength {
  readonly seconds: number;
  readonly asked: number;
}

/** Undefined where it is as asked for, where the model was to decide, or where nobody measured it. */
export function wrongLengthOf({ intent, seconds }: Attempt): WrongLength | undefined {
  const { seconds: asked } = intent;
  if (seconds === undefined || asked === undefined || asked < 0) return undefined;
  const off = Math.abs(seconds - framesOfClip(asked) / framesPerSecond);
  return off < lengthToleranceSeconds ? undefined : { seconds, asked };
}

/** The end of a sentence about a clip. */
export function wrongLengthWords({ seconds, asked }: WrongLength): string {
  return `lasts ${seconds.toFixed(1)} s instead of ${asked} s`;
}
