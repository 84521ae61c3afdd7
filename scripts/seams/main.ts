/**
 * Counts how often the overlap of two clips is found to the frame, over made-up pairs of clips with a
 * known one, and how often a finding of a given confidence is right.
 *
 * `npm run seams -- [--pairs 400] [--first 0]`: a pair follows from its number. `SEAMS_HEIGHT=720` makes them
 * as large as the service makes them by default, instead of 360 pixels high.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Thumbnails } from '../../src/episode/seams/likeness.ts';
import { findOverlap, leastConfidence } from '../../src/episode/seams/overlap.ts';
import { readThumbnails } from '../../src/episode/seams/thumbnails.ts';
import { clipSource } from '../../src/episode/sources.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import { openStaging } from '../../src/ffmpeg/staging.ts';
import { sceneSize } from './scenes.ts';
import { tablesOf, type Result } from './tables.ts';
import { isRight, makeClips, trialOf } from './trials.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '400' },
    /** The number of the first pair. */
    first: { type: 'string', default: '0' },
  },
});
const folder = await mkdtemp(path.join(tmpdir(), 'scenewright-seams-'));
try {
  const results: Result[] = [];
  const first = Number(values.first);
  for (let seed = first; seed < first + Number(values.pairs); seed += 1) {
    const result = await tryOut(seed);
    results.push(result);
    if (!result.right) process.stderr.write(`${missOf(result)}\n`);
  }
  process.stdout.write(tablesOf(results));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function tryOut(seed: number): Promise<Result> {
  const trial = trialOf(seed);
  const clips = await makeClips(trial, folder);
  const [before, after] = [await thumbnailsOf(clips.before), await thumbnailsOf(clips.after)];
  const from = process.cpuUsage();
  const supposed = findOverlap(before, after);
  const { user } = process.cpuUsage(from);
  const believed = supposed.confidence >= leastConfidence ? supposed.frames : 0;
  return { trial, supposed, believed, right: isRight(trial, believed), cpuMs: user / 1000 };
}

async function thumbnailsOf(clip: string): Promise<Thumbnails> {
  const staging = await openStaging();
  try {
    const source = clipSource(clip, clip, await probe(clip), 24);
    return await readThumbnails(source, {
      staging,
      format: { ...sceneSize, framesPerSecond: 24 },
      signal: undefined,
    });
  } finally {
    await staging.remove();
    await rm(clip);
  }
}

function missOf({ trial, supposed, believed }: Result): string {
  const { seed, kind, wear, opening, overlap } = trial;
  const doubtful = believed === supposed.frames ? '' : `, ${supposed.frames} supposed`;
  return `seed ${seed} (${kind}, ${wear}, ${opening}): ${believed} for ${overlap}${doubtful}, confidence ${supposed.confidence.toFixed(2)}`;
}
