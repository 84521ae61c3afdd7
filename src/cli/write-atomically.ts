/** Writes a file whole or not at all: beside its place first, then renamed into it. */
import { randomUUID } from 'node:crypto';
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { diskTrouble, makeFolder, whyUnreadable } from '../disk-trouble.ts';
import { Failure } from '../failure.ts';
import { ifThere } from '../files.ts';

/**
 * Folders on the way are made. A file that is there keeps its mode; a link stays a link, and what it
 * leads to is written.
 * @throws Failure `disk-trouble`
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  let part: string | undefined;
  try {
    await diskTrouble(file, async () => {
      const target = (await ifThere(realpath(file))) ?? file;
      await makeFolder(path.dirname(target));
      part = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.part`);
      await writeFile(part, content, { flag: 'wx' });
      const before = await ifThere(stat(target));
      if (before) await chmod(part, before.mode);
      await rename(part, target);
    });
  } catch (cause) {
    if (part !== undefined) await rm(part, { force: true });
    const why = whyUnreadable(cause);
    if (cause instanceof Failure || why === undefined) throw cause;
    throw new Failure('disk-trouble', `cannot write ${file}: ${why}`, { cause });
  }
}
