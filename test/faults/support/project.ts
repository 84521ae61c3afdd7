/** A project, a simulator that keeps its bill, the door before it, and the built command run on them. */
import path from 'node:path';
import { onTestFinished } from 'vitest';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../src/seedance/simulator/server.ts';
import type { Attempt } from '../../../src/store/attempts.ts';
import { lookIntoStore } from '../../../src/store/local-store.ts';
import { spawnScene, temporaryFolder, type ProcessResult } from '../../support/process.ts';
import { openFront, type Call, type Front, type Trouble } from './front.ts';

export interface FaultProjectOptions {
  /** Names of shots of four seconds each. */
  readonly shots: readonly string[];
  /** Shots that nobody asks for: the film waits for them. Default: one. */
  readonly further?: readonly string[];
  /** Each shot extends the one before it; absent: none builds on another. */
  readonly relation?: 'extends';
  readonly trouble?: (call: Call) => Trouble | undefined;
  readonly clockOffMs?: number;
  readonly simulator?: SimulatorOptions;
  /** Beside what makes the command quick. */
  readonly ark?: Readonly<Record<string, unknown>>;
  /** Default: the folder is a temporary one. */
  readonly folder?: string;
}

export interface FaultProject {
  readonly folder: string;
  readonly simulator: Simulator;
  readonly front: Front;
  /** The environment in which the command finds the service. */
  readonly env: Readonly<Record<string, string>>;
  scene(
    words: readonly string[],
    env?: Readonly<Record<string, string>>,
    through?: readonly string[],
  ): Promise<ProcessResult>;
  /** All clips and no film. */
  render(env?: Readonly<Record<string, string>>): Promise<ProcessResult>;
  attempts(): Promise<readonly Attempt[]>;
  /** How often a shot was billed. */
  billed(shot: string): number;
}

export const sceneName = '雨夜';
export const scriptName = '雨夜.scene';

/** Everything is closed and removed when the test ends. */
export async function faultProject(options: FaultProjectOptions): Promise<FaultProject> {
  const simulator = await startSimulator({
    clips: 'reused',
    listsPerSecond: Infinity,
    rpm: Infinity,
    ...options.simulator,
  });
  const front = await openFront(simulator, {
    trouble: options.trouble ?? (() => undefined),
    clockOffMs: options.clockOffMs ?? 0,
  });
  const temporary = temporaryFolder();
  onTestFinished(async () => {
    await front.close();
    await simulator.close();
    temporary.remove();
  });
  temporary.write(filesOf(options));
  return onFolder(temporary.path, simulator, front, options.shots);
}

export function filesOf({
  shots,
  further = ['河'],
  relation,
  ark,
}: Pick<FaultProjectOptions, 'shots' | 'further' | 'relation' | 'ark'>) {
  const settings = {
    backend: 'ark',
    ark: {
      concurrency: 8,
      requestsPerMinute: 60_000,
      pollSeconds: 0.05,
      settleSeconds: 0.3,
      tagsEchoed: true,
      ...ark,
    },
  };
  const blocks = [...shots, ...further].map((name, place) => {
    const source = place > 0 && place < shots.length ? shots[place - 1] : undefined;
    const header = `shot ${name} 4s${relation && source ? ` ${relation} ${source}` : ''}`;
    return `\n  ${header}\n    雨水从伞沿滴落，${name}。\n`;
  });
  const head = `episode "雨夜"\n  model: seedance-2.0-mini\n  resolution: 480p\n\nscene ${sceneName}\n`;
  return { [scriptName]: head + blocks.join(''), 'scenewright.json': JSON.stringify(settings) };
}

export function onFolder(
  folder: string,
  simulator: Simulator,
  front: Front,
  shots: readonly string[],
): FaultProject {
  const env = { ARK_BASE_URL: front.url, ARK_API_KEY: simulator.apiKey };
  const scene: FaultProject['scene'] = (words, more = {}, through = []) =>
    spawnScene(words, { cwd: folder, env: { ...env, ...more }, through });
  return {
    folder,
    simulator,
    front,
    env,
    scene,
    render: (more) => scene([...renderWords(shots)], more),
    attempts: () => lookIntoStore(path.join(folder, '.scenewright'), 'ark'),
    billed: (shot) =>
      simulator.bill().filter((task) => task.shot === `${sceneName}.${shot}`).length,
  };
}

export function renderWords(shots: readonly string[]): readonly string[] {
  const names = shots.map((name) => `${sceneName}.${name}`).join(',');
  return ['render', scriptName, '--yes', '--format', 'json', '--select', names];
}
