import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findOverlap } from '../../src/episode/seams/overlap.ts';
import { frames, joined, pristine, type Look, type Wear } from './made-up-frames.ts';

const wear = (seed: number, gain: number, offset: number): Wear => ({
  gain,
  offset,
  noise: 0.7,
  seed,
});

/** `before` ends, and `after` goes on, at the frame 60 of one scene; `after` begins `overlap` earlier. */
function seam(look: Look, overlap: number, worn: Wear): ReturnType<typeof findOverlap> {
  return findOverlap(
    frames(look, 0, 60, wear(7, 1, 0)),
    frames(look, 60 - overlap, 120 - overlap, worn),
  );
}

const anyWear = fc
  .tuple(
    fc.nat(1000),
    fc.double({ min: 0.94, max: 1.06, noNaN: true }),
    fc.integer({ min: -6, max: 6 }),
  )
  .map(([seed, gain, offset]) => wear(seed + 1, gain, offset));
const anySeed = fc.integer({ min: 1, max: 60 });

test.each(['pan', 'slow', 'periodic'] as const)('finds the overlap of a %s', (motion) => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 1, max: 45 }), anyWear, (seed, overlap, worn) => {
      expect(seam({ seed, motion }, overlap, worn).frames).toBe(overlap);
    }),
    { numRuns: 4, seed: 4 },
  );
});

test('finds nothing where the second clip only goes on', () => {
  fc.assert(
    fc.property(anySeed, anyWear, (seed, worn) => {
      expect(seam({ seed, motion: 'pan' }, 0, worn).frames).toBe(0);
    }),
    { numRuns: 4, seed: 4 },
  );
});

test('tells none, one and two frames apart where motion is slow', () => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 0, max: 2 }), anyWear, (seed, overlap, worn) => {
      expect(seam({ seed, motion: 'slow' }, overlap, worn).frames).toBe(overlap);
    }),
    { numRuns: 9, seed: 4 },
  );
});

test('tells a motion that turns before the seam, and goes on, from a doubled frame', () => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 0, max: 1 }), anyWear, (seed, overlap, worn) => {
      expect(seam({ seed, motion: 'turning' }, overlap, worn).frames).toBe(overlap);
    }),
    { numRuns: 6, seed: 4 },
  );
});

test('a still picture is told by the course of its light, whatever the colours', () => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 12, max: 45 }), anyWear, (seed, overlap, worn) => {
      expect(seam({ seed, motion: 'wavering' }, overlap, worn).frames).toBe(overlap);
    }),
    { numRuns: 6, seed: 4 },
  );
});

test('of a light that wavers a few frames are enough where the colours are the same', () => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 1, max: 5 }), (seed, overlap) => {
      expect(seam({ seed, motion: 'wavering' }, overlap, wear(5, 1, 0)).frames).toBe(overlap);
    }),
    { numRuns: 6, seed: 4 },
  );
});

test.each(['counting', 'cut'] as const)('tells none from a few where it is %s', (motion) => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 0, max: 4 }), anyWear, (seed, overlap, worn) => {
      expect(seam({ seed, motion }, overlap, worn).frames).toBe(overlap);
    }),
    { numRuns: 8, seed: 4 },
  );
});

test('finds nothing in two scenes that have nothing in common', () => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 1, max: 9 }), (seed, other) => {
      const before = frames({ seed, motion: 'pan' }, 0, 50);
      const after = frames({ seed: seed + other * 3, motion: 'slow' }, 0, 50);
      expect(findOverlap(before, after).frames).toBe(0);
    }),
    { numRuns: 4, seed: 4 },
  );
});

test('takes all of a standstill that the second clip repeats before it moves', () => {
  const still: Look = { seed: 4, motion: 'still' };
  const before = joined(frames({ seed: 9, motion: 'pan' }, 0, 20), frames(still, 0, 40));
  const after = joined(
    frames(still, 22, 40, wear(3, 1.02, 2)),
    frames({ seed: 5, motion: 'pan' }, 0, 40),
  );
  expect(findOverlap(before, after).frames).toBe(18);
});

test('does not call a clip repeated that stands still from end to end', () => {
  const look: Look = { seed: 4, motion: 'still' };
  expect(findOverlap(frames(look, 0, 40), frames(look, 40, 80))).toEqual({
    frames: 0,
    confidence: 0,
  });
});

test('is sure of what moves, and less of what stands', () => {
  expect(seam({ seed: 2, motion: 'pan' }, 12, pristine).confidence).toBeGreaterThan(0.8);
});

test('an empty clip repeats nothing', () => {
  const none = { levels: new Uint16Array(), frames: 0 };
  expect(findOverlap(none, frames({ seed: 1, motion: 'pan' }, 0, 9)).frames).toBe(0);
});
