/**
 * Carrying a plan out: a thousand tasks of mixed chains against the simulator, whose tasks take
 * made-up seconds. No run can be quicker than its longest chain, nor than its work shared among the
 * places at the service; the time beside the greater of the two is what the renderer itself costs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '../../src/compile.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { arkService } from '../../src/render/ark-service.ts';
import { render } from '../../src/render/render.ts';
import { createArkClient } from '../../src/seedance/client.ts';
import { openLocalStore } from '../../src/store/local-store.ts';
import { memoryHost } from '../../test/support/memory-host.ts';
import type { Bench, Row } from './row.ts';
import { secondsOf, startService } from './service.ts';

const places = 60;
/** The service's own minutes and its polls of 5 s, both made about fifteen times shorter. */
const latencySeconds = [6, 12] as const;
const pollMs = 250;
/** Shots of a chain, by turns: many stand alone, some are long. */
const chains = [1, 1, 3, 1, 4, 1, 1, 8] as const;

export const renderBench: Bench = { name: 'render', run: () => measureRender(1_000) };

export async function measureRender(tasks: number): Promise<readonly Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scenewright-bench-render-'));
  const server = await startService({ concurrency: places, latencySeconds });
  const client = createArkClient({ baseUrl: server.url, apiKey: server.apiKey, listIntervalMs: 0 });
  const store = await openLocalStore(path.join(folder, '.scenewright'), 'simulator');
  try {
    const plan = await planOfChains(tasks);
    const memory = watchMemory();
    const before = { cpu: process.cpuUsage(), at: performance.now() };
    const outcome = await render(plan, {
      root: folder,
      store,
      service: arkService(client, { origin: 'simulator', account: 'simulator' }),
      inspectClip: async (file) => {
        const { video } = await probe(file);
        return { seconds: (video?.frames ?? 0) / 24 };
      },
      concurrency: places,
      onEvent: () => undefined,
      stop: new AbortController().signal,
      settings: { pollMs },
    });
    const seconds = (performance.now() - before.at) / 1000;
    const cpu = process.cpuUsage(before.cpu);
    const peak = memory.stop();
    const kept = [...outcome.shots.values()].filter(({ state }) => state === 'kept').length;
    if (kept !== tasks) throw new Error(`${kept} of ${tasks} tasks were kept`);
    const bound = lowerBoundSeconds(plan);
    return [
      {
        what: `${tasks} tasks of mixed chains, ${places} at once: time over max(critical path, work ÷ places)`,
        result: `${seconds.toFixed(1)} s over ${bound.toFixed(1)} s, ${(seconds / bound).toFixed(3)}x`,
        goal: '≤ 1.05x',
        reached: seconds / bound <= 1.05,
      },
      {
        what: 'CPU for a task, ffprobe apart',
        result: `${((cpu.user + cpu.system) / 1000 / tasks).toFixed(1)} ms`,
      },
      { what: 'peak memory', result: `${(peak / 2 ** 20).toFixed(0)} MB` },
    ];
  } finally {
    await store.close();
    await client.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function planOfChains(tasks: number): Promise<Plan> {
  const host = memoryHost({ 'chains.scene': chainsScript(tasks) });
  const { plan, diagnostics } = await compile('/project/chains.scene', '/project', host);
  if (!plan) throw new Error(`the script has errors: ${diagnostics[0]?.message ?? ''}`);
  return plan;
}

/** A chain goes on by clips and by last frames in turn. */
export function chainsScript(tasks: number, lengths: readonly number[] = chains): string {
  const lines = ['episode "Chains"', '  model: seedance-2.0-mini', '  resolution: 480p', ''];
  for (let made = 0, chain = 0; made < tasks; chain += 1) {
    lines.push(`scene s${chain} "EXT. ROAD - DAY"`);
    const length = Math.min(tasks - made, lengths[chain % lengths.length] ?? 1);
    for (let place = 0; place < length; place += 1) {
      const relation = place === 0 ? '' : place % 2 === 0 ? 'extends' : 'continues';
      lines.push(`  shot k${place} 4s${relation && ` ${relation} k${place - 1}`}`);
      lines.push(`    Car number ${made + place} goes down the road.`);
    }
    made += length;
  }
  return `${lines.join('\n')}\n`;
}

function lowerBoundSeconds({ tasks }: Plan): number {
  const ends = new Map<string, number>();
  let work = 0;
  // A plan names what a task builds on before the task: chains are written in order.
  for (const task of tasks) {
    const seconds = secondsOf(task.id, latencySeconds);
    const begins = Math.max(0, ...task.dependsOn.map((name) => ends.get(name) ?? 0));
    ends.set(task.id, begins + seconds);
    work += seconds;
  }
  return Math.max(work / places, ...ends.values());
}

function watchMemory(): { stop(): number } {
  globalThis.gc?.();
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}
