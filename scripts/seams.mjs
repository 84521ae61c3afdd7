// Counts how often overlaps are found to the frame. The parts are TypeScript, which Node 20 does not
// run: they are bundled first.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = 'node_modules/.cache/scenewright/seams.mjs';

await build({
  absWorkingDir: root,
  entryPoints: ['scripts/seams/main.ts'],
  outfile: bundle,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
});
const words = [bundle, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
