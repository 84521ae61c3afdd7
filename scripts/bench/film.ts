/**
 * The film of sixty clips, as a multiple of copying their bytes and of encoding all of them again with
 * the settings that a changed piece is encoded with; and what a film costs as it grows.
 */
import { appendFile, copyFile, link, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assemble } from '../../src/episode/assemble.ts';
import { aiMark } from '../../src/episode/finish/mark.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import type { PlanCutItem } from '../../src/plan/plan.ts';
import { filmPlan, makeClips, playing, transition } from './made-up-clips.ts';
import { median } from './measure.ts';
import { cpuSeconds, watchProcesses } from './processes.ts';
import type { Bench, Row } from './row.ts';

const clipCount = 60;
const clipSeconds = 5;
/** Encoding is linear in the clips, and too slow to wait for all of them. */
const encodedClips = 6;
const shortFilm = 60;
const longFilm = 600;

export const filmBench: Bench = { name: 'film', run: measureFilm };

export async function measureFilm(): Promise<readonly Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scenewright-bench-film-'));
  try {
    return [...(await measureSixty(folder)), ...(await measureGrowth(folder))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureSixty(folder: string): Promise<readonly Row[]> {
  const made = await timed('making six clips of 5 s, 720p', () =>
    makeClips(folder, { name: 'clip', count: 6, size: '1280x720', seconds: clipSeconds }),
  );
  // No two alike, as real clips are: pieces that are made of the same bytes are made once.
  const files: string[] = [];
  for (let index = 0; index < clipCount; index += 1) {
    const file = path.join(folder, `shot${index}.mp4`);
    await copyFile(made[index % made.length] ?? '', file);
    await appendFile(file, freeBox(index));
    files.push(file);
  }
  const clips = new Map(files.map((file, index) => [`s.shot${index}`, file]));
  const cuts = [...clips.keys()].map(playing);
  const dissolves = cuts.flatMap((item, index) =>
    index > 0 && index % 9 === 0 ? [transition('dissolve'), item] : [item],
  );
  const film = (name: string, cut: readonly PlanCutItem[]): Promise<Spent> =>
    spend(name, () => cutFilm(folder, clips, cut, name));

  const copies: number[] = [];
  for (let round = 0; round < 3; round += 1)
    copies.push((await spend(`copying, round ${round + 1}`, () => copyAll(files, folder))).ms);
  const copy = median(copies);
  const hard = await film('hard cuts', cuts);
  const blended = await film('6 dissolves', dissolves);
  const again = await film('6 dissolves', dissolves);
  const some = await spend(`encoding ${encodedClips} clips`, () =>
    encodeAll(files.slice(0, encodedClips), path.join(folder, 'all.mp4')),
  );
  const encoded = (some.ms * clipCount) / encodedClips;
  const against = ({ ms, processors }: Spent): string =>
    `${inSeconds(ms)}${processors}, ${(ms / copy).toFixed(1)}x copying, ${(ms / encoded).toFixed(3)}x encoding`;
  return [
    {
      what: `copying ${clipCount} clips, ${(await megabytesOf(files)).toFixed(0)} MB`,
      result: inSeconds(copy),
    },
    {
      what: `encoding them all again (${encodedClips} of them, times ${clipCount / encodedClips})`,
      result: inSeconds(encoded),
    },
    { what: 'the film, hard cuts', result: against(hard) },
    {
      what: 'the film, 6 dissolves',
      result: against(blended),
      goal: '<= 3x copying',
      reached: blended.ms <= copy * 3,
    },
    {
      what: 'the film, 6 dissolves',
      result: `${(blended.ms / encoded).toFixed(3)}x encoding`,
      goal: '<= 0.25x encoding',
      reached: blended.ms <= encoded / 4,
    },
    { what: 'the same film again, nothing changed', result: inSeconds(again.ms) },
  ];
}

/** A box that players pass over (ISO/IEC 14496-12, section 8.1.2). */
function freeBox(content: number): Uint8Array {
  const box = Buffer.alloc(12);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  box.writeUInt32BE(content, 8);
  return box;
}

/** Short clips, so that what is measured is what each clip costs beside its length. */
async function measureGrowth(folder: string): Promise<readonly Row[]> {
  const [clip = ''] = await makeClips(folder, {
    name: 'tiny',
    count: 1,
    size: '320x180',
    seconds: 1,
  });
  const rows: { readonly cpuSeconds: number; readonly peakMegabytes: number }[] = [];
  for (const count of [shortFilm, longFilm]) {
    const clips = new Map<string, string>();
    for (let index = 0; index < count; index += 1) {
      const file = path.join(folder, `tiny-${count}-${index}.mp4`);
      await link(clip, file);
      clips.set(`s.shot${index}`, file);
    }
    const watch = watchProcesses();
    await timed(`${count} short clips`, () =>
      cutFilm(folder, clips, [...clips.keys()].map(playing), `${count} short clips`),
    );
    const used = await watch.end();
    if (!used)
      return [{ what: 'CPU and memory as a film grows', result: 'not measured on this system' }];
    rows.push(used);
  }
  const [short, long] = rows;
  if (!short || !long) return [];
  const ratio = long.peakMegabytes / short.peakMegabytes;
  return [
    {
      what: `CPU a clip of 1 s, in a film of ${shortFilm} and of ${longFilm}`,
      result: `${((short.cpuSeconds / shortFilm) * 1000).toFixed(0)} ms and ${((long.cpuSeconds / longFilm) * 1000).toFixed(0)} ms`,
    },
    {
      what: `peak memory of all processes, ${shortFilm} and ${longFilm} clips`,
      result: `${short.peakMegabytes.toFixed(0)} MB and ${long.peakMegabytes.toFixed(0)} MB`,
      goal: '<= 1.5x',
      reached: ratio <= 1.5,
    },
  ];
}

async function cutFilm(
  folder: string,
  clips: ReadonlyMap<string, string>,
  cut: readonly PlanCutItem[],
  name: string,
): Promise<void> {
  let stage = '';
  let since = performance.now();
  await assemble({
    plan: filmPlan(cut),
    root: folder,
    clips,
    output: path.join(folder, `${name}.mp4`),
    workDir: path.join(folder, 'work'),
    finishing: () => ({ title: name, mark: aiMark, chapters: [], subtitles: [] }),
    onProgress: (progress) => {
      if (progress.stage === stage) return;
      say(`  ${progress.stage} begins after ${inSeconds(performance.now() - since)}`);
      since = performance.now();
      stage = progress.stage;
    },
  });
}

async function copyAll(files: readonly string[], folder: string): Promise<void> {
  for (const [index, from] of files.entries())
    await copyFile(from, path.join(folder, `copied${index}`));
}

async function encodeAll(files: readonly string[], output: string): Promise<void> {
  const frames = clipSeconds * 24;
  const filters = files.map(
    (_, index) =>
      `[${index}:v]trim=end_frame=${frames},setpts=PTS-STARTPTS[v${index}];` +
      `[${index}:a]apad,atrim=end_sample=${frames * 2000},asetpts=N/SR/TB[a${index}]`,
  );
  const labels = files.map((_, index) => `[v${index}][a${index}]`).join('');
  await runFfmpeg({
    inputs: files.map((source) => ({ source, options: ['-f', 'mov'] })),
    options: [
      '-filter_complex',
      `${filters.join(';')};${labels}concat=n=${files.length}:v=1:a=1[v][a]`,
      ...['-map', '[v]', '-map', '[a]', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '17'],
      ...['-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '192k'],
    ],
    format: 'mp4',
    output,
  });
}

interface Spent {
  readonly ms: number;
  /** In words: what the processors did, which others who use the machine change less than they do the time. */
  readonly processors: string;
}

async function spend(name: string, work: () => Promise<unknown>): Promise<Spent> {
  const [start, cpuBefore] = [performance.now(), cpuSeconds()];
  await timed(name, work);
  const [ms, cpuAfter] = [performance.now() - start, cpuSeconds()];
  const isKnown = cpuBefore !== undefined && cpuAfter !== undefined;
  const processors = isKnown ? ` (${(cpuAfter - cpuBefore).toFixed(1)} s of processors)` : '';
  return { ms, processors };
}

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  say(`${name}: ${inSeconds(performance.now() - start)}`);
  return result;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

async function megabytesOf(files: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
  return bytes / 1e6;
}
