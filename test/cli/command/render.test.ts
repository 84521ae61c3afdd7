/** The real process, killed and stopped in the middle, against a simulator that keeps a bill. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../../src/seedance/simulator/server.ts';
import { builtCommand, temporaryFolder } from '../../support/process.ts';

const folder = temporaryFolder();
let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
  folder.remove();
});

const script = `episode "Rain"
  model: seedance-2.0-mini
  resolution: 480p

scene one
  shot a 4s
    Rain on the roof.

  shot b 4s continues a
    The lamp goes out.
`;

const journal = path.join(folder.path, '.scenewright', 'ark', 'journal.jsonl');

/** The journal's steps, whole lines alone. */
function steps(): readonly string[] {
  if (!existsSync(journal)) return [];
  const text = readFileSync(journal, 'utf8');
  return [...text.matchAll(/"step":"(\w+)".*\n/g)].map((match) => match[1] ?? '');
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<readonly [code: number | null, signal: string | null]>;
  stdout(): string;
}

async function start(latencySeconds: number): Promise<Running> {
  folder.write({ 'rain.scene': script, 'scenewright.json': '{"ark":{"pollSeconds":0.1}}' });
  simulator ??= await startSimulator({ latencySeconds });
  const words = ['render', 'rain.scene', '--yes', '--concurrency', '1', '--format', 'json'];
  const child = spawn(process.execPath, [builtCommand, ...words], {
    cwd: folder.path,
    env: {
      PATH: process.env['PATH'] ?? '',
      ARK_BASE_URL: simulator.url,
      ARK_API_KEY: simulator.apiKey,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  return { child, ended, stdout: () => Buffer.concat(chunks).toString('utf8') };
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await setTimeout(20);
}

test('killed outright again and again, it posts nothing twice and makes the film', async () => {
  for (const count of [1, 2]) {
    const run = await start(1);
    await until(() => steps().filter((step) => step === 'submitted').length >= count);
    run.child.kill('SIGKILL');
    expect(await run.ended).toEqual([null, 'SIGKILL']);
  }
  const last = await start(1);
  expect(await last.ended).toEqual([0, null]);
  expect(simulator?.bill().map((billed) => billed.shot)).toEqual(['one.a', 'one.b']);
  expect(simulator?.tasks()).toHaveLength(2);
  expect(existsSync(path.join(folder.path, 'rain.mp4'))).toBe(true);
  expect(steps().filter((step) => step === 'intent')).toHaveLength(2);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s: it says what is in flight and ends with %i', async (signal, exitCode) => {
  const run = await start(600);
  await until(() => run.stdout().includes('"type":"status"') || steps().includes('submitted'));
  run.child.kill(signal);
  expect(await run.ended).toEqual([exitCode, null]);
  const summary: unknown = JSON.parse(run.stdout().trimEnd().split('\n').at(-1) ?? '');
  expect(summary).toMatchObject({
    type: 'summary',
    status: 'interrupted',
    output: null,
    inFlight: [{ task: 'one.a', id: simulator?.tasks()[0]?.id }],
  });
  expect(simulator?.tasks()[0]?.status).toBe('running');
  expect(existsSync(path.join(folder.path, '.scenewright', 'lock'))).toBe(false);
});
