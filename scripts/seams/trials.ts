/**
 * One trial: two clips that share a known number of frames, or none, each coded for itself and the
 * second worn as a service might wear it. All of it follows from the seed.
 */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { between, chanceOf, oneOf } from './chance.ts';
import { isRightCount } from './right.ts';
import { openScene, sceneKinds, sceneSize, type GrainChoice, type Scene } from './scenes.ts';

/** How the second clip begins. */
export type Opening =
  /** With frames of the first, or at once with what follows them. */
  | 'goes on'
  /** With another scene: nothing is repeated. */
  | 'another scene'
  /** In the same place at another time: nothing is repeated. */
  | 'the same place';

export interface Trial {
  readonly seed: number;
  readonly kind: string;
  readonly opening: Opening;
  readonly wear: string;
  /** Frames that the second clip repeats. */
  readonly overlap: number;
  /** Times of the scene: from the first to before the second. */
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

export function trialOf(seed: number): Trial {
  const kind = sceneKinds[seed % sceneKinds.length] ?? 'pan';
  const whole = (most: number, what: number): number =>
    Math.floor(between(0, most + 1, seed, what));
  const fresh = chanceOf(seed, 1);
  const opening = fresh < 0.08 ? 'another scene' : fresh < 0.14 ? 'the same place' : 'goes on';
  const overlap = opening !== 'goes on' ? 0 : whole(9, 2) < 4 ? whole(4, 3) : whole(72, 3);
  const end = 110 + whole(40, 4);
  const start = end - overlap;
  return {
    seed,
    kind,
    opening,
    wear: oneOf(Object.keys(wears), seed, 5),
    overlap,
    before: [end - Math.max(overlap, 12) - 12 - whole(30, 6), end],
    after: [start, start + overlap + 24 + whole(40, 7)],
  };
}

/** Filters and encoder of a clip that was made again, by name. */
const wears: Readonly<Record<string, { readonly filters: string; readonly crf: number }>> = {
  'coded again': { filters: 'null', crf: 20 },
  'coded again, coarser': { filters: 'null', crf: 28 },
  brighter: { filters: 'eq=brightness=0.04:contrast=1.05', crf: 22 },
  'darker and paler': { filters: 'eq=brightness=-0.04:contrast=0.94:saturation=0.85', crf: 22 },
  'other colours': { filters: 'hue=h=8:s=1.1,eq=gamma=1.06', crf: 22 },
  softer: {
    filters: `scale=${(sceneSize.width * 3) / 4}:-2,scale=${sceneSize.width}:${sceneSize.height},eq=gamma=0.95`,
    crf: 24,
  },
  noisier: { filters: 'noise=alls=9:allf=t', crf: 23 },
};

/** Both clips as files in `folder`. */
export async function makeClips(
  trial: Trial,
  folder: string,
): Promise<{ readonly before: string; readonly after: string }> {
  const { first, second } = scenesOf(trial, 'as it comes');
  const clip = (name: string): string => path.join(folder, `${trial.seed}-${name}.mp4`);
  const crf = oneOf([18, 20, 23, 26], trial.seed, 8);
  await makeClip(first, trial.before, { filters: 'null', crf }, clip('before'));
  const wear = wears[trial.wear] ?? { filters: 'null', crf };
  await makeClip(second, trial.after, wear, clip('after'));
  return { before: clip('before'), after: clip('after') };
}

async function makeClip(
  scene: Scene,
  [from, to]: readonly [number, number],
  { filters, crf }: { readonly filters: string; readonly crf: number },
  output: string,
): Promise<void> {
  const frames = Array.from({ length: to - from }, (_, index) => scene(from + index));
  const raw = `${output}.yuv`;
  await writeFile(raw, Buffer.concat(frames));
  const { width, height } = sceneSize;
  await runFfmpeg({
    inputs: [
      {
        source: raw,
        options: [
          ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
          ...['-s', `${width}x${height}`, '-r', '24'],
        ],
      },
    ],
    options: [
      ...['-vf', filters, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(crf)],
      ...['-pix_fmt', 'yuv420p', '-threads', '1'],
    ],
    format: 'mp4',
    output,
  });
  await rm(raw);
}

/** By the scene as it was drawn, before any coding, without its grain, which coding makes anew. */
export function isRight(trial: Trial, counted: number): boolean {
  const { overlap, opening } = trial;
  const { first, second } = scenesOf(trial, 'without');
  return isRightCount(counted, {
    before: (place) => first(trial.before[1] + place),
    after: (place) => second(trial.after[0] + place),
    afterFrames: trial.after[1] - trial.after[0],
    size: sceneSize,
    repeated: opening === 'the same place' ? undefined : overlap,
  });
}

function scenesOf(
  { kind, seed, opening }: Trial,
  grain: GrainChoice,
): { readonly first: Scene; readonly second: Scene } {
  const first = openScene(kind, seed, grain);
  switch (opening) {
    case 'goes on':
      return { first, second: first };
    case 'another scene':
      return { first, second: openScene(kind, seed + 5_000_000, grain) };
    case 'the same place':
      return { first, second: (time) => first(time + 1000) };
  }
}
