/** Ctrl-C and SIGTERM: what is at the service is told and left there, and the next run takes it up. */
import { spawn, type ChildProcess } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import {
  parseFault,
  type Simulator,
  type SimulatorOptions,
} from '../../src/seedance/simulator/server.ts';
import { builtCommand } from '../support/process.ts';
import { faultProject, scriptName } from './support/project.ts';

interface Running {
  readonly child: ChildProcess;
  /** Resolves when a line of the run's JSON holds that text. */
  said(text: string): Promise<void>;
  readonly ended: Promise<{ readonly exitCode: number | null; readonly output: string }>;
}

async function project(options: SimulatorOptions) {
  const requests: string[] = [];
  const { simulator, folder } = await faultProject({
    shots: ['门'],
    further: [],
    simulator: {
      ...options,
      onEvent: (event) => {
        if (event.type === 'request') requests.push(event.method);
      },
    },
  });
  // Past the door, which would not wait for an answer that never comes.
  const env = { ARK_BASE_URL: simulator.url, ARK_API_KEY: simulator.apiKey };
  const run = (...words: readonly string[]): Running => {
    const child = spawn(process.execPath, [builtCommand, 'render', scriptName, '--yes', ...words], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
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
