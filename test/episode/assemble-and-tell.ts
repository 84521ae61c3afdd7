/** A process to be killed: assembles what a file says, and tells its parent of each stage. */
import { readFile } from 'node:fs/promises';
import { assemble, type AssembleOptions } from '../../src/episode/assemble.ts';
import { unadorned } from './made-up.ts';

type Job = Omit<AssembleOptions, 'clips' | 'finishing'> & { readonly clips: [string, string][] };

const job = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Job;
await assemble({
  ...job,
  clips: new Map(job.clips),
  finishing: () => unadorned,
  onProgress: ({ stage }) => process.send?.(stage),
});
