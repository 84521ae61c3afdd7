/** Writes a file whole or not at all: beside its place first, then renamed into it. */
import { randomUUID } from 'node:crypto';
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { diskTrouble } from '../disk-trouble.ts';
import { Failure } from '../failure.ts';

/** A file that is there keeps its mode; a link stays a link, and what it leads to is written. */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const part = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.part`);
  try {
    await diskTrouble(file, async () => {
      await writeFile(part, content, { flag: 'wx' });
      const before = await stat(target).catch(() => undefined);
      if (before) await chmod(part, before.mode);
      await rename(part, target);
    });
  } catch (cause) {
    await rm(part, { force: true });
    if (cause instanceof Failure) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('disk-trouble', `cannot write ${file}: ${why}`, { cause });
  }
}
