/** The real twin of `Host`: the file system, with forward slashes on every machine. */
import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { codeOf, whyUnreadable } from '../disk-trouble.ts';
import type { Host, OpenFile, OpenResult, ReadProblem, ReadResult } from '../source/host.ts';

export const fileSystemHost: Host = {
  async readFile(path): Promise<ReadResult> {
    try {
      // A named pipe or a device is asked about before it is opened: opening one could wait for ever.
      if (!(await stat(path)).isFile()) return notAFile;
      return { ok: true, bytes: await readFile(path) };
    } catch (error) {
      return { ok: false, ...problemOf(error) };
    }
  },

  async openFile(path): Promise<OpenResult> {
    try {
      const info = await stat(path);
      if (!info.isFile()) return notAFile;
      return { ok: true, file: await openAt(path, info.size) };
    } catch (error) {
      return { ok: false, ...problemOf(error) };
    }
  },

  async realPath(path) {
    try {
      return forwardSlashes(await realpath(path));
    } catch (error) {
      const { problem } = problemOf(error);
      // What is there but closed to us stays itself, so that reading it says why.
      return problem === 'absent' ? undefined : path;
    }
  },

  async namesIn(folder) {
    try {
      return await readdir(folder);
    } catch (error) {
      problemOf(error);
      return [];
    }
  },
};

export function forwardSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

async function openAt(path: string, size: number): Promise<OpenFile> {
  const handle = await open(path, 'r');
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(
          bytes,
          filled,
          bytes.length - filled,
          offset + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}

const notAFile = {
  ok: false,
  problem: 'not-a-file',
  detail: 'it is a folder, a pipe or a device',
} as const;

function problemOf(error: unknown): { readonly problem: ReadProblem; readonly detail: string } {
  const code = codeOf(error);
  const detail = whyUnreadable(error);
  if (code === undefined || detail === undefined) throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'absent', detail };
  return code === 'EISDIR' ? notAFile : { problem: 'unreadable', detail };
}
