import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pLimit from 'p-limit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOverlap, leastConfidence } from '../../src/episode/seams/overlap.ts';
import { anyCodedPair, makePair, nameOf, type CodedPair } from './coded-clips.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenewright-coded-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const pairs = 100;

/** Of the draw; `docs/seams.md` says what others gave. */
const seed = Number(process.env['SEAMS_SEED'] ?? 20_260_122);

test(
  'of a hundred coded pairs at least ninety-nine are found to the frame',
  { timeout: 1_200_000 },
  async () => {
    const atOnce = pLimit(2);
    const draws = fc.sample(anyCodedPair, { seed, numRuns: pairs });
    const misses = await Promise.all(
      draws.map((pair, index) => atOnce(() => missIn(pair, join(folder, String(index))))),
    );
    const missed = misses.filter((miss) => miss !== undefined);
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(pairs / 100);
  },
);

async function missIn(pair: CodedPair, own: string): Promise<string | undefined> {
  const { before, after, isRight } = await makePair(pair, own);
  const { frames, confidence } = findOverlap(before, after);
  const believed = confidence >= leastConfidence ? frames : 0;
  const right = await isRight(believed);
  await rm(own, { recursive: true });
  return right
    ? undefined
    : `${nameOf(pair)}: ${believed} (${frames} with ${confidence.toFixed(2)})`;
}
