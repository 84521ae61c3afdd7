/** A process to be killed: assembles what a file says, and tells its parent of each stage. */
import { readFile } from 'node:fs/promises';
import { assemble, type AssembleOptions } from '../../src/episode/assemble.ts';
import type { Cue } from '../../src/subtitles/cues.ts';
import { unadorned } from './made-up.ts';

export interface Job extends Omit<AssembleOptions, 'clips' | 'finishing' | 'burn' | 'onProgress'> {
  readonly clips: readonly (readonly [string, string])[];
  readonly burnt?: readonly Cue[];
}

const job = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Job;
await assemble({
  ...job,
  clips: new Map(job.clips),
  burn: () => {
    process.send?.('subtitles');
    return job.burnt ?? [];
  },
  finishing: () => unadorned,
  onProgress: ({ stage }) => process.send?.(stage),
});
