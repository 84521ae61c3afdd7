// Kills the built command at random, hundreds of times, against a server that keeps a bill, and looks
// at what must hold after each. `npm run soak -- --minutes 5`; it prints each trial's seed, and
// `--seed` makes that trial again. `--first 1` takes the seeds from 1 on.
import { copyFile, mkdir } from 'node:fs/promises';
import { bundleFolder, root, runScript } from './bundle.mjs';

await mkdir(bundleFolder, { recursive: true });
// What the trials load into the command stands beside them.
await copyFile(`${root}/test/faults/support/kill-at.mjs`, `${bundleFolder}/kill-at.mjs`);
await runScript('soak');
