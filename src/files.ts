/** Files that may not be there, and what is in those that are: for every room that looks at a disk. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { codeOf } from './disk-trouble.ts';

/** What a look at a path gives; undefined where there is nothing at it. All other trouble is thrown. */
export async function ifThere<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (absent.has(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

export async function isThere(path: string): Promise<boolean> {
  return (await ifThere(stat(path))) !== undefined;
}

/** Bytes of a regular file; undefined where there is none. */
export async function sizeOf(path: string): Promise<number | undefined> {
  const stats = await ifThere(stat(path));
  return stats?.isFile() ? stats.size : undefined;
}

/** SHA-256 in lower-case hexadecimal, and length, of a file that is read piece by piece. */
export async function hashFile(
  path: string,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  const piece = new Uint8Array(pieceBytes);
  const file = await open(path, 'r');
  try {
    for (let bytes = 0; ;) {
      const { bytesRead } = await file.read(piece, 0, piece.length, null);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** One piece of memory for the whole file: a new one for each read costs as much as the hash itself. */
const pieceBytes = 2 ** 18;

/** `ENOTDIR`: what should be a folder on the way is a file. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);
