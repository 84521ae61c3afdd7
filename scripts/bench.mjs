// Measures, and prints one table. The parts are TypeScript, which Node 20 does not run: they are
// bundled first. `npm run bench` runs all; `npm run bench -- compile start` runs those named.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = 'node_modules/.cache/scenewright/bench.mjs';

await build({
  absWorkingDir: root,
  entryPoints: ['scripts/bench/main.ts'],
  outfile: bundle,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  logLevel: 'warning',
});
const words = ['--expose-gc', bundle, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
