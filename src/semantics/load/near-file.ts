/** A file that was meant by a path at which there is none. */
import type { Host } from '../../source/host.ts';
import { nearName } from '../../source/near-name.ts';

/** What to do about a file that is not there, and which one is there in its place; `path` is in `root`. */
export async function adviceForAbsent(path: string, root: string, host: Host): Promise<string> {
  const parts = path.split('/');
  // The first part that is not there is the one that was mistaken: a folder's name as well as a file's.
  for (let count = root.split('/').length + 1; count <= parts.length; count++) {
    const wanted = parts[count - 1] ?? '';
    const names = await host.namesIn(parts.slice(0, count - 1).join('/') || '/');
    if (names.includes(wanted)) continue;
    const same = names.filter((name) => name.normalize('NFC') === wanted.normalize('NFC'));
    if (same.length > 0) {
      return `“${wanted}” is there in another spelling of Unicode, letter and accent apart as macOS packs it: rename it to the name as it stands here.`;
    }
    const near = names.find((name) => folded(name) === folded(wanted));
    if (near !== undefined) return `“${near}” is there; capitals count.`;
    const alike = nearName(wanted, names);
    if (alike !== undefined) return `“${alike}” is there: was that meant?`;
    break;
  }
  return 'The path starts at the folder of this file; capitals count.';
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
