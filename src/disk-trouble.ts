/** What a disk refuses, in words: the tables for whoever writes files, and for whoever reads them. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from './failure.ts';

/** Runs `work`; what the disk refuses becomes a Failure `disk-trouble` that names `path`. */
export async function diskTrouble<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFailure(path, codeOf(error), error) ?? error;
  }
}

/** The failure that a system's error code stands for; undefined where the disk is not what refuses. */
export function diskFailure(
  path: string,
  code: string | undefined,
  cause: unknown,
): Failure | undefined {
  const trouble = troubles[code ?? ''];
  if (!trouble) return undefined;
  const { what, hint } = trouble;
  return new Failure('disk-trouble', `cannot write ${path}: ${what}`, { hint, cause });
}

/**
 * The failure behind an error that nobody has met on its way out: a disk that took nothing more, or
 * nothing at all. Undefined for any other, which may be a fault of the program.
 * @param path what was being written, where the error itself does not say
 */
export function unmetDiskTrouble(error: unknown, path = 'a file'): Failure | undefined {
  const code = codeOf(error) ?? '';
  return writeOnly.has(code) ? diskFailure(pathOf(error) ?? path, code, error) : undefined;
}

/**
 * Makes a folder and those above it that are missing. One by one: what Node makes in one go ends in
 * ENOENT on a read-only disk, whatever the system said.
 * @returns those that were made, the outermost first
 */
export async function makeFolder(path: string): Promise<readonly string[]> {
  try {
    return await makeOneFolder(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
  }
  const above = await makeFolder(dirname(path));
  return [...above, ...(await makeOneFolder(path))];
}

/** Throws `ENOENT` where the folder above is missing, and where nothing can be made (`/proc`). */
async function makeOneFolder(path: string): Promise<readonly string[]> {
  try {
    await mkdir(path);
    return [path];
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return [];
    throw error;
  }
}

/** The system's own error code (`ENOSPC`), where the error has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Why a path cannot be looked at or read, in words; undefined where the system's error does not say. */
export function whyUnreadable(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : (unreadable[code] ?? code);
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is nothing at this path',
  ENOTDIR: 'there is nothing at this path',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read (permission denied)',
  EPERM: 'it may not be read (permission denied)',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is longer than this system takes',
};

interface Trouble {
  readonly what: string;
  readonly hint: string;
}

const fullDisk = 'Make room and run the same command again: what is kept stays kept.';
const elsewhere =
  'Set the rights of the folder, or choose another: with -o, or for the store with "store" in scenewright.json.';
const misplaced = 'Move it away, or choose another place, as with -o.';

const troubles: Readonly<Record<string, Trouble>> = {
  ENOSPC: { what: 'the disk is full', hint: fullDisk },
  EDQUOT: { what: 'the disk quota is used up', hint: fullDisk },
  ENOENT: { what: 'its folder is not there, and cannot be made', hint: elsewhere },
  EROFS: { what: 'the file system is read-only', hint: elsewhere },
  EACCES: { what: 'writing there is not allowed', hint: elsewhere },
  EPERM: { what: 'writing there is not allowed', hint: elsewhere },
  EIO: { what: 'the disk reports a fault', hint: 'Look after the disk before anything else.' },
  ENOTDIR: { what: 'a file stands where a folder is needed', hint: misplaced },
  EEXIST: { what: 'a file stands where a folder is needed', hint: misplaced },
  EISDIR: { what: 'a folder stands where a file is needed', hint: misplaced },
};

/** No reading ends in one of these. */
const writeOnly: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

function pathOf(error: unknown): string | undefined {
  for (const name of ['dest', 'path']) {
    const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
    if (typeof value === 'string') return value;
  }
  return undefined;
}
