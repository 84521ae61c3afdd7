/**
 * Chance that comes out the same on every run: each draw is made from the seed and from what it is
 * about, never from how many were drawn before, so that the order in which tasks happen to be worked
 * on changes nothing.
 */
import { createHash } from 'node:crypto';

export type Seed = string | number;

/** A number from 0 up to 1 that belongs to `seed` and `about`. */
export function chance(seed: Seed, ...about: readonly (string | number)[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([String(seed), ...about]))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** A whole number from `min` to `max`, both included. */
export function wholeChance(
  min: number,
  max: number,
  seed: Seed,
  ...about: readonly (string | number)[]
): number {
  return min + Math.floor(chance(seed, ...about) * (max - min + 1));
}
