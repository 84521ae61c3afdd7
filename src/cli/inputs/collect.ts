/** From what the command line names to the scripts that are meant. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../../failure.ts';
import { nearName } from '../../source/near-name.ts';
import type { Cli } from '../cli.ts';
import { forwardSlashes } from '../host.ts';

/**
 * The files that `paths` name: a file is itself, a folder every `*.scene` below it. Absolute, each
 * once, sorted, so that the same tree gives the same output on every machine.
 */
export async function collectScripts(cli: Cli, paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const named of paths.length === 0 ? ['.'] : paths) {
    const absolute = path.resolve(cli.cwd, named);
    const scripts = await scriptsAt(absolute, named);
    for (const script of scripts) found.add(forwardSlashes(script));
  }
  return [...found].sort(byCodeUnit);
}

async function scriptsAt(absolute: string, named: string): Promise<readonly string[]> {
  const info = await stat(absolute).catch(() => undefined);
  if (!info) throw await missing(absolute, named);
  if (!info.isDirectory()) return [absolute];
  const scripts = await scriptsBelow(absolute);
  if (scripts.length === 0) {
    throw new Failure('file-missing', `There is no .scene file in ${described(named)}.`, {
      hint: 'Name a file or another folder; `scene init` makes a project to begin with.',
    });
  }
  return scripts;
}

/** Links to folders are not followed: a link may lead back up. */
async function scriptsBelow(folder: string): Promise<string[]> {
  const scripts: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      scripts.push(...(await scriptsBelow(at)));
    } else if (entry.name.endsWith('.scene') && !entry.name.startsWith('.')) {
      scripts.push(at);
    }
  }
  return scripts;
}

async function missing(absolute: string, named: string): Promise<Failure> {
  const siblings = await readdir(path.dirname(absolute)).catch(() => []);
  const near = nearName(path.basename(absolute), siblings);
  return new Failure('file-missing', `There is no file or folder called ${named}.`, {
    hint:
      near === undefined
        ? 'The path is read from the working directory.'
        : `Did you mean ${path.join(path.dirname(named), near)}?`,
  });
}

function described(named: string): string {
  return named === '.' ? 'this folder' : named;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
