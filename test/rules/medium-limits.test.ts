import { describe, expect, test } from 'vitest';
import type { MediumFacts } from '../../src/media/facts.ts';
import { framesPerSecond, mediumLimits, models } from '../../src/seedance/capabilities.ts';
import { problemOfMedium } from '../../src/seedance/medium-limits.ts';

const image = { kind: 'image', format: 'png', bytes: 1_000_000 } as const;
const video = {
  kind: 'video',
  format: 'mp4',
  bytes: 1_000_000,
  codec: 'h264',
  framesPerSecond: 24,
} as const;
const audio = { kind: 'audio', format: 'mp3', bytes: 1_000_000 } as const;

const cases: readonly (readonly [name: string, facts: MediumFacts, problem: string | null])[] = [
  ['an image of unknown size', image, null],
  ['the smallest square', { ...image, width: 300, height: 300 }, null],
  ['the largest square', { ...image, width: 6000, height: 6000 }, null],
  [
    'a side too small',
    { ...image, width: 299, height: 600 },
    'has 299 × 600 pixels; a side may have 300 to 6000',
  ],
  [
    'a side too large',
    { ...image, width: 6001, height: 6000 },
    'has 6001 × 6000 pixels; a side may have 300 to 6000',
  ],
  ['the widest', { ...image, width: 2500, height: 1000 }, null],
  [
    'too wide',
    { ...image, width: 2510, height: 1000 },
    'has 2510 × 1000 pixels; its width may be 0.4 to 2.5 times its height, and is 2.51 times',
  ],
  [
    'too tall',
    { ...image, width: 390, height: 1000 },
    'has 390 × 1000 pixels; its width may be 0.4 to 2.5 times its height, and is 0.39 times',
  ],
  ['just light enough', { ...image, bytes: 29_999_999 }, null],
  [
    'as heavy as it may not be',
    { ...image, bytes: 30_000_000 },
    'has 30 MB; less than 30 MB are taken',
  ],
  ['a video of unknown size', video, null],
  [
    'a phone in slow motion',
    { ...video, framesPerSecond: 120 },
    'has 120 frames a second; 24 to 60 are taken',
  ],
  ['film rate in a broadcast header', { ...video, framesPerSecond: 24000 / 1001 }, null],
  ['too slow', { ...video, framesPerSecond: 15 }, 'has 15 frames a second; 24 to 60 are taken'],
  ['another codec', { ...video, codec: 'av1' }, 'is coded as av1; H.264 and H.265 are taken'],
  ['H.265', { ...video, codec: 'h265' }, null],
  ['the smallest video', { ...video, width: 640, height: 640 }, null],
  ['4k', { ...video, width: 3840, height: 2160 }, null],
  [
    'too few pixels',
    { ...video, width: 640, height: 480 },
    'has 640 × 480 pixels, 0.31 million in all; 0.41 to 8.30 million are taken',
  ],
  ['200 MB', { ...video, bytes: 200_000_000 }, null],
  ['more', { ...video, bytes: 201_000_000 }, 'has 201 MB; at most 200 MB are taken'],
  ['a sound', audio, null],
  ['a large sound', { ...audio, bytes: 15_000_001 }, 'has 15.01 MB; at most 15 MB are taken'],
];

describe('what the service would say against a medium', () => {
  test.each(cases)('%s', (_, facts, problem) => {
    expect(problemOfMedium(facts) ?? null).toBe(problem);
  });

  test('every clip that a model makes can be sent back to it', () => {
    for (const { pixels } of Object.values(models)) {
      for (const byRatio of Object.values(pixels)) {
        for (const [width, height] of Object.values(byRatio)) {
          expect(problemOfMedium({ ...video, width, height, framesPerSecond })).toBeUndefined();
        }
      }
    }
    expect(mediumLimits.video.codecs).toContain('h265');
  });
});
