// Bundles the command into dist/: one small entry that starts fast, and chunks that a command loads
// when it needs them. Packages with binaries or data of their own stay outside the bundle.
import { build } from 'esbuild';
import { chmod, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const result = await build({
  entryPoints: { scene: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  sourcemap: true,
  legalComments: 'none',
  metafile: true,
  external: ['@resvg/resvg-js', '@ffmpeg-installer/ffmpeg', '@ffprobe-installer/ffprobe'],
  banner: {
    // Packages in CommonJS inside the bundle still call require(), and fluent-ffmpeg asks for its folder.
    js: "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url), __dirname = import.meta.dirname;",
  },
  logLevel: 'warning',
});
await chmod('dist/scene.js', 0o755);

// What an earlier build left goes last: a command that runs meanwhile still finds its chunks.
const written = new Set(Object.keys(result.metafile.outputs).map((name) => path.basename(name)));
for (const name of await readdir('dist')) {
  if (!written.has(name)) await rm(path.join('dist', name), { recursive: true });
}
