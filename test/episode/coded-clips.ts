/**
 * Pairs of clips that share a known number of frames, or none, made by ffmpeg of pictures that it draws
 * itself: still and moving, each clip coded for itself, the second worn as a service might wear it.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { between, chanceOf, oneOf } from '../../scripts/seams/chance.ts';
import { isRightCount } from '../../scripts/seams/right.ts';
import type { Thumbnails } from '../../src/episode/seams/likeness.ts';
import { readThumbnails } from '../../src/episode/seams/thumbnails.ts';
import { clipSource } from '../../src/episode/sources.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { openStaging } from '../../src/ffmpeg/staging.ts';

const size = { width: 640, height: 360 } as const;

/** Of the film's rate, as the vendor's clips. */
const framesPerSecond = 24;

const places = ['-0.7436:0.1318', '-1.2507:0.0201', '-0.1011:0.9563', '-0.7616:0.0848'] as const;

/** A picture with detail of all sizes, four times as large as the frame, that stands. */
function picture(seed: number): string {
  const [x, y] = oneOf(places, seed, 31).split(':');
  const scale = between(0.01, 0.06, seed, 32);
  return (
    `mandelbrot=s=2560x1440:r=24:maxiter=400:start_x=${x}:start_y=${y}:start_scale=${scale},` +
    `trim=end_frame=1,format=gbrp,loop=-1:1:0,setpts=N/${framesPerSecond}/TB`
  );
}

/** The picture through a window whose upper left corner lies where the expressions of `n` say. */
function window(seed: number, x: string, y: string): string {
  return `${picture(seed)},crop=1280:720:x='${x}':y='${y}',scale=640:360:flags=area`;
}

/** Graphs of ffmpeg, from frame 0 on. */
const scenes: Readonly<Record<string, (seed: number) => string>> = {
  'a test pattern': () => 'testsrc2=s=640x360:r=24',
  'a clock': () => 'testsrc=s=640x360:r=24:decimals=2',
  'a fractal zoom': (seed) => {
    const [x, y] = oneOf(places, seed, 31).split(':');
    return `mandelbrot=s=640x360:r=24:maxiter=400:start_x=${x}:start_y=${y}:start_scale=0.5:end_scale=0.02`;
  },
  'a game of life': (seed) =>
    `life=s=160x90:r=24:seed=${seed}:ratio=0.25:mold=9:death_color=0x303848:mold_color=0x605850:life_color=0xd8d0c0,scale=640:360`,
  'an automaton scrolls': (seed) =>
    `cellauto=s=320x180:r=24:rule=${oneOf([18, 22, 110, 126], seed, 33)}:seed=${seed},scale=640:360`,
  'a pan': (seed) => window(seed, `${between(2, 4.5, seed, 34)}*n`, '300'),
  'a slow pan': (seed) => window(seed, `200+${between(0.5, 1.5, seed, 34)}*n`, '260+0.5*n'),
  'a camera in the hand': (seed) =>
    window(
      seed,
      `600+90*sin(n/${between(14, 22, seed, 34)})+12*sin(n/${between(4, 7, seed, 35)})`,
      `360+60*sin(n/${between(15, 25, seed, 36)})+9*sin(n/${between(4, 7, seed, 37)})`,
    ),
  'to and fro': (seed) =>
    window(seed, `500+80*sin(2*PI*n/${between(14, 30, seed, 34)})+1.3*n`, '300'),
  'a loop': (seed) => {
    const period = oneOf([12, 18, 24], seed, 34);
    return window(seed, `500+60*sin(2*PI*mod(n,${period})/${period})`, '300');
  },
  'slows down': (seed) => window(seed, `900-800*exp(-n/${between(40, 70, seed, 34)})`, '300'),
  'drawn on twos': (seed) => window(seed, `${between(4, 8, seed, 34)}*floor(n/2)`, '300'),
  'a cut inside': (seed) => window(seed, `if(lt(n,${100 + (seed % 40)}),2*n,900-2*n)`, '300'),
  'stands, then moves': (seed) => window(seed, `200+3*max(0,n-${100 + (seed % 40)})`, '300'),
  'moves, then stands': (seed) => window(seed, `900+3*min(0,n-${100 + (seed % 40)})`, '300'),
  'stands still': (seed) => window(seed, '500', '300'),
  'a light wavers': (seed) =>
    `${window(seed, '500', '300')},format=yuv420p,eq=eval=frame:brightness='0.1*sin(n/${between(5, 9, seed, 34)})*sin(n/${between(9, 14, seed, 35)})':gamma='1+0.3*sin(n/7)'`,
  turns: (seed) => `${window(seed, '640', '360')},rotate=a='${between(0.004, 0.02, seed, 34)}*n'`,
};

/** Filters that wear the second clip. */
const wears: Readonly<Record<string, string>> = {
  'coded again': 'null',
  brighter: 'eq=brightness=0.04:contrast=1.05',
  darker: 'eq=brightness=-0.04:contrast=0.94:saturation=0.85',
  'other colours': 'hue=h=8:s=1.1,eq=gamma=1.06',
  softer: 'scale=480:270,scale=640:360',
  noisy: 'noise=alls=8:allf=t',
};

export interface CodedPair {
  readonly scene: string;
  readonly wear: string;
  readonly seed: number;
  /** Constant rate factors of the two clips. */
  readonly rates: readonly [number, number];
  /** Frames that the second repeats; undefined where it shows another scene. */
  readonly repeated: number | undefined;
  /** Frames of the scene before the seam, and of the second clip behind what it repeats. */
  readonly seam: number;
  readonly behind: number;
}

const anyRate = fc.integer({ min: 17, max: 27 });

export const anyCodedPair: fc.Arbitrary<CodedPair> = fc.record({
  scene: fc.constantFrom(...Object.keys(scenes)),
  wear: fc.constantFrom(...Object.keys(wears)),
  seed: fc.integer({ min: 1, max: 9999 }),
  rates: fc.tuple(anyRate, anyRate),
  repeated: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 4 }) },
    { weight: 5, arbitrary: fc.integer({ min: 5, max: 72 }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  seam: fc.integer({ min: 100, max: 140 }),
  behind: fc.integer({ min: 24, max: 60 }),
});

export function nameOf({ scene, wear, seed, rates, repeated, seam, behind }: CodedPair): string {
  const shared = repeated === undefined ? 'another scene' : `${repeated} repeated`;
  return `${scene} (${seed}), ${wear}, crf ${rates.join(' and ')}, ${shared}, seam at ${seam}, ${behind} behind`;
}

export interface Made {
  readonly before: Thumbnails;
  readonly after: Thumbnails;
  /** Whether a count of repeated frames is right. */
  readonly isRight: (counted: number) => Promise<boolean>;
}

/** Makes both clips in `folder`, and reads them as the cutting room does. */
export async function makePair(pair: CodedPair, folder: string): Promise<Made> {
  await mkdir(folder, { recursive: true });
  const { scene, wear, seed, rates, seam, behind } = pair;
  const repeated = pair.repeated ?? 0;
  const graphOf = scenes[scene];
  if (!graphOf) throw new RangeError(`no scene is called ${scene}`);
  const [first, second] = [graphOf(seed), graphOf(pair.repeated === undefined ? seed + 1 : seed)];
  const start = seam - Math.max(repeated, 12) - 12;
  const cutOf = (graph: string, from: number, to: number): string =>
    `${graph},trim=start_frame=${from}:end_frame=${to},setpts=PTS-STARTPTS,format=yuv420p`;
  const before = cutOf(first, start, seam);
  const after = cutOf(second, seam - repeated, seam + behind);
  const afterFrames = repeated + behind;
  return {
    before: await coded(before, rates[0], join(folder, 'before.mp4')),
    after: await coded(`${after},${wears[wear] ?? 'null'}`, rates[1], join(folder, 'after.mp4')),
    async isRight(counted) {
      if (counted === repeated) return true;
      const [ones, others] = [await drawn(before, folder), await drawn(after, folder)];
      return isRightCount(counted, {
        before: (place) => frameOf(ones, seam - start + place),
        after: (place) => frameOf(others, place),
        afterFrames,
        size,
        repeated,
      });
    },
  };
}

async function coded(graph: string, rate: number, clip: string): Promise<Thumbnails> {
  const preset = chanceOf(rate, graph.length) < 0.5 ? 'veryfast' : 'medium';
  await runFfmpeg({
    inputs: [{ source: graph, options: ['-f', 'lavfi'] }],
    options: [
      ...['-c:v', 'libx264', '-preset', preset, '-crf', String(rate)],
      ...['-pix_fmt', 'yuv420p', '-threads', '1'],
    ],
    format: 'mp4',
    output: clip,
  });
  const staging = await openStaging();
  try {
    return await readThumbnails(clipSource(clip, clip, await probe(clip), framesPerSecond), {
      staging,
      format: { ...size, framesPerSecond },
      signal: undefined,
    });
  } finally {
    await staging.remove();
    await rm(clip);
  }
}

/** Luma of all frames, as drawn. */
async function drawn(graph: string, folder: string): Promise<Uint8Array> {
  const output = join(folder, 'drawn.grey');
  await runFfmpeg({
    inputs: [{ source: graph, options: ['-f', 'lavfi'] }],
    options: ['-vf', 'extractplanes=y', '-c:v', 'rawvideo'],
    format: 'rawvideo',
    output,
  });
  return await readFile(output);
}

function frameOf(frames: Uint8Array, place: number): Uint8Array {
  const length = size.width * size.height;
  return frames.subarray(place * length, (place + 1) * length);
}
