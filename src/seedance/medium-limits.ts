/** The documented limits on one referenced medium, held against what its bytes say of it. */
import type { MediumFacts } from '../media/facts.ts';
import { mediumLimits } from './capabilities.ts';

type Facts<Kind extends MediumFacts['kind']> = Extract<MediumFacts, { readonly kind: Kind }>;

/** What the service would say against a medium, as the end of a sentence; undefined: nothing. */
export function problemOfMedium(facts: MediumFacts): string | undefined {
  if (facts.kind === 'image') return problemOfImage(facts);
  if (facts.kind === 'video') return problemOfVideo(facts);
  const { bytesMax } = mediumLimits.audio;
  if (facts.bytes > bytesMax)
    return `has ${megabytes(facts.bytes)} MB; at most ${megabytes(bytesMax)} MB are taken`;
  return undefined;
}

function problemOfImage({ bytes, width, height }: Facts<'image'>): string | undefined {
  const { bytesBelow, sidePixels, aspect } = mediumLimits.image;
  if (bytes >= bytesBelow) {
    return `has ${megabytes(bytes)} MB; less than ${megabytes(bytesBelow)} MB are taken`;
  }
  if (width === undefined || height === undefined) return undefined;
  const sides = problemOfSides(width, height, sidePixels);
  if (sides !== undefined) return sides;
  const shape = width / height;
  if (shape < aspect.min || shape > aspect.max) {
    return `has ${width} × ${height} pixels; its width may be ${aspect.min} to ${aspect.max} times its height, and is ${shape.toFixed(2)} times`;
  }
  return undefined;
}

function problemOfVideo(facts: Facts<'video'>): string | undefined {
  const { bytesMax, codecs, framesPerSecond, sidePixels, pixels } = mediumLimits.video;
  const { bytes, width, height, codec, framesPerSecond: rate } = facts;
  if (bytes > bytesMax) {
    return `has ${megabytes(bytes)} MB; at most ${megabytes(bytesMax)} MB are taken`;
  }
  if (codec !== undefined && !codecs.some((known) => known === codec)) {
    return `is coded as ${codec}; H.264 and H.265 are taken`;
  }
  // Headers hold 23.976 as 24000/1001: what players call 24 frames passes.
  if (
    rate !== undefined &&
    (Math.round(rate) < framesPerSecond.min || Math.round(rate) > framesPerSecond.max)
  ) {
    return `has ${Math.round(rate * 100) / 100} frames a second; ${framesPerSecond.min} to ${framesPerSecond.max} are taken`;
  }
  if (width === undefined || height === undefined) return undefined;
  const sides = problemOfSides(width, height, sidePixels);
  if (sides !== undefined) return sides;
  const area = width * height;
  if (area < pixels.min || area > pixels.max) {
    return `has ${width} × ${height} pixels, ${millions(area)} million in all; ${millions(pixels.min)} to ${millions(pixels.max)} million are taken`;
  }
  return undefined;
}

function problemOfSides(
  width: number,
  height: number,
  { min, max }: { readonly min: number; readonly max: number },
): string | undefined {
  if (Math.min(width, height) >= min && Math.max(width, height) <= max) return undefined;
  return `has ${width} × ${height} pixels; a side may have ${min} to ${max}`;
}

function megabytes(bytes: number): string {
  // Rounded up: what is a byte too large does not read as just large enough.
  return String(Math.ceil(bytes / 10_000) / 100);
}

function millions(pixels: number): string {
  return (pixels / 1_000_000).toFixed(2);
}
