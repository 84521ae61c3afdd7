// Measures, and prints one table. `npm run bench` runs all; `npm run bench -- compile start` runs those
// named.
import { runScript } from './bundle.mjs';

await runScript('bench', { nodeOptions: ['--expose-gc'], esbuildOptions: { minifySyntax: true } });
