import { fork } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble } from '../../src/episode/assemble.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
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

/** Runs the assembly in a process of its own and kills that, unasked, as soon as it tells of `stage`. */
function killedAt(stage: string, job: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [job], { stdio: 'ignore' });
    let reached = false;
    child.on('message', (message) => {
      if (message !== stage) return;
      reached = true;
      child.kill('SIGKILL');
    });
    child.on('exit', () => {
      if (reached) resolve();
      else reject(new Error(`it ended before it came to ${stage}`));
    });
  });
}
