/**
 * Inputs under safe names. A path with a quote, a `%` or a leading `-` means something to one or another
 * of ffmpeg's parsers; a link with a plain name in a private folder means nothing to any of them, and
 * lets the concat demuxer keep `safe=1`.
 */
import { copyFile, link, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Staging {
  /** Absolute; of letters and digits alone below the system's temporary folder. */
  readonly folder: string;
  /** A link to `path` under a name of ours; the same path gives the same link. */
  stage(path: string): Promise<string>;
  /** Removes the folder and what is in it, never what the links point to. */
  remove(): Promise<void>;
}

export async function openStaging(options: { readonly parent?: string } = {}): Promise<Staging> {
  const folder = await mkdtemp(join(options.parent ?? (await realpath(tmpdir())), 'scene-'));
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
