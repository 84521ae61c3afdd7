// Counts how often the overlap of two clips is found to the frame. `npm run seams -- --pairs 400`; it
// prints the seed of each miss, and `--first` takes the seeds from one on.
import { runScript } from './bundle.mjs';

await runScript('seams');
