/**
 * Files that survive a power cut: what these functions have returned from is on the disk, name and
 * bytes. A name that exists therefore always stands for a whole file. Each has one writer at a time, who
 * holds the store's lock; so what a killed one left half-written is written over by the next.
 */
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, diskTrouble, makeFolder } from '../disk-trouble.ts';
import { writeBeside } from '../whole-file.ts';

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
  await makeFolderDurably(dirname(path));
  await placeDurably(await writeBeside(path, bytes), path);
}

/** Makes a folder and those above it, each entered durably in its parent. */
export async function makeFolderDurably(path: string): Promise<void> {
  await diskTrouble(path, async () => {
    for (const made of await makeFolder(path)) await syncPath(dirname(made));
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
