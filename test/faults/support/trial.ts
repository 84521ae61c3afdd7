/**
 * One project, one server that keeps a bill, and the built command run on them until the film is
 * there, however often it is killed. After each run all that must always hold is looked at.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  startSimulator,
  type Fault,
  type Simulator,
} from '../../../src/seedance/simulator/server.ts';
import { isUnsettled, type Attempt } from '../../../src/store/attempts.ts';
import { lookIntoStore } from '../../../src/store/local-store.ts';
import { holdPromises } from './promises.ts';

export interface TrialOptions {
  readonly seed: number;
  /** `POINT#N` of each run, in turn; after the last the runs are left alone. */
  readonly kills: readonly string[];
  readonly faults?: readonly Fault[];
  /** Does the server give tags back? Where it does not, somebody has to settle what is ambiguous. */
  readonly tagEcho?: 'everywhere' | 'nowhere';
  /** Milliseconds after which each run in turn is killed, where it has not come to its point by then. */
  readonly killAfterMs?: readonly number[];
  /** Without the film a trial costs a third of the time. */
  readonly film?: 'cut' | 'left';
  readonly builtCommand: string;
}

export interface TrialResult {
  /** How each run ended: an exit code, or the name of a signal. */
  readonly ends: readonly (number | string)[];
  /** What did not hold, each with the run after which it was found. */
  readonly broken: readonly string[];
}

const trialKey = 'key-that-must-stand-nowhere-5f2c';

const script = `episode "雨夜"
  model: seedance-2.0-mini
  resolution: 480p

scene 雨夜
  shot 门 4s
    雨水从伞沿滴落。

  shot 灯 4s continues 门
    灯亮了。

  shot 街 4s
    空无一人的街。
`;
/** A shot that nobody asks for: the film waits for it. */
const further = `
  shot 河 4s
    河水上涨。
`;

function selection({ film }: TrialOptions): readonly string[] {
  return film === 'left' ? ['--select', '雨夜.门,雨夜.灯,雨夜.街'] : [];
}

/** The continuing clip begins on the last frame of the one before it. */
const repeatedFrames = 1;
/** CNY; what the three clips cost. One more could not be paid with it. */
const approved = '2.82';

/** Runs without a kill of their own, after which it must be done. */
const furtherRuns = 12;

export async function runTrial(options: TrialOptions): Promise<TrialResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scenewright-trial-'));
  const simulator = await startSimulator({
    apiKey: trialKey,
    clips: 'reused',
    seed: options.seed,
    faults: options.faults ?? [],
    tagEcho: options.tagEcho ?? 'everywhere',
    listsPerSecond: Infinity,
  });
  try {
    await writeFile(
      path.join(folder, '雨夜.scene'),
      options.film === 'left' ? script + further : script,
    );
    await writeFile(path.join(folder, 'scenewright.json'), JSON.stringify(projectOf(options)));
    return await runUntilDone(folder, simulator, options);
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function projectOf({ tagEcho = 'everywhere' }: TrialOptions): object {
  return {
    backend: 'ark',
    ark: {
      concurrency: 2,
      requestsPerMinute: 60_000,
      pollSeconds: 0.02,
      settleSeconds: 0.3,
      tagsEchoed: tagEcho === 'everywhere',
    },
    budget: `${approved} CNY`,
  };
}

async function runUntilDone(
  folder: string,
  simulator: Simulator,
  options: TrialOptions,
): Promise<TrialResult> {
  const ends: (number | string)[] = [];
  const broken: string[] = [];
  const mostRuns = Math.max(options.kills.length, options.killAfterMs?.length ?? 0) + furtherRuns;
  for (let run = 0; run < mostRuns; run++) {
    const kill = options.kills[run];
    const killAfterMs = options.killAfterMs?.[run];
    const words = ['render', '雨夜.scene', '--yes', '--format', 'json', ...selection(options)];
    const ended = await runCommand(words, { folder, simulator, kill, killAfterMs, ...options });
    ends.push(ended.end);
    const held = {
      folder,
      simulator,
      output: ended.output,
      repeatedFrames,
      approved,
      key: trialKey,
    };
    broken.push(...(await holdPromises(held)).map((what) => `run ${run + 1}: ${what}`));
    if (broken.length > 0) return { ends, broken };
    if (ended.end === 6) await settleByHand(folder, simulator, options);
    if (ended.end === 0) {
      return { ends, broken: await wholeAtTheEnd(folder, simulator) };
    }
    if (ended.end === 70) return { ends, broken: [`run ${run + 1}: a fault: ${ended.output}`] };
  }
  return { ends, broken: [`not done after ${mostRuns} runs`] };
}

async function wholeAtTheEnd(folder: string, simulator: Simulator): Promise<readonly string[]> {
  const attempts = await lookIntoStore(path.join(folder, '.scenewright'), 'ark');
  const isTold = ({ step }: Attempt): boolean => step === 'kept' || step === 'lost';
  const keptOrLost = new Set(attempts.filter(isTold).map(({ id }) => id));
  const halves = (await readdir(folder)).filter((name) => name.endsWith('.part'));
  return [
    ...halves.map((name) => `${name} was left beside the script`),
    ...simulator
      .bill()
      .filter(({ id }) => !keptOrLost.has(id))
      .map(({ id, shot }) => `${shot} (${id}) was billed and is neither kept nor reported lost`),
  ];
}

/** What somebody does who reads the console of the service: they know which task is which. */
async function settleByHand(
  folder: string,
  simulator: Simulator,
  options: TrialOptions,
): Promise<void> {
  const attempts = await lookIntoStore(path.join(folder, '.scenewright'), 'ark');
  for (const { tag } of attempts.filter(isUnsettled)) {
    const id = simulator.tasks().find((task) => task.order.safetyIdentifier === tag)?.id;
    const words = id === undefined ? ['--discard', tag] : ['--adopt', `${tag}=${id}`];
    await runCommand(['reconcile', ...words], { folder, simulator, ...options });
  }
}

interface Ended {
  readonly end: number | string;
  readonly output: string;
}

function runCommand(
  words: readonly string[],
  surroundings: {
    readonly folder: string;
    readonly simulator: Simulator;
    readonly builtCommand: string;
    readonly kill?: string | undefined;
    readonly killAfterMs?: number | readonly number[] | undefined;
  },
): Promise<Ended> {
  const { folder, simulator, builtCommand, kill, killAfterMs } = surroundings;
  const preload = path.join(import.meta.dirname, 'kill-at.mjs');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', preload, builtCommand, ...words], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        ARK_BASE_URL: simulator.url,
        ARK_API_KEY: trialKey,
        ...(kill === undefined ? {} : { SCENE_KILL_AT: kill }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    const timer =
      typeof killAfterMs === 'number' ? setTimeout(() => child.kill('SIGKILL'), killAfterMs) : null;
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      if (timer) clearTimeout(timer);
      resolve({ end: exitCode ?? signal ?? 'nobody knows', output });
    });
  });
}
