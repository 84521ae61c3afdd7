/**
 * Counts how often the overlap of two clips is found to the frame: made-up scenes, each cut into two
 * clips that share a known number of frames, the second worn in one of several ways.
 *
 * `npm run seams -- [clips a scene and wear] [folder]`; what the folder holds already is not made again.
 */
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import pLimit from 'p-limit';
import { findOverlap, frameSize, type Overlap } from '../../src/episode/seams/overlap.ts';
import { leastConfidence } from '../../src/episode/seams/seams.ts';
import { readThumbnails } from '../../src/episode/seams/thumbnails.ts';
import { clipSource } from '../../src/episode/sources.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { openStaging, type Staging } from '../../src/ffmpeg/staging.ts';
import { scenes, untold, wears } from './scenes.ts';

interface Trial {
  readonly scene: string;
  readonly wear: string;
  readonly overlap: number;
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

const rounds = Number(process.argv[2] ?? 3);
const kept = process.argv[3];
const folder = kept ?? (await mkdtemp(path.join(tmpdir(), 'scenewright-seams-')));
await mkdir(folder, { recursive: true });
const staging = await openStaging();
try {
  const trials = Object.keys(scenes).flatMap((scene, row) =>
    Object.keys(wears).flatMap((wear, column) =>
      Array.from({ length: rounds }, (_, round) =>
        trialOf(scene, wear, row * 977 + column * 131 + round * 17),
      ),
    ),
  );
  for (const scene of Object.keys(scenes)) await makeScene(scene);
  const limit = pLimit(availableParallelism());
  let done = 0;
  const results = await Promise.all(
    trials.map((trial) =>
      limit(async () => {
        const found = await findIn(trial, staging);
        done += 1;
        if (done % 20 === 0) process.stderr.write(`${done} of ${trials.length}\n`);
        return { trial, found };
      }),
    ),
  );
  process.stdout.write(tableOf(results));
} finally {
  await staging.remove();
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}

/** Overlaps from none to three seconds, the short ones often. */
function trialOf(scene: string, wear: string, seed: number): Trial {
  const random = generator(seed + 1);
  const whole = (most: number): number => Math.floor(random() * (most + 1));
  const overlap = whole(9) < 4 ? whole(4) : whole(72);
  const end = 80 + whole(60);
  const length = overlap + 24 + whole(40);
  return {
    scene,
    wear,
    overlap,
    before: [Math.max(0, end - overlap - 30 - whole(30)), end],
    after: [end - overlap, end - overlap + length],
  };
}

async function findIn(trial: Trial, staging: Staging): Promise<Overlap> {
  const [before, after] = [
    await thumbnails(trial.scene, trial.before, { filters: 'null', crf: 20 }, staging),
    await thumbnails(
      trial.scene,
      trial.after,
      wears[trial.wear] ?? { filters: 'null', crf: 20 },
      staging,
    ),
  ];
  const found = findOverlap(before, after);
  return found.confidence < leastConfidence ? { ...found, frames: 0 } : found;
}

async function makeScene(scene: string): Promise<void> {
  const output = sceneFile(scene);
  if (await exists(output)) return;
  await runFfmpeg({
    inputs: [{ source: scenes[scene] ?? '', options: ['-f', 'lavfi'] }],
    options: [
      ...['-frames:v', '240', '-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', '-g', '1'],
      ...['-pix_fmt', 'yuv420p'],
    ],
    format: 'mp4',
    output,
  });
}

async function thumbnails(
  scene: string,
  [from, to]: readonly [number, number],
  { filters, crf }: { readonly filters: string; readonly crf: number },
  staging: Staging,
): Promise<{ readonly bytes: Uint8Array; readonly frames: number }> {
  const name = `${scene}-${from}-${to}-${crf}-${filters}`.replace(/[^a-z0-9.-]+/g, '_');
  const grey = path.join(folder, `${name}.grey`);
  if (!(await exists(grey))) {
    const clip = path.join(folder, `${name}.mp4`);
    await runFfmpeg({
      inputs: [{ source: sceneFile(scene), options: ['-f', 'mov'] }],
      options: [
        ...['-vf', `trim=start_frame=${from}:end_frame=${to},setpts=N/(24*TB),${filters}`],
        ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(crf), '-pix_fmt', 'yuv420p'],
      ],
      format: 'mp4',
      output: clip,
    });
    const source = clipSource(name, clip, await probe(clip), 24);
    const { bytes } = await readThumbnails(source, {
      staging,
      framesPerSecond: 24,
      signal: undefined,
    });
    await rm(clip);
    await writeFile(grey, bytes);
  }
  const bytes = await readFile(grey);
  return { bytes, frames: Math.floor(bytes.length / frameSize) };
}

function sceneFile(scene: string): string {
  return path.join(folder, `scene-${scene.replaceAll(' ', '-')}.mp4`);
}

interface Result {
  readonly trial: Trial;
  readonly found: Overlap;
}

function tableOf(results: readonly Result[]): string {
  const lines = ['| scene | exact | not believed | wrong |', '|---|---|---|---|'];
  const moving = { exact: 0, all: 0 };
  for (const scene of Object.keys(scenes)) {
    const own = results.filter(({ trial }) => trial.scene === scene);
    const exact = own.filter(({ trial, found }) => found.frames === trial.overlap).length;
    const unseen = own.filter(({ trial, found }) => trial.overlap > 0 && found.frames === 0).length;
    lines.push(
      `| ${scene} | ${exact} of ${own.length} | ${unseen} | ${own.length - exact - unseen} |`,
    );
    if (untold.includes(scene)) continue;
    moving.exact += exact;
    moving.all += own.length;
  }
  for (const { trial, found } of results)
    if (found.frames !== trial.overlap && !untold.includes(trial.scene))
      process.stderr.write(
        `${trial.scene}, ${trial.wear}: ${found.frames} for ${trial.overlap} (${found.confidence.toFixed(2)})\n`,
      );
  lines.push('', `Where it can be told: ${moving.exact} of ${moving.all} to the frame.`, '');
  return lines.join('\n');
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function generator(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
