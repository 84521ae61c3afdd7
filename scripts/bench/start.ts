/** How long `scene check` on one file takes from nothing, in multiples of `node -e 0`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from './measure.ts';
import type { Bench } from './row.ts';

const script = `episode "Start"

scene one "EXT. STREET - NIGHT"

  shot first 5s
    camera: wide shot
    Rain falls on an empty street.

  shot second 5s continues first
    A door opens.
`;

export const startBench: Bench = {
  name: 'start',
  run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'scenewright-bench-'));
    const file = path.join(folder, 'start.scene');
    writeFileSync(file, script);
    const nothing: number[] = [];
    const check: number[] = [];
    // By turns, so that what else the machine does meets both alike.
    for (let round = 0; round < 21; round += 1) {
      nothing.push(spawnMs(['-e', '0']));
      check.push(spawnMs(['dist/scene.js', 'check', file]));
    }
    const ratio = median(check) / median(nothing);
    return Promise.resolve([
      { what: 'node -e 0', result: `${median(nothing).toFixed(0)} ms` },
      {
        what: 'scene check, one file',
        result: `${median(check).toFixed(0)} ms, ${ratio.toFixed(1)}x node -e 0`,
        goal: '< 4x',
        reached: ratio < 4,
      },
    ]);
  },
};

function spawnMs(words: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
