/** Files that may not be there, and what is in those that are: for every room that looks at a disk. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
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

/** SHA-256 in lower-case hexadecimal, and length, of a file that is read as a stream. */
export async function hashFile(
  path: string,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('a file stream gives bytes');
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** In pieces of the usual 64 kB a third of the work would be asking for them. */
const pieceBytes = 2 ** 20;

/** `ENOTDIR`: what should be a folder on the way is a file. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);
