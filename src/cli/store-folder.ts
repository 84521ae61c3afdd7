/** Where a project keeps its clips and its journal. */
import path from 'node:path';
import { stat } from 'node:fs/promises';
import { ifThere } from '../files.ts';
import { findProject, type Project } from '../project/project.ts';
import type { Cli } from './cli.ts';
import { readable } from './inputs/named-path.ts';

export interface FoundStore {
  readonly project: Project;
  /** Absolute; it need not exist. */
  readonly folder: string;
}

export const usualStoreName = '.scenewright';

export function storeFolder({ root, settings }: Project): string {
  return path.resolve(root, settings.store ?? usualStoreName);
}

/**
 * The store of the project around the working directory: of the nearest `scenewright.json` upward,
 * and where there is none, the nearest store that lies beside a script.
 */
export async function findStore(cli: Cli): Promise<FoundStore> {
  const project = await findProject(cli.host, cli.cwd);
  if (project.file !== undefined) return { project, folder: storeFolder(project) };
  for (let at = project.root; ; at = path.dirname(at)) {
    const folder = path.join(at, usualStoreName);
    if (await isFolder(folder)) return { project: { ...project, root: at }, folder };
    if (at === path.dirname(at)) return { project, folder: storeFolder(project) };
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return (await readable(folder, ifThere(stat(folder))))?.isDirectory() ?? false;
}
