/** The scripts that may import a file: those of its project and of the folders that the editor has open. */
import { posix } from 'node:path';
import { isInside } from '../semantics/load/paths.ts';
import type { Host } from '../source/host.ts';

/** Absolute paths of the `.scene` files below the folders, sorted; hidden folders are left out. */
export async function scriptsBelow(
  folders: readonly string[],
  host: Host,
): Promise<readonly string[]> {
  const seen = new Set<string>();
  const scripts = new Set<string>();
  async function visit(folder: string): Promise<void> {
    const real = await host.realPath(folder);
    if (real === undefined || seen.has(real)) return;
    seen.add(real);
    const names = (await host.namesIn(real)).filter((name) => !isLeftOut(name));
    for (const name of names) {
      const path = posix.join(real, name);
      if (name.endsWith('.scene')) scripts.add(path);
      // Nothing but its names tells a folder from a file, and no folder is called like a medium.
      else if (!posix.extname(name)) await visit(path);
    }
  }
  for (const folder of folders) await visit(folder);
  return [...scripts].sort();
}

function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** The folders in which a script may stand that imports this one. */
export function foldersAround(
  path: string,
  root: string,
  workspace: readonly string[],
): readonly string[] {
  return [root, ...workspace.filter((folder) => isInside(folder, path))];
}
