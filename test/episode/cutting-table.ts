/** A folder of small clips for the tests of a file, and films that are cut from them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { assemble, type AssembleOptions } from '../../src/episode/assemble.ts';
import type { AssembleReport } from '../../src/episode/report.ts';
import type { PlanCutItem } from '../../src/plan/plan.ts';
import { makeClip, planOf, unadorned, type ClipRecipe, type MadeUpFilm } from './made-up.ts';

export interface CuttingTable {
  readonly folder: string;
  /** Paths by name; more may be laid there. */
  readonly clips: Map<string, string>;
  readonly film: (made: MadeUpFilm, more?: Partial<AssembleOptions>) => Promise<AssembleReport>;
}

export const recipes = {
  long: { frames: 73, encoder: ['-g', '24'] },
  short: { frames: 25, filters: 'hue=h=90', soundSeconds: 1.3 },
  quiet: { frames: 31, filters: 'hue=h=180', soundSeconds: null },
  red: { frames: 48, pattern: 'color=c=red', soundHz: 300 },
  blue: { frames: 48, pattern: 'color=c=blue', soundHz: 900 },
} as const satisfies Record<string, ClipRecipe>;

/** Made before the tests of the file that asks, of the clips that it names, and removed after them. */
export function cuttingTable(names: readonly (keyof typeof recipes)[]): CuttingTable {
  const clips = new Map<string, string>();
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "scene test's “片” %d -"));
    for (const name of names)
      clips.set(name, await makeClip(join(folder, `${name} it's %03d 片.mp4`), recipes[name]));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    get folder() {
      return folder;
    },
    clips,
    film: (made, more = {}) =>
      assemble({
        plan: planOf(made),
        root: folder,
        clips,
        output: join(folder, '-film "x" 100%.mp4'),
        workDir: join(folder, 'work'),
        finishing: () => unadorned,
        ...more,
      }),
  };
}

export const transition = (
  kind: Extract<PlanCutItem, { kind: 'transition' }>['transition'],
): PlanCutItem => ({ kind: 'transition', transition: kind, durationSeconds: 0.5, scene: 's' });

export function colorAt(
  pixel: (x: number, y: number) => readonly number[],
  [x, y]: readonly [number, number],
): string {
  const [red = 0, green = 0, blue = 0] = pixel(x, y);
  if (red > 200 && green > 200 && blue > 200) return 'white';
  if (red < 30 && green < 30 && blue < 30) return 'black';
  if (red > 180 && green < 80 && blue < 80) return 'red';
  if (blue > 180 && green < 80 && red < 80) return 'blue';
  if (green > 180 && red < 80 && blue < 80) return 'green';
  return Math.max(red, green, blue) < 80 ? 'dark' : `${red},${green},${blue}`;
}

export function brightest(
  pixel: (x: number, y: number) => readonly number[],
  band: { readonly top: number; readonly bottom: number },
): number {
  let most = 0;
  for (let y = band.top; y < band.bottom; y += 0.01)
    for (let x = 0.05; x < 0.95; x += 0.005)
      most = Math.max(
        most,
        pixel(x, y).reduce((sum, value) => sum + value, 0),
      );
  return most;
}
