/** The project's own sources as text, for the tests that hold the house together. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface Import {
  /** What is imported: a path from the project's root (`src/source/text.ts`), or a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** The TypeScript files below a folder, as paths from the project's root, sorted. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(path.join(projectRoot, file), 'utf8');
}

/** Every import of a file, static, dynamic and of types. */
export function importsOf(file: string): readonly Import[] {
  const text = textOf(file);
  const found: Import[] = [];
  const statement =
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;
  for (const [, type, from, bare, dynamic] of text.matchAll(statement)) {
    const specifier = from ?? bare ?? dynamic ?? '';
    const target = specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier)
      : specifier;
    found.push({ target, typeOnly: type !== undefined });
  }
  return found;
}
