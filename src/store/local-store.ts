/**
 * The store in a folder:
 *
 *     .scenewright/
 *       .gitignore           everything here
 *       lock                 who renders now
 *       nothing-to-do/       what renders said that found nothing to do; made again
 *       ark/  simulator/     by origin, each with
 *         journal.jsonl      attempts, append-only
 *         recipes/ab/…json  what a take was made from, by SHA-256 of its text
 *         clips/ab/ab….mp4   by SHA-256: bytes exactly as they came, for the service trusts only those
 *         incoming/          downloads on their way
 *         scratch/           what can be made again
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attempt } from './attempts.ts';
import { diskTrouble } from '../disk-trouble.ts';
import { hashFile, sizeOf } from '../files.ts';
import { writeWhole } from '../whole-file.ts';
import { makeFolderDurably, placeDurably, writeDurably } from './durable-file.ts';
import { lookIntoJournal, openJournal, type JournalOptions } from './journal.ts';
import { takeLock } from './lock.ts';
import type { KeptFile } from './records.ts';
import { origins, type Origin, type Store } from './store.ts';

/**
 * Opens (or lays) the store of one origin in `folder`.
 * @throws Failure `store-damaged` with the line of the journal, or `disk-trouble`
 */
export async function openLocalStore(
  folder: string,
  origin: Origin,
  options: JournalOptions = {},
): Promise<Store> {
  const home = join(folder, origin);
  await makeFolderDurably(home);
  await layIgnoreFile(folder);
  const journal = await openJournal(journalPath(folder, origin), options);
  const placeOf = (file: Pick<KeptFile, 'sha256' | 'extension'>): string => placeIn(home, file);
  /** Files that were whole when they were asked for: a run asks for each of them several times. */
  const seen = new Set<string>();
  return {
    origin,
    journal,
    async incomingPath(name) {
      const path = join(home, 'incoming', name);
      await makeFolderDurably(join(home, 'incoming'));
      return path;
    },
    async keep(temporaryPath, extension) {
      const file: KeptFile = { ...(await hashFile(temporaryPath)), extension };
      await options.lock?.seeThatItIsHeld();
      await placeDurably(temporaryPath, placeOf(file));
      return file;
    },
    async pathOf(file) {
      const path = placeOf(file);
      if (seen.has(path)) return path;
      if ((await sizeOf(path)) !== file.bytes) return undefined;
      seen.add(path);
      return path;
    },
    async keepRecipe({ hash, text }) {
      const path = recipePath(folder, origin, hash);
      if ((await sizeOf(path)) !== Buffer.byteLength(text)) await writeWhole(path, text);
    },
    async scratchFolder(name) {
      const path = join(home, 'scratch', name);
      await makeFolderDurably(path);
      return path;
    },
    close: () => journal.close(),
  };
}

/**
 * What a run whose lock was taken away still has open is no longer the store's: the journal becomes a
 * copy under the same name, and half downloads go. Whatever it had written while the lock was its own
 * is in the copy.
 * @throws Failure `run-locked` where somebody renders here by now; then all stays as it is
 */
export async function cutOff(folder: string): Promise<void> {
  const lock = await takeLock(folder);
  try {
    for (const origin of origins) {
      const path = journalPath(folder, origin);
      if ((await sizeOf(path)) !== undefined) await writeDurably(path, await readFile(path));
      await rm(join(folder, origin, 'incoming'), { recursive: true, force: true });
    }
  } finally {
    await lock.release();
  }
}

/** What the journal of one origin holds, without opening the store: a run may be writing it. */
export function lookIntoStore(folder: string, origin: Origin): Promise<readonly Attempt[]> {
  return lookIntoJournal(journalPath(folder, origin));
}

/** The path of a kept file, or undefined where it is not there whole; the store need not be open. */
export async function lookForKept(
  folder: string,
  origin: Origin,
  file: KeptFile,
): Promise<string | undefined> {
  const path = placeIn(join(folder, origin), file);
  return (await sizeOf(path)) === file.bytes ? path : undefined;
}

/** A scratch folder of a store that need not be open: what lies there is written whole and by content. */
export async function layScratch(folder: string, origin: Origin, name: string): Promise<string> {
  const path = join(folder, origin, 'scratch', name);
  await makeFolderDurably(path);
  await layIgnoreFile(folder);
  return path;
}

export function recipePath(folder: string, origin: Origin, hash: string): string {
  return join(folder, origin, 'recipes', hash.slice(0, 2), `${hash}.json`);
}

export function journalPath(folder: string, origin: Origin): string {
  return join(folder, origin, 'journal.jsonl');
}

function placeIn(home: string, { sha256, extension }: Omit<KeptFile, 'bytes'>): string {
  return join(home, 'clips', sha256.slice(0, 2), sha256 + extension);
}

/** In place: whoever looks into a store lays it too, beside a run that holds the lock. */
async function layIgnoreFile(folder: string): Promise<void> {
  const path = join(folder, '.gitignore');
  if (((await sizeOf(path)) ?? 0) > 0) return;
  await diskTrouble(path, () => writeFile(path, '*\n'));
}
