/**
 * The film of sixty clips, as a multiple of copying their bytes and of encoding all of them again with
 * the settings that a changed piece is encoded with.
 */
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assemble } from '../../src/episode/assemble.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import type { Plan, PlanCutItem } from '../../src/plan/plan.ts';
import { median } from './measure.ts';
import type { Bench, Row } from './row.ts';

const clipCount = 60;
const clipSeconds = 5;
/** Encoding is linear in the clips, and too slow to wait for all of them. */
const encodedShare = 10;

export const filmBench: Bench = { name: 'film', run: measureFilm };

export async function measureFilm(): Promise<readonly Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scenewright-bench-film-'));
  try {
    const clips = await makeClips(folder);
    const cuts = [...clips.keys()].map(play);
    const dissolves = cuts.flatMap((item, index) =>
      index > 0 && index % 10 === 0 ? [dissolve, item] : [item],
    );
    const copy = median(
      await times(3, () => copyAll([...clips.values()], path.join(folder, 'copied'))),
    );
    const work = (name: string, cut: readonly PlanCutItem[]): Promise<number> =>
      timeMs(() =>
        assemble({
          plan: planOf(cut),
          root: folder,
          clips,
          output: path.join(folder, 'film.mp4'),
          workDir: path.join(folder, name),
        }),
      );
    const film = Math.min(await work('a', cuts), await work('b', cuts));
    const blended = await work('d', dissolves);
    const again = await work('d', dissolves);
    const encoded = await timeMs(() =>
      encodeAll([...clips.values()], path.join(folder, 'all.mp4')),
    );
    const against = (ms: number): string =>
      `${(ms / 1000).toFixed(2)} s, ${(ms / copy).toFixed(1)}x copying, ${(ms / encoded).toFixed(3)}x encoding`;
    const megabytes = await megabytesOf([...clips.values()]);
    return [
      {
        what: `copying ${clipCount} clips, ${megabytes.toFixed(0)} MB`,
        result: `${(copy / 1000).toFixed(2)} s`,
      },
      {
        what: `encoding them all again (a tenth of them, times ${encodedShare})`,
        result: `${(encoded / 1000).toFixed(2)} s`,
      },
      { what: 'the film, hard cuts', result: against(film) },
      {
        what: 'the film, 5 dissolves',
        result: against(blended),
        goal: '<= 0.25x encoding',
        reached: blended <= encoded / 4,
      },
      { what: 'the same film again', result: against(again) },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Six clips of our own making, each ten times under another name. */
async function makeClips(folder: string): Promise<ReadonlyMap<string, string>> {
  const made: string[] = [];
  for (let hue = 0; hue < 6; hue += 1) {
    const output = path.join(folder, `made${hue}.mp4`);
    await runFfmpeg({
      inputs: [
        { source: `testsrc2=s=1280x720:r=24:d=${clipSeconds}`, options: ['-f', 'lavfi'] },
        {
          source: `sine=frequency=${200 + hue * 100}:sample_rate=48000:duration=${clipSeconds}`,
          options: ['-f', 'lavfi'],
        },
      ],
      options: [
        ...[
          '-vf',
          `hue=h=${hue * 60},noise=alls=12:allf=t`,
          '-c:v',
          'libx264',
          '-preset',
          'veryfast',
        ],
        ...['-b:v', '9M', '-g', '24', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
      ],
      format: 'mp4',
      output,
    });
    made.push(output);
  }
  const clips = new Map<string, string>();
  for (let index = 0; index < clipCount; index += 1) {
    const copy = path.join(folder, `clip${index}.mp4`);
    await copyFile(made[index % made.length] ?? '', copy);
    clips.set(`s.shot${index}`, copy);
  }
  return clips;
}

async function copyAll(paths: readonly string[], output: string): Promise<void> {
  for (const [index, from] of paths.entries()) await copyFile(from, `${output}${index}`);
}

async function encodeAll(paths: readonly string[], output: string): Promise<void> {
  const frames = clipSeconds * 24;
  const filters = paths.map(
    (_, index) =>
      `[${index}:v]trim=end_frame=${frames},setpts=PTS-STARTPTS[v${index}];` +
      `[${index}:a]apad,atrim=end_sample=${frames * 2000},asetpts=N/SR/TB[a${index}]`,
  );
  const labels = paths.map((_, index) => `[v${index}][a${index}]`).join('');
  await runFfmpeg({
    inputs: paths.map((source) => ({ source, options: ['-f', 'mov'] })),
    options: [
      '-filter_complex',
      `${filters.join(';')};${labels}concat=n=${paths.length}:v=1:a=1[v][a]`,
      ...['-map', '[v]', '-map', '[a]', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '17'],
      ...['-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '192k'],
    ],
    format: 'mp4',
    output,
  });
}

async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function times(count: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let round = 0; round < count; round += 1) taken.push(await timeMs(work));
  return taken;
}

async function megabytesOf(paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const file of paths) bytes += (await stat(file)).size;
  return bytes / 1e6;
}

const dissolve: PlanCutItem = { kind: 'transition', transition: 'dissolve', durationSeconds: 0.5 };

function play(task: string): PlanCutItem {
  return { kind: 'clip', task, scene: 's' };
}

function planOf(cut: readonly PlanCutItem[]): Plan {
  return {
    formatVersion: '1.0',
    episode: {
      id: 'bench',
      number: null,
      title: null,
      series: null,
      budget: null,
      file: 'bench.scene',
    },
    film: {
      width: 1280,
      height: 720,
      fps: 24,
      soundtrack: null,
      loudness: -16,
      subtitles: 'off',
      cover: null,
    },
    scenes: [],
    tasks: [],
    cut,
    estimate: { tokens: 0, cost: { CNY: 0, USD: 0 }, exact: true },
  };
}
