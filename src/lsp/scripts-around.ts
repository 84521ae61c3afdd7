/** The scripts that import a file: looked for in its project and in the folders that the editor has open. */
import { posix } from 'node:path';
import { isInside } from '../semantics/load/paths.ts';
import type { Host } from '../source/host.ts';
import type { Snapshot } from './snapshot.ts';

/** Absolute paths of the scripts that may import the file, the file itself among them. */
export async function pathsAround(
  path: string,
  root: string,
  now: Snapshot,
): Promise<ReadonlySet<string>> {
  const folders = [root, ...now.folders.filter((folder) => isInside(folder, path))];
  const below = await scriptsBelow(folders, now.host);
  return new Set([path, ...(await now.openPaths()), ...below]);
}

/**
 * Absolute paths of the scripts that import the file, near or far, and of those that cannot be read: why
 * is told by whoever checks them. `goOn` is asked between two of them.
 */
export async function importersOf(
  path: string,
  now: Snapshot,
  goOn: () => Promise<boolean>,
): Promise<readonly string[]> {
  const [saved] = await Promise.allSettled([now.analysisOf(path)]);
  if (saved.status === 'rejected') return [path];
  const { sources, file } = saved.value;
  const around = new Set(await pathsAround(file.source.path, sources.root, now));
  around.delete(file.source.path);
  const found: string[] = [];
  for (const one of around) {
    if (!(await goOn())) break;
    const [other] = await Promise.allSettled([now.analysisOf(one)]);
    if (other.status === 'rejected' || other.value.reads(file.source.path)) found.push(one);
  }
  return found;
}

/** Absolute paths of the `.scene` files below the folders, sorted; hidden folders are left out. */
async function scriptsBelow(folders: readonly string[], host: Host): Promise<readonly string[]> {
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
