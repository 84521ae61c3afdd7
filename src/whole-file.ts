/**
 * Files that appear whole or not at all: written beside their place and then renamed into it. Each has one
 * writer at a time; so what a killed one left half-written is written over by the next.
 */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskTrouble, makeFolder } from './disk-trouble.ts';

/**
 * For what can be missed: a power cut may take it away, or leave it torn. Folders on the way are made.
 * @throws Failure `disk-trouble`
 */
export async function writeWhole(path: string, bytes: string | Uint8Array): Promise<void> {
  const temporaryPath = await writeBeside(path, bytes);
  await diskTrouble(path, () => rename(temporaryPath, path));
}

/**
 * Writes the temporary file that is to be moved to `path`, and says where it is.
 * @throws Failure `disk-trouble`
 */
export async function writeBeside(path: string, bytes: string | Uint8Array): Promise<string> {
  const temporaryPath = `${path}.part`;
  await diskTrouble(path, async () => {
    await makeFolder(dirname(path));
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
  return temporaryPath;
}
