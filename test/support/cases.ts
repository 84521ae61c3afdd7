/**
 * A folder is a case: what is in it is the input, and what is expected stands beside it as text. A
 * new case is a new folder; `npm run accept` writes what is expected, and a reviewer reads it.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './sources.ts';

export interface Case {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** The absolute path of a file of the case. */
  at(file: string): string;
}

/** The folders of `test/cases/KIND`, sorted; none is a mistake. */
export function casesOf(kind: string): readonly Case[] {
  const root = path.join(projectRoot, 'test', 'cases', kind);
  const cases = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      folder: path.join(root, name),
      at: (file: string) => path.join(root, name, file),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (cases.length === 0) throw new Error(`there is no case in ${root}`);
  return cases;
}
