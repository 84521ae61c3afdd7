/**
 * A render with nothing to do: every clip of 500 shots is kept, and the film is cut. The first such run
 * finds that out; those after it remember.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '../../src/compile.ts';
import { arkService } from '../../src/render/ark-service.ts';
import { render } from '../../src/render/render.ts';
import { createArkClient } from '../../src/seedance/client.ts';
import { openLocalStore } from '../../src/store/local-store.ts';
import { memoryHost } from '../../test/support/memory-host.ts';
import { median } from './measure.ts';
import { chainsScript } from './render.ts';
import type { Bench } from './row.ts';
import { startService } from './service.ts';

const shots = 500;

export const nothingBench: Bench = {
  name: 'nothing',
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), 'scenewright-bench-nothing-'));
    try {
      const file = path.join(folder, 'chains.scene');
      const script = mostlyOmitted(chainsScript(shots, [1, 1, 3]));
      await writeFile(file, script);
      await keepAll(folder, script);
      scene(['render', file]);
      const first = scene(['render', file]);
      const version: number[] = [];
      const nothing: number[] = [];
      for (let round = 0; round < 11; round += 1) {
        version.push(scene(['--version']));
        nothing.push(scene(['render', file]));
      }
      const ratio = median(nothing) / median(version);
      return [
        { what: 'scene --version', result: `${median(version).toFixed(0)} ms` },
        {
          what: `scene render that finds nothing to do, ${shots} shots`,
          result: `${first.toFixed(0)} ms`,
        },
        {
          what: 'the same once more',
          result: `${median(nothing).toFixed(0)} ms, ${ratio.toFixed(1)}x scene --version`,
          goal: '≤ 3x',
          reached: ratio <= 3,
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** All shots but the first stay out of the cut, so that the one film that is cut here is short. */
function mostlyOmitted(script: string): string {
  let shot = 0;
  return script.replaceAll(/^ {2}shot .*$/gmu, (line) =>
    shot++ === 0 ? line : `${line}\n    omit: yes`,
  );
}

/** Fills the store as a run does, with clips that nobody looks at. */
async function keepAll(folder: string, script: string): Promise<void> {
  const host = memoryHost({ 'chains.scene': script });
  const { plan } = await compile('/project/chains.scene', '/project', host);
  if (!plan) throw new Error('the script has errors');
  const concurrency = 16;
  const server = await startService({ concurrency, latencySeconds: [0, 0] });
  const client = createArkClient({ baseUrl: server.url, apiKey: server.apiKey, listIntervalMs: 0 });
  const store = await openLocalStore(path.join(folder, '.scenewright'), 'simulator');
  try {
    await render(plan, {
      root: folder,
      store,
      service: arkService(client, { origin: 'simulator', account: 'simulator' }),
      inspectClip: () => Promise.resolve({ seconds: 4 }),
      concurrency,
      onEvent: () => undefined,
      stop: new AbortController().signal,
      settings: { pollMs: 20 },
    });
  } finally {
    await store.close();
    await client.close();
    await server.close();
  }
}

/** Milliseconds of one run of the command. */
function scene(words: readonly string[]): number {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['dist/scene.js', ...words], {
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(`scene ${words.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
