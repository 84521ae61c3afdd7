/** Small clips of our own making, and plans around them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finishing } from '../../src/episode/finish/arguments.ts';
import { runFfmpeg, type FfmpegInput } from '../../src/ffmpeg/run.ts';
import type { Plan, PlanCutItem, PlanScene, PlanTask } from '../../src/plan/plan.ts';

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
  readonly soundFilters?: string;
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
      ...(recipe.soundFilters === undefined ? [] : ['-af', recipe.soundFilters]),
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

/** Nothing beside pictures and sound. */
export const unadorned: Finishing = { title: '', mark: '', chapters: [], subtitles: [] };

/** A cut item that plays the clip `task`. */
export function play(
  task: string,
  more: Partial<Extract<PlanCutItem, { kind: 'clip' }>> = {},
): PlanCutItem {
  return { kind: 'clip', task, scene: 's', ...more };
}

/** A task whose shot has a line to be spoken. */
export function taskWithDialogue(id: string): PlanTask {
  return {
    id,
    dependsOn: [],
    request: {
      model: 'none',
      content: [],
      resolution: '720p',
      ratio: '16:9',
      duration: 5,
      generate_audio: true,
      watermark: false,
      return_last_frame: true,
    },
    estimate: { tokens: 0, cost: { CNY: 0, USD: 0 }, exact: true },
    dialogue: [{ speaker: 'lin', text: '有人在吗？', line: 1 }],
    inherited: {},
    meaning: '',
    source: { file: 'film.scene', line: 1 },
  };
}

/** How much of one tone is in some sound: its amplitude. */
export function toneLevel(samples: Float32Array, hertz: number): number {
  let [real, imaginary] = [0, 0];
  samples.forEach((sample, index) => {
    const angle = (2 * Math.PI * hertz * index) / 48_000;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  });
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

/** MD5 of every frame, decoded: what a copied frame must keep. */
export async function frameHashes(path: string, folder: string): Promise<readonly string[]> {
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

/** Frame `frame` of a film, three bytes a pixel, 160 x 90. */
export async function rgbFrame(path: string, frame: number, folder: string): Promise<Uint8Array> {
  const output = join(folder, 'frame.rgb');
  await runFfmpeg({
    inputs: [{ source: path }],
    options: [
      '-vf',
      `trim=start_frame=${frame}:end_frame=${frame + 1},setpts=PTS-STARTPTS,scale=160:90`,
      ...['-c:v', 'rawvideo', '-pix_fmt', 'rgb24'],
    ],
    format: 'rawvideo',
    output,
  });
  return readFile(output);
}

/** Frame `frame` of a film as red, green, blue by place: x and y from 0 to 1. */
export async function pixelsOf(
  path: string,
  frame: number,
  folder: string,
): Promise<(x: number, y: number) => readonly number[]> {
  const bytes = await rgbFrame(path, frame, folder);
  return (x, y) => {
    const place = (Math.floor(y * 90) * 160 + Math.floor(x * 160)) * 3;
    return [...bytes.subarray(place, place + 3)];
  };
}

/** The film's sound, left channel, -1 to 1, 48,000 a second. */
export async function samplesOf(path: string, folder: string): Promise<Float32Array> {
  const output = join(folder, 'sound.raw');
  await runFfmpeg({
    inputs: [{ source: path }],
    options: ['-map', '0:a:0', '-af', 'pan=mono|c0=c0', '-c:a', 'pcm_f32le'],
    format: 'f32le',
    output,
  });
  const bytes = await readFile(output);
  return new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
}

/** What a decoder complains of when it plays the whole film. */
export async function complaints(path: string, folder: string): Promise<readonly string[]> {
  const run = await runFfmpeg({
    inputs: [{ source: path }],
    options: ['-map', '0:v:0', '-map', '0:a?', '-c:v', 'rawvideo', '-c:a', 'pcm_s16le'],
    format: 'framecrc',
    output: join(folder, 'played.crc'),
  });
  return run.warnings;
}
