// Runs a script that is TypeScript, which Node 20 does not run: it is bundled first.
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Where bundles lie, and what they load beside themselves; absolute. */
export const bundleFolder = path.join(root, 'node_modules/.cache/scenewright');

/** Runs `scripts/NAME/main.ts` on this command's own words; its exit code becomes this command's. */
export async function runScript(name, { nodeOptions = [], esbuildOptions = {} } = {}) {
  await mkdir(bundleFolder, { recursive: true });
  const bundle = path.join(bundleFolder, `${name}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`scripts/${name}/main.ts`],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
    ...esbuildOptions,
  });
  const words = [...nodeOptions, bundle, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
