/**
 * Names of files by what is in them. A file whose stamp is what it was is not read again: its name is
 * remembered beside the pieces.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hashFile, ifThere } from '../files.ts';
import { jsonOf } from '../json.ts';
import { stampOf } from '../file-stamp.ts';
import { writeWhole } from '../whole-file.ts';

export interface ContentNames {
  /** SHA-256 of the file's bytes; each file is read once. */
  nameOf(path: string): Promise<string>;
  /** Writes down the names that were asked for. */
  save(): Promise<void>;
}

const memorySchema = z.record(z.string(), z.object({ stamp: z.string(), sha256: z.string() }));
type Memory = z.infer<typeof memorySchema>;

/** `memoryPath` may be missing, or hold something else: then nothing is remembered. */
export async function openContentNames(memoryPath: string): Promise<ContentNames> {
  const remembered = await readMemory(memoryPath);
  const asked: Memory = {};
  const names = new Map<string, Promise<string>>();
  const find = async (path: string): Promise<string> => {
    const stamp = stampOf(path);
    const known = remembered[path];
    const sha256 = known?.stamp === stamp ? known.sha256 : (await hashFile(path)).sha256;
    asked[path] = { stamp, sha256 };
    return sha256;
  };
  return {
    nameOf(path) {
      let name = names.get(path);
      if (!name) {
        name = find(path);
        names.set(path, name);
      }
      return name;
    },
    async save() {
      await writeWhole(memoryPath, JSON.stringify(asked));
    },
  };
}

/** A memory that a crash has cut short is as good as none. */
async function readMemory(path: string): Promise<Memory> {
  const text = (await ifThere(readFile(path, 'utf8'))) ?? '';
  return memorySchema.safeParse(jsonOf(text)).data ?? {};
}
