/** A folder to render in, and a render with a service double that leaves nothing to the clock. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Plan } from '../../../src/plan/plan.ts';
import type { Outcome } from '../../../src/render/carry-out.ts';
import type { RenderEvent } from '../../../src/render/events.ts';
import { render, type RenderOptions } from '../../../src/render/render.ts';
import { framesOfClip, framesPerSecond } from '../../../src/seedance/capabilities.ts';
import type { Service } from '../../../src/render/service.ts';
import { openLocalStore } from '../../../src/store/local-store.ts';
import { tick } from './service-double.ts';

export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'scenewright-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Rendered {
  readonly outcome: Outcome;
  readonly events: readonly RenderEvent[];
}

/** One run in `folder`, its store opened before and closed after. */
export async function renderIn(
  folder: string,
  plan: Plan,
  service: Service,
  more: Partial<RenderOptions> = {},
): Promise<Rendered> {
  const store = await openLocalStore(join(folder, '.scenewright'), service.origin);
  const events: RenderEvent[] = [];
  try {
    const outcome = await render(plan, {
      root: folder,
      store,
      service,
      inspectClip: () => Promise.resolve({ seconds: framesOfClip(4) / framesPerSecond }),
      concurrency: 2,
      stop: new AbortController().signal,
      sleep: tick,
      random: () => 0.5,
      ...more,
      onEvent: (event) => {
        events.push(event);
        more.onEvent?.(event);
      },
    });
    return { outcome, events };
  } finally {
    await store.close();
  }
}

/** Each shot with how it ended, in the plan's order. */
export function endsOf(outcome: Outcome): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...outcome.shots].map(([task, result]) => [
      task,
      result.state === 'kept' ? result.made : result.state,
    ]),
  );
}
