/** From what the command line names to the scripts that are meant. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../../failure.ts';
import { findProject } from '../../project/project.ts';
import type { Cli } from '../cli.ts';
import { forwardSlashes } from '../host.ts';
import { lookAt, readable } from './named-path.ts';

/**
 * The files that `paths` name: a file is itself, a folder every `*.scene` below it. Absolute, each
 * once, sorted, so that the same tree gives the same output on every machine.
 */
export async function collectScripts(cli: Cli, paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const named of paths.length === 0 ? ['.'] : paths) {
    for (const script of await scriptsAt(cli, named)) found.add(forwardSlashes(script));
  }
  return [...found].sort(byCodeUnit);
}

/** The scripts below the working directory; where there are none, those of the project around it. */
export async function scriptsAround(cli: Cli): Promise<readonly string[]> {
  const here = await scriptsBelow(cli.cwd, '.');
  if (here.length > 0) return here.map(forwardSlashes).sort(byCodeUnit);
  const { file, root } = await findProject(cli.host, cli.cwd);
  return collectScripts(cli, file === undefined ? [] : [root]);
}

async function scriptsAt(cli: Cli, named: string): Promise<readonly string[]> {
  const { path: absolute, kind } = await lookAt(cli, named);
  if (kind === 'file') return [absolute];
  const scripts = await scriptsBelow(absolute, named);
  if (scripts.length === 0) {
    throw new Failure('file-missing', `There is no .scene file in ${described(named)}.`, {
      hint: 'Name a file or another folder; `scene init` makes a project to begin with.',
    });
  }
  return scripts;
}

/** Links to folders are not followed: a link may lead back up. */
async function scriptsBelow(folder: string, named: string): Promise<string[]> {
  const scripts: string[] = [];
  for (const entry of await readable(named, readdir(folder, { withFileTypes: true }))) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      scripts.push(...(await scriptsBelow(at, path.join(named, entry.name))));
    } else if (entry.name.endsWith('.scene') && !entry.name.startsWith('.')) {
      scripts.push(at);
    }
  }
  return scripts;
}

function described(named: string): string {
  return named === '.' ? 'this folder' : named;
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
