/**
 * Inputs under safe names. A path with a quote, a `%` or a leading `-` means something to one or another
 * of ffmpeg's parsers; a link with a plain name in a private folder means nothing to any of them, and
 * lets the concat demuxer keep `safe=1`. The folder's name says whose it is, so that the next one who
 * stages anything takes away what a killed process left.
 */
import { createHash } from 'node:crypto';
import { copyFile, link, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { codeOf } from '../disk-trouble.ts';
import { markOfThisProcess, mayBeRunning } from '../living-process.ts';

export interface Staging {
  /** Absolute; of letters and digits alone below the system's temporary folder. */
  readonly folder: string;
  /** A link to `path` under a name of ours; the same path gives the same link. */
  stage(path: string): Promise<string>;
  /** Removes the folder and what is in it, never what the links point to. */
  remove(): Promise<void>;
}

export async function openStaging(options: { readonly parent?: string } = {}): Promise<Staging> {
  const parent = options.parent ?? (await realpath(tmpdir()));
  await sweep(parent);
  const { processId, processStart } = await markOfThisProcess();
  const name = [prefix, machine(), processId, processStart ?? unknownStart, ''].join('-');
  const folder = await mkdtemp(join(parent, name));
  const staged = new Map<string, Promise<string>>();
  return {
    folder,
    stage(path) {
      const source = resolve(path);
      let made = staged.get(source);
      if (!made) {
        made = place(source, join(folder, `in${String(staged.size + 1).padStart(4, '0')}`));
        staged.set(source, made);
      }
      return made;
    },
    async remove() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const prefix = 'scene';
const unknownStart = 'x';
const namePattern = new RegExp(`^${prefix}-([0-9a-f]{8})-(\\d+)-(\\d+|${unknownStart})-`, 'u');

/** A folder may be shared by machines, of which each knows its own processes alone. */
function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, host, processId, start] = namePattern.exec(name) ?? [];
    if (host !== machine()) continue;
    const mark = {
      processId: Number(processId),
      processStart: start === undefined || start === unknownStart ? null : start,
    };
    if (await mayBeRunning(mark)) continue;
    try {
      await rm(join(parent, name), { recursive: true, force: true });
    } catch (error) {
      // Another user's, who sweeps it when they stage something themselves.
      if (!['EPERM', 'EACCES'].includes(codeOf(error) ?? '')) throw error;
    }
  }
}

/** Where links are not allowed (Windows without the right to them), a hard link, then a copy. */
async function place(source: string, name: string): Promise<string> {
  const real = await realpath(source);
  try {
    await symlink(real, name);
  } catch {
    await link(real, name).catch(() => copyFile(real, name));
  }
  return name;
}
