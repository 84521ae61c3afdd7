/** `scene render` in process, over real HTTP against the simulator, with real clips and a real film. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { probe } from '../../src/ffmpeg/probe.ts';
import { parseFault, startSimulator, type Simulator } from '../../src/seedance/simulator/server.ts';
import { takeLock } from '../../src/store/lock.ts';
import { runScene, type CliResult } from '../support/cli.ts';
import { makeFolder } from './support/bench.ts';

const head = `episode "雨夜来信"
  model: seedance-2.0-mini
  resolution: 480p
`;
const lone = `${head}
scene 雨夜
  shot 门 4s
    雨水从伞沿滴落。
`;
const chain = `${lone}
  shot 灯 4s continues 门
    灯亮了。

  shot 街 4s
    空无一人的街。
`;

async function project(script: string): Promise<string> {
  const folder = await makeFolder();
  await writeFile(join(folder, '雨夜.scene'), script);
  const ark = { pollSeconds: 0.1, settleSeconds: 0.3 };
  await writeFile(join(folder, 'scenewright.json'), JSON.stringify({ ark }));
  return folder;
}

async function service(
  faults: readonly string[] = [],
  tagEcho: 'everywhere' | 'nowhere' = 'everywhere',
): Promise<Simulator> {
  const simulator = await startSimulator({
    faults: faults.map(parseFault),
    listsPerSecond: Infinity,
    clips: 'reused',
    tagEcho,
  });
  onTestFinished(() => simulator.close());
  return simulator;
}

const key = 'key-that-nobody-may-see';

function renderAt(
  cwd: string,
  words: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<CliResult> {
  return runScene(['render', '雨夜.scene', ...words], { cwd, env });
}

function envOf(simulator: Simulator): Record<string, string> {
  return { ARK_BASE_URL: simulator.url, ARK_API_KEY: simulator.apiKey };
}

/** Each line of standard output as an object. */
function linesOf(result: CliResult): readonly { readonly type: string }[] {
  return result.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly type: string });
}

describe('on the simulator', () => {
  test('a film is made beside the script, and a second run makes no clip', async () => {
    const folder = await project(chain);
    const first = await renderAt(folder, ['--format', 'json']);
    expect(first.stderr).toContain('Clips are made by the simulator and cost nothing');
    expect(first.exitCode).toBe(0);
    const lines = linesOf(first);
    expect(lines[0]).toMatchObject({ type: 'version', formatVersion: '1.0' });
    expect(lines.at(-1)).toMatchObject({
      type: 'summary',
      status: 'done',
      output: '雨夜.simulated.mp4',
      spent: { CNY: 0, USD: 0 },
      generated: 3,
      reused: 0,
      failed: 0,
    });
    // Three clips of 97 frames; the continuing one drops the frame that it began on.
    const film = await probe(join(folder, '雨夜.simulated.mp4'));
    expect(film.video?.frames).toBe(3 * 97 - 1);
    const second = await renderAt(folder, ['--format', 'json']);
    expect(linesOf(second).at(-1)).toMatchObject({ status: 'done', generated: 0, reused: 3 });
    const types = linesOf(second).map((line) => line.type);
    expect(types).not.toContain('submitted');
    // The film that lies there is the one that would be cut: it is told, and left alone.
    expect(types).not.toContain('assembling');
    expect(types).toContain('assembled');
  });

  test('one run at a time', async () => {
    const folder = await project(lone);
    const lock = await takeLock(join(folder, '.scenewright'));
    const { exitCode, stderr } = await renderAt(folder);
    expect(exitCode).toBe(7);
    expect(stderr).toContain(`process ${process.pid}`);
    await lock.release();
  });

  test('a budget is held before anything is made', async () => {
    const folder = await project(lone);
    const { exitCode, stderr } = await renderAt(folder, ['--budget', '0.5CNY']);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/this run would cost [\d.]+ CNY; the budget of this run is 0\.5 CNY/);
    expect(await readdir(join(folder, '.scenewright/simulator'))).not.toContain('clips');
  });
});

test.each([
  ['a script with an error', `${lone}\n  shot 门 4s\n    又一次。\n`, [], 1],
  ['a script that is not there', undefined, [], 2],
  ['a shot that is not there', lone, ['--select', '雨夜.窗'], 2],
  ['a budget that is too small', lone, ['--budget', '0.01CNY'], 4],
] as const)('the stream of events is whole for %s', async (_, script, words, code) => {
  const folder = await project(script ?? '');
  if (script === undefined) await rm(join(folder, '雨夜.scene'));
  const { exitCode, stdout } = await renderAt(folder, [...words, '--format', 'json']);
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(exitCode).toBe(code);
  expect(events[0]).toMatchObject({ type: 'version' });
  expect(events.at(-1)).toMatchObject({ type: 'summary', status: 'refused', output: null });
});

describe('on the service', () => {
  test('nothing is spent without a word, and an empty key is none', async () => {
    const folder = await project(lone);
    const simulator = await service();
    const refused = await renderAt(folder, [], envOf(simulator));
    expect(refused.exitCode).toBe(4);
    expect(refused.stderr).toContain('nobody has approved it');
    expect(simulator.tasks()).toEqual([]);
    const no = { cwd: folder, env: envOf(simulator), answer: 'n' };
    expect((await runScene(['render', '雨夜.scene'], no)).exitCode).toBe(4);
    expect(simulator.tasks()).toEqual([]);
    const keyless = await renderAt(folder, ['--backend', 'ark'], { ARK_API_KEY: '' });
    expect(keyless.exitCode).toBe(2);
    expect(keyless.stderr).toContain('ARK_API_KEY is not set');
  });

  test('a key that is refused ends the run, and stands nowhere', async () => {
    const folder = await project(lone);
    const simulator = await service();
    const env = { ...envOf(simulator), ARK_API_KEY: key };
    const { exitCode, stdout, stderr } = await renderAt(folder, ['--yes'], env);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('does not accept the key');
    expect(stdout + stderr).not.toContain(key);
    expect(await readFile(join(folder, '.scenewright/ark/journal.jsonl'), 'utf8')).not.toContain(
      key,
    );
  });

  test('a shot that fails takes along those that need it, and no other', async () => {
    const folder = await project(chain);
    const simulator = await service([
      'task-failed@雨夜.门:OutputVideoSensitiveContentDetected.PolicyViolation',
    ]);
    const first = await renderAt(folder, ['--yes', '--format', 'json'], envOf(simulator));
    expect(first.exitCode).toBe(5);
    expect(linesOf(first)).toContainEqual({ type: 'skipped', task: '雨夜.灯', because: '雨夜.门' });
    expect(linesOf(first).at(-1)).toMatchObject({
      status: 'partial',
      output: null,
      generated: 1,
      failed: 1,
      missing: ['雨夜.门', '雨夜.灯'],
    });
    const gaps = await renderAt(folder, ['--yes', '--allow-gaps'], envOf(simulator));
    expect(gaps.exitCode).toBe(5);
    expect(gaps.stdout).toBe('雨夜.mp4\n');
    expect(simulator.bill()).toHaveLength(1);
    const status = await runScene(['status'], { cwd: folder });
    expect(status.stdout).toMatch(/Bought: 1 failed, 1 kept, [\d.]+ CNY spent/);
  });

  test('an answer that was lost is never asked for again: its task is found by its tag', async () => {
    const folder = await project(lone);
    const simulator = await service(['create-accepted-cut*1']);
    const run = await renderAt(folder, ['--yes', '--format', 'json'], envOf(simulator));
    expect(run.exitCode).toBe(0);
    expect(linesOf(run).map((line) => line.type)).toContain('resumed');
    expect(simulator.bill()).toHaveLength(1);
  });

  test('an answer at the prompt approves', async () => {
    const folder = await project(lone);
    const simulator = await service();
    const yes = { cwd: folder, env: envOf(simulator), answer: '是' };
    expect((await runScene(['render', '雨夜.scene'], yes)).exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(1);
  });

  test('what no tag can settle stays ambiguous, and is not sent again', async () => {
    const folder = await project(lone);
    const simulator = await service(['create-accepted-cut*1'], 'nowhere');
    for (const _ of ['the run itself', 'the next one']) {
      const run = await renderAt(folder, ['--yes'], envOf(simulator));
      expect(run.exitCode).toBe(6);
      expect(run.stderr).toContain('may or may not have been accepted');
    }
    expect(simulator.tasks()).toHaveLength(1);
  });
});
