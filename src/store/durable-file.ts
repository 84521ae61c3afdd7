/**
 * Files that survive a power cut: what these functions have returned from is on the disk, name and
 * bytes. A name that exists therefore always stands for a whole file.
 */
import { open, rename, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';

/** Moves a finished file to its final name. Both are on one file system; an equal file is replaced. */
export async function placeDurably(temporaryPath: string, finalPath: string): Promise<void> {
  await diskTrouble(finalPath, async () => {
    await makeFolderDurably(dirname(finalPath));
    await syncPath(temporaryPath);
    await rename(temporaryPath, finalPath);
    await syncPath(dirname(finalPath));
  });
}

/** Writes a whole file beside its final name and moves it there. */
export async function writeDurably(path: string, bytes: string | Uint8Array): Promise<void> {
  const temporaryPath = `${path}.${process.pid}.part`;
  await diskTrouble(path, async () => {
    await makeFolderDurably(dirname(path));
    const file = await open(temporaryPath, 'w');
    try {
      await file.writeFile(bytes);
    } catch (error) {
      await file.close();
      await rm(temporaryPath, { force: true });
      throw error;
    }
    await file.close();
  });
  await placeDurably(temporaryPath, path);
}

/** Makes a folder and those above it, each entered durably in its parent. */
export async function makeFolderDurably(path: string): Promise<void> {
  await diskTrouble(path, async () => {
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return;
    for (let made = path; ; made = dirname(made)) {
      await syncPath(dirname(made));
      if (made === first || dirname(made) === made) return;
    }
  });
}

/** A folder's fsync makes the names in it durable; where a system has none (Windows), it is left out. */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'EISDIR' || codeOf(error) === 'EPERM') return undefined;
    throw error;
  });
  if (!file) return;
  try {
    await file.sync();
  } catch (error) {
    if (!['EPERM', 'EINVAL', 'EISDIR'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await file.close();
  }
}

/** The system's own error code (`ENOSPC`), where the error has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

interface Trouble {
  readonly what: string;
  readonly hint: string;
}

const fullDisk = 'Make room and run the same command again: what is kept stays kept.';
const elsewhere =
  'Set the rights of the folder, or "store" in scenewright.json to one that can be written.';
const misplaced = 'Move it away, or set "store" in scenewright.json to another folder.';

const troubles: Readonly<Record<string, Trouble>> = {
  ENOSPC: { what: 'the disk is full', hint: fullDisk },
  EDQUOT: { what: 'the disk quota is used up', hint: fullDisk },
  EROFS: { what: 'the file system is read-only', hint: elsewhere },
  EACCES: { what: 'writing there is not allowed', hint: elsewhere },
  EPERM: { what: 'writing there is not allowed', hint: elsewhere },
  EIO: { what: 'the disk reports a fault', hint: 'Look after the disk before anything else.' },
  ENOTDIR: { what: 'a file stands where a folder is needed', hint: misplaced },
  EEXIST: { what: 'a file stands where a folder is needed', hint: misplaced },
  EISDIR: { what: 'a folder stands where a file is needed', hint: misplaced },
};

/** Runs `work`; what the disk refuses becomes a Failure `disk-trouble` that names `path`. */
export async function diskTrouble<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubles[codeOf(error) ?? ''];
    if (!trouble) throw error;
    throw new Failure('disk-trouble', `cannot write ${path}: ${trouble.what}`, {
      hint: trouble.hint,
      cause: error,
    });
  }
}
