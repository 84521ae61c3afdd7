/** Paths as a script may write them, and where they lead. Forward slashes throughout. */
import { posix } from 'node:path';

/** Why a path as written cannot stand in a script, or undefined where it can. */
export function pathTrouble(written: string): string | undefined {
  if (written.trim() === '') return 'it is empty';
  if (/^data:/i.test(written)) return 'data: addresses hold the medium itself, name a file instead';
  if (/^http:/i.test(written)) return 'http: is not safe, the service takes https: alone';
  if (/^[a-z][a-z0-9+.-]+:/i.test(written)) return 'this kind of address is not read';
  if (/^[a-z]:/i.test(written)) return 'a drive letter holds on one machine alone';
  if (written.includes('\\')) return 'backslashes are read on Windows alone, write /';
  if (written.startsWith('/')) return 'an absolute path holds on one machine alone';
  if (written.startsWith('~')) return '~ is another folder for everybody';
  return undefined;
}

/** `https://…` or `asset://ID`: nothing that lies in the project. */
export function isRemote(written: string): boolean {
  return /^(https|asset):\/\/./i.test(written);
}

/** The absolute path of what the file at `from` calls `written`. */
export function resolveFrom(from: string, written: string): string {
  return posix.join(posix.dirname(from), written);
}

export function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
}

/** Relative to the root; a path outside of it stays as it is. */
export function relativeTo(root: string, path: string): string {
  return isInside(root, path) ? posix.relative(root, path) : path;
}
