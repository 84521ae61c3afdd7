import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble } from '../../src/episode/assemble.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import type { Job } from './assemble-and-tell.ts';
import { makeClip, planOf, play, unadorned } from './made-up.ts';

const finishing = (): typeof unadorned => unadorned;
let folder: string;
let script: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scene-killed-'));
  script = join(process.cwd(), 'node_modules', '.cache', 'scenewright', 'assemble-and-tell.mjs');
  await build({
    entryPoints: ['test/episode/assemble-and-tell.ts'],
    outfile: script,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each(['pictures', 'join'])(
  'a kill at the stage "%s" leaves the old film whole',
  async (stage) => {
    const clips = new Map<string, string>();
    for (const [name, filters] of [
      ['a', 'null'],
      ['b', 'hue=h=90'],
    ] as const)
      clips.set(name, await makeClip(join(folder, `${name}.mp4`), { frames: 48, filters }));
    const options = {
      root: folder,
      clips,
      output: join(folder, 'film.mp4'),
      workDir: join(folder, 'work'),
    };
    await assemble({ ...options, finishing, plan: planOf({ cut: [play('a')] }) });
    const before = await readFile(options.output);

    const next = planOf({ cut: [play('a'), play('b', { captions: ['字'] })] });
    const job = join(folder, 'job.json');
    await writeFile(job, JSON.stringify({ ...options, clips: [...clips], plan: next }));
    await killedAt(stage, job);
    expect((await readFile(options.output)).equals(before)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith('film'))).toEqual(['film.mp4']);

    const report = await assemble({ ...options, finishing, plan: next });
    expect(report.unchanged).toBe(false);
    expect((await probe(options.output)).video?.frames).toBe(96);
  },
);

test('a kill while the words to burn in are drawn leaves the old film whole, and the next one sweeps', async () => {
  const clip = await makeClip(join(folder, 'long.mp4'), { frames: 240 });
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  const output = join(folder, 'burnt', 'film.mp4');
  const options = { root: folder, output, workDir: join(folder, 'burnt work') };
  const plan = planOf({ cut: [play('a')] });
  const clips = [['a', clip]] as const;
  const job = join(folder, 'burn.json');
  await assemble({ ...options, plan, clips: new Map(clips), finishing });
  const before = await readFile(output);

  const burnt = Array.from({ length: 60 }, (_, index) => ({
    from: index * 4,
    to: index * 4 + 3,
    lines: [`第 ${index} 句`],
  }));
  const next = planOf({ cut: [play('a', { scene: 'other' })] });
  await writeFile(job, JSON.stringify({ ...options, plan: next, clips, burnt } satisfies Job));
  await killedAt('subtitles', job, { temporary, after: () => someDrawn(temporary) });
  expect((await readFile(output)).equals(before)).toBe(true);
  const [left = '', ...others] = await readdir(temporary);
  expect([left, others]).toEqual([expect.stringMatching(/^scene-/), []]);
  const drawn = (await readdir(join(temporary, left))).filter((name) => name.endsWith('.png'));
  expect(drawn.length).toBeGreaterThan(0);
  expect(drawn.length).toBeLessThan(burnt.length);

  await ended(job, temporary);
  expect(await readdir(temporary)).toEqual([]);
  expect(await readdir(join(folder, 'burnt'))).toEqual(['film.mp4']);
  expect((await readFile(output)).equals(before)).toBe(false);
  expect((await probe(output)).video?.frames).toBe(240);
});

/** Until the first picture of words lies in the folder of the process that draws them. */
async function someDrawn(temporary: string): Promise<void> {
  for (;;) {
    const names = await readdir(temporary, { recursive: true });
    if (names.some((name) => name.endsWith('.png'))) return;
    await setImmediate();
  }
}

interface Killing {
  /** Where the process lays what is temporary; as this one does otherwise. */
  readonly temporary?: string;
  /** What must come to pass after the stage has begun. */
  readonly after?: () => Promise<void>;
}

/** Runs the assembly in a process of its own and kills that, unasked, as soon as it tells of `stage`. */
function killedAt(stage: string, job: string, { temporary, after }: Killing = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = assembling(job, temporary);
    let reached = false;
    const kill = (): void => {
      reached = true;
      child.kill('SIGKILL');
    };
    child.on('message', (message) => {
      if (message === stage) void (after?.() ?? Promise.resolve()).then(kill, reject);
    });
    child.on('exit', () => {
      if (reached) resolve();
      else reject(new Error(`it ended before it came to ${stage}`));
    });
  });
}

async function ended(job: string, temporary: string): Promise<void> {
  const [code] = (await once(assembling(job, temporary), 'exit')) as [number | null];
  expect(code).toBe(0);
}

function assembling(job: string, temporary?: string): ChildProcess {
  const env = temporary === undefined ? process.env : { ...process.env, TMPDIR: temporary };
  return fork(script, [job], { stdio: 'ignore', env });
}
