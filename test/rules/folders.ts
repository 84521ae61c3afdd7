/** The cases of this room: each folder holds `input.scene` and, as text, what is expected of it. */
import { readdirSync } from 'node:fs';
import path from 'node:path';

export interface RuleCase {
  readonly name: string;
  readonly at: (file: string) => string;
}

export function foldersIn(kind: 'lines' | 'program'): readonly RuleCase[] {
  const root = path.join(import.meta.dirname, 'cases', kind);
  return readdirSync(root)
    .sort()
    .map((name) => ({ name, at: (file: string) => path.join(root, name, file) }));
}
