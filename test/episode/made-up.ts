/** Small clips of our own making, and plans around them. */
import { join } from 'node:path';
import { runFfmpeg, type FfmpegInput } from '../../src/ffmpeg/run.ts';
import type { Plan, PlanCutItem, PlanScene } from '../../src/plan/plan.ts';

export interface ClipRecipe {
  readonly frames: number;
  /** A lavfi source without size and rate; a plain moving pattern otherwise. */
  readonly pattern?: string;
  readonly filters?: string;
  readonly size?: string;
  readonly rate?: string;
  /** Seconds of sound; null: none. */
  readonly soundSeconds?: number | null;
  readonly soundHz?: number;
  readonly encoder?: readonly string[];
  readonly container?: readonly string[];
}

export async function makeClip(path: string, recipe: ClipRecipe): Promise<string> {
  const { frames, pattern = 'testsrc2', size = '160x90', rate = '24' } = recipe;
  const seconds = recipe.soundSeconds === undefined ? frames / Number(rate) : recipe.soundSeconds;
  const inputs: FfmpegInput[] = [
    {
      source: `${pattern}${pattern.includes('=') ? ':' : '='}size=${size}:rate=${rate}`,
      options: ['-f', 'lavfi'],
    },
  ];
  if (seconds !== null)
    inputs.push({
      source: `sine=frequency=${recipe.soundHz ?? 440}:sample_rate=48000:duration=${seconds}`,
      options: ['-f', 'lavfi'],
    });
  await runFfmpeg({
    inputs,
    options: [
      ...(recipe.filters === undefined ? [] : ['-vf', recipe.filters]),
      ...['-frames:v', String(frames), '-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2'],
      ...['-pix_fmt', 'yuv420p', '-threads', '1', ...(recipe.encoder ?? [])],
      ...(seconds === null ? [] : ['-c:a', 'aac', '-b:a', '96k']),
      ...(recipe.container ?? []),
    ],
    format: 'mp4',
    output: path,
  });
  return path;
}

export interface MadeUpFilm {
  readonly cut: readonly PlanCutItem[];
  readonly width?: number | null;
  readonly height?: number | null;
  readonly soundtrack?: Plan['film']['soundtrack'];
  readonly scenes?: readonly PlanScene[];
}

export function planOf(film: MadeUpFilm): Plan {
  const { cut, width = 160, height = 90, soundtrack = null, scenes = [] } = film;
  const nothing = { tokens: 0, cost: { CNY: 0, USD: 0 }, exact: true } as const;
  return {
    formatVersion: '1.0',
    episode: {
      id: 'film',
      number: null,
      title: null,
      series: null,
      budget: null,
      file: 'film.scene',
    },
    film: {
      width,
      height,
      fps: 24,
      soundtrack,
      loudness: -16,
      subtitles: 'off',
      cover: null,
    },
    scenes,
    tasks: [],
    cut,
    estimate: nothing,
  };
}

/** A cut item that plays the clip `task`. */
export function play(
  task: string,
  more: Partial<Extract<PlanCutItem, { kind: 'clip' }>> = {},
): PlanCutItem {
  return { kind: 'clip', task, scene: 's', ...more };
}

/** MD5 of every frame, decoded: what a copied frame must keep. */
export async function frameHashes(path: string, folder: string): Promise<readonly string[]> {
  const { readFile } = await import('node:fs/promises');
  const output = join(folder, 'frames.md5');
  await runFfmpeg({
    inputs: [{ source: path }],
    options: ['-map', '0:v:0', '-c:v', 'rawvideo', '-pix_fmt', 'yuv420p'],
    format: 'framemd5',
    output,
  });
  const text = await readFile(output, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}
