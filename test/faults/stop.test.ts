/** Ctrl-C and SIGTERM: what is at the service is told and left there, and the next run takes it up. */
import { spawn, type ChildProcess } from 'node:child_process';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  parseFault,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/seedance/simulator/server.ts';
import { builtCommand, temporaryFolder } from '../support/process.ts';

const script = `episode "雨夜"
  model: seedance-2.0-mini
  resolution: 480p

scene 雨夜
  shot 门 4s
    雨水从伞沿滴落。
`;

interface Running {
  readonly child: ChildProcess;
  /** Resolves when a line of the run's JSON holds that text. */
  said(text: string): Promise<void>;
  readonly ended: Promise<{ readonly exitCode: number | null; readonly output: string }>;
}

async function project(options: SimulatorOptions) {
  const requests: string[] = [];
  const simulator = await startSimulator({
    ...options,
    clips: 'reused',
    onEvent: (event) => {
      if (event.type === 'request') requests.push(event.method);
    },
  });
  const folder = temporaryFolder();
  onTestFinished(async () => {
    await simulator.close();
    folder.remove();
  });
  folder.write({
    '雨夜.scene': script,
    'scenewright.json': '{"ark":{"pollSeconds":0.05,"tagsEchoed":true,"settleSeconds":0.3}}',
  });
  const run = (...words: readonly string[]): Running => {
    const env = { ARK_BASE_URL: simulator.url, ARK_API_KEY: simulator.apiKey };
    const child = spawn(
      process.execPath,
      [builtCommand, 'render', '雨夜.scene', '--yes', ...words],
      { cwd: folder.path, env: { PATH: process.env['PATH'] ?? '', ...env } },
    );
    let output = '';
    const listeners = new Set<() => void>();
    const hear = (text: Buffer): void => {
      output += text.toString();
      for (const listener of listeners) listener();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    return {
      child,
      said: (text) =>
        new Promise((resolve) => {
          const look = (): void => {
            if (output.includes(text)) resolve();
          };
          listeners.add(look);
          look();
        }),
      ended: new Promise((resolve) => {
        child.on('close', (exitCode) => {
          resolve({ exitCode, output });
        });
      }),
    };
  };
  return { simulator, requests, run };
}

/** The service has the task, and the one who sent it does not know. */
async function isAccepted(simulator: Simulator): Promise<void> {
  await vi.waitFor(
    () => {
      expect(simulator.tasks()).toHaveLength(1);
    },
    { timeout: 30_000, interval: 20 },
  );
}

/** The promise is two seconds; a busy machine may need a second try to keep it. */
const promisedMs = 2_000;

describe('the first signal ends the run in time', { retry: 2 }, () => {
  test.each([
    ['while a POST is under way', ['create-accepted-silent*1'], '"submitting"', 'SIGINT', 130],
    ['while a task runs', [], '"running"', 'SIGTERM', 143],
    ['while a download stalls', ['download-silent'], '"downloading"', 'SIGINT', 130],
    ['while the film is cut', [], '"assembling"', 'SIGTERM', 143],
  ] as const)('%s', async (when, faults, said, signal, exitCode) => {
    const latencySeconds = when === 'while a task runs' ? 60 : 0;
    const { simulator, requests, run } = await project({
      faults: faults.map(parseFault),
      latencySeconds,
    });
    const first = run('--format', 'json');
    await first.said(said);
    await isAccepted(simulator);
    const before = performance.now();
    first.child.kill(signal);
    const ended = await first.ended;
    expect(performance.now() - before).toBeLessThan(promisedMs);
    expect(ended.exitCode).toBe(exitCode);
    expect(JSON.parse(ended.output.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      type: 'summary',
      status: 'interrupted',
    });
    expect(requests).not.toContain('DELETE');
    expect(simulator.tasks()).toHaveLength(1);
    if (latencySeconds > 0 || faults.includes('download-silent' as never)) return;
    const second = await run().ended;
    expect(second.exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(1);
  });
});

test('people are told what is in flight, and the command that goes on', async () => {
  const { simulator, run } = await project({ latencySeconds: 60 });
  const running = run();
  await running.said('at the service');
  running.child.kill('SIGINT');
  const { output } = await running.ended;
  expect(output).toContain(`  雨夜.门 ${simulator.tasks()[0]?.id}`);
  expect(output).toContain('To go on where this stopped: scene render 雨夜.scene');
});

test('the second signal leaves at once, and nothing is lost by it', async () => {
  const { simulator, run } = await project({ faults: [parseFault('create-accepted-silent*1')] });
  const first = run('--format', 'json');
  await isAccepted(simulator);
  first.child.kill('SIGINT');
  await first.said('"stopping"');
  first.child.kill('SIGINT');
  const { exitCode, output } = await first.ended;
  expect(exitCode).toBe(130);
  expect(output).not.toContain('"summary"');
  expect((await run().ended).exitCode).toBe(0);
  expect(simulator.bill()).toHaveLength(1);
});
