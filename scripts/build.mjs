// Bundles the command into dist/: one small entry that starts fast, and chunks that a command loads
// when it needs them. Packages with binaries or data of their own stay outside the bundle.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { scene: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true,
  sourcemap: true,
  legalComments: 'none',
  external: [
    '@resvg/resvg-js',
    '@ffmpeg-installer/ffmpeg',
    '@ffprobe-installer/ffprobe',
    '@fontsource/noto-sans-sc',
    'fluent-ffmpeg',
    'fontkit',
  ],
  banner: {
    // Packages in CommonJS inside the bundle still call require().
    js: "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);",
  },
  logLevel: 'warning',
});
