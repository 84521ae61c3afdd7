/** The simulator in a process of its own, so that what it costs is not counted as ours. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startSimulator } from '../../src/seedance/simulator/server.ts';

export interface BenchService {
  readonly url: string;
  readonly apiKey: string;
  close(): Promise<void>;
}

export interface BenchServiceOptions {
  readonly concurrency: number;
  /** Made-up seconds of each task: from, to. */
  readonly latencySeconds: readonly [from: number, to: number];
}

/** What the first word of the bench's own command line is in that process. */
export const serveWord = 'serve';

export async function startService(options: BenchServiceOptions): Promise<BenchService> {
  const child = fork(process.argv[1] ?? '', [serveWord, JSON.stringify(options)]);
  const address: unknown = (await once(child, 'message'))[0];
  if (!isAddress(address)) throw new Error('the simulator did not say where it is');
  return { ...address, close: () => end(child) };
}

/** The process itself: until the one that started it lets go. */
export async function serve(words: readonly string[]): Promise<void> {
  const { concurrency, latencySeconds } = JSON.parse(words[0] ?? '') as BenchServiceOptions;
  const server = await startSimulator({
    clips: 'reused',
    concurrency,
    rpm: Infinity,
    listsPerSecond: Infinity,
    queueLimit: Infinity,
    latencySeconds: (shot) => secondsOf(shot, latencySeconds),
  });
  process.send?.({ url: server.url, apiKey: server.apiKey });
  await once(process, 'disconnect');
  await server.close();
}

/** Made up by the shot's name, and so the same in both processes and at every run. */
export function secondsOf(shot: string, [from, to]: BenchServiceOptions['latencySeconds']): number {
  let state = 7;
  for (const letter of shot) state = (Math.imul(state, 31) + letter.charCodeAt(0)) >>> 0;
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return from + (to - from) * (state / 2 ** 32);
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
}

function isAddress(value: unknown): value is { readonly url: string; readonly apiKey: string } {
  return typeof value === 'object' && value !== null && 'url' in value && 'apiKey' in value;
}
