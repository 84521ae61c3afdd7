/**
 * The simulator's folder: objects (clips, last frames, references, uploads), one file a task, the bill,
 * and the secret that links are signed with. Every file appears whole or not at all; in a folder that
 * outlives the process it is on the disk before anybody is told.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskTrouble, makeFolder } from '../../disk-trouble.ts';
import { ifThere, isThere } from '../../files.ts';

export interface Storage {
  readonly folder: string;
  readonly secret: string;
  objectPath(name: string): string;
  /** Stores bytes under a name made of their hash and `extension`; answers with the name. */
  keep(bytes: Uint8Array, extension: string): Promise<string>;
  writeText(path: string, text: string): Promise<void>;
  appendLine(path: string, line: string): Promise<void>;
  /** undefined where there is none. */
  readText(path: string): Promise<string | undefined>;
  list(path: string): Promise<readonly string[]>;
  remove(path: string): Promise<void>;
  /** Removes a folder that was temporary. */
  close(): Promise<void>;
}

/** `dir` undefined: a folder of its own below the system's temporary one. */
export async function openStorage(dir: string | undefined): Promise<Storage> {
  const folder = dir ?? (await mkdtemp(join(tmpdir(), 'scenewright-simulator-')));
  const lasting = dir !== undefined;
  for (const room of ['objects', 'tasks']) {
    await diskTrouble(folder, () => makeFolder(join(folder, room)));
  }
  const write = (path: string, bytes: Uint8Array | string): Promise<void> =>
    writeWhole(join(folder, path), bytes, { lasting });

  const readText = (path: string): Promise<string | undefined> =>
    ifThere(readFile(join(folder, path), 'utf8'));

  let secret = await readText('secret');
  if (secret === undefined) {
    secret = randomBytes(32).toString('hex');
    await write('secret', secret);
  }

  return {
    folder,
    secret,
    objectPath: (name) => join(folder, 'objects', name),
    async keep(bytes, extension) {
      const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}${extension}`;
      const path = join('objects', name);
      // Named by content, and whole where it is there at all: the same reference serves many shots.
      if (!(await isThere(join(folder, path)))) await write(path, bytes);
      return name;
    },
    writeText: write,
    async appendLine(path, line) {
      const file = await open(join(folder, path), 'a', 0o600);
      try {
        await file.appendFile(`${line}\n`);
        if (lasting) await file.sync();
      } finally {
        await file.close();
      }
    },
    readText,
    async list(path) {
      return (await readdir(join(folder, path))).filter((name) => !name.endsWith('.part')).sort();
    },
    remove: (path) => rm(join(folder, path), { force: true }),
    async close() {
      if (!lasting) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeWhole(
  path: string,
  bytes: Uint8Array | string,
  { lasting }: { readonly lasting: boolean },
): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(partial, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    if (lasting) await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
}
