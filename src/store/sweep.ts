/** What a killed run left half-written. Only who has taken its lock over may take it away. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '../files.ts';
import { lookIntoStore } from './local-store.ts';
import { isInFlight } from './attempts.ts';
import { origins, type Origin } from './store.ts';

/** Half-downloaded clips stay: they are paid for, and their download goes on. */
export async function sweepStore(folder: string): Promise<void> {
  for (const origin of origins) {
    const home = join(folder, origin);
    for (const room of ['recipes', 'clips', 'takes']) await removeParts(join(home, room));
    await removeStrayDownloads(folder, origin);
  }
}

/** Beside a script or a film: accepted takes and source maps. */
export async function sweepFolder(folder: string): Promise<void> {
  for (const name of (await ifThere(readdir(folder))) ?? []) {
    if (/\.(?:takes|map)\.json\.part$/u.test(name)) await rm(join(folder, name), { force: true });
  }
}

async function removeParts(folder: string): Promise<void> {
  for (const name of (await ifThere(readdir(folder, { recursive: true }))) ?? []) {
    if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
  }
}

/** A download is named by the tag of its attempt. */
async function removeStrayDownloads(folder: string, origin: Origin): Promise<void> {
  const incoming = join(folder, origin, 'incoming');
  const names = (await ifThere(readdir(incoming))) ?? [];
  if (names.length === 0) return;
  const attempts = await lookIntoStore(folder, origin);
  const awaited = new Set(attempts.filter(isInFlight).map(({ tag }) => tag));
  for (const name of names) {
    if (!awaited.has(name.replace(/\.[^.]*$/u, '')))
      await rm(join(incoming, name), { force: true });
  }
}
