// Kills the built command at random, hundreds of times, against a server that keeps a bill, and looks
// at what must hold after each. `npm run soak -- --minutes 5`; it prints each trial's seed, and
// `--seed` makes that trial again. `--first 1` takes the seeds from 1 on.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'node_modules/.cache/scenewright';

await build({
  absWorkingDir: root,
  entryPoints: ['scripts/soak/main.ts'],
  outfile: `${folder}/soak.mjs`,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
});
await mkdir(`${root}/${folder}`, { recursive: true });
// What the trials load into the command stands beside them.
await copyFile(`${root}/test/faults/support/kill-at.mjs`, `${root}/${folder}/kill-at.mjs`);
const words = [`${folder}/soak.mjs`, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
