import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createArkClient, type ArkClient } from '../../../src/seedance/client.ts';
import { isSettled, type CreateRequest, type Task } from '../../../src/seedance/schemas.ts';
import { startSimulator, type Simulator } from '../../../src/seedance/simulator/server.ts';
import type { SimulatorOptions } from '../../../src/seedance/simulator/options.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

export interface Bench {
  readonly simulator: Simulator;
  readonly client: ArkClient;
  /** A call with the key, as curl would make it; `path` after `/contents/generations/tasks`. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

/** Both are closed when the test ends. Lists are not limited unless the test says so. */
export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  const simulator = await startSimulator({ listsPerSecond: Infinity, ...options });
  const client = createArkClient({
    baseUrl: simulator.url,
    apiKey: simulator.apiKey,
    listIntervalMs: 0,
    backoff: { baseMs: 1, capMs: 5 },
  });
  onTestFinished(async () => {
    await client.close();
    await simulator.close();
  });
  return {
    simulator,
    client,
    async call(method, path, body) {
      const response = await fetch(`${simulator.url}/contents/generations/tasks${path}`, {
        method,
        headers: { authorization: `Bearer ${simulator.apiKey}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return {
        status: response.status,
        headers: response.headers,
        json: JSON.parse(await response.text()) as unknown,
      };
    },
  };
}

/** The smallest and quickest shot, with what a test changes of it. */
export function shot(change: Readonly<Record<string, unknown>> = {}): CreateRequest {
  return {
    model: 'doubao-seedance-2-0-fast-260128',
    content: [{ type: 'text', text: '林夏推门而入，雨水从伞沿滴落。' }],
    resolution: '480p',
    ratio: '16:9',
    duration: 4,
    ...change,
  };
}

export const text = (words: string) => ({ type: 'text', text: words });
export const image = (url: string, role?: string) => ({
  type: 'image_url',
  image_url: { url },
  ...(role === undefined ? {} : { role }),
});
export const video = (url: string, role = 'reference_video') => ({
  type: 'video_url',
  video_url: { url },
  role,
});
export const audio = (url: string, role = 'reference_audio') => ({
  type: 'audio_url',
  audio_url: { url },
  role,
});

export function dataUri(mime: string, bytes: Uint8Array): string {
  return `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** The task once it will not change any more. */
export async function settledTask(client: Pick<ArkClient, 'get'>, id: string): Promise<Task> {
  for (;;) {
    const task = await client.get(id);
    if (isSettled(task.status)) return task;
    await setTimeout(20);
  }
}
