/** A file that a plan names, found inside the project and recognised by its bytes. */
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { MediumKind, MediumReading } from '../media/facts.ts';
import { sniff, sniffLength, type Sniffed } from '../media/sniff.ts';

export interface ProjectFile {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly bytes: number;
  readonly sniffed: Extract<Sniffed, { readonly kind: MediumKind }>;
}

/** Why a file is of no use, as the end of a sentence. */
export interface Unusable {
  readonly problem: string;
}

/**
 * The file behind a `file:` URL, where it is a regular one inside of `realRoot` (links resolved), can
 * be read, and begins as `wanted` does. Nothing beyond its first bytes is read.
 */
export async function findProjectFile(
  url: string,
  realRoot: string,
  wanted: MediumKind,
): Promise<ProjectFile | Unusable> {
  try {
    const real = await realpath(path.join(realRoot, pathOf(url)));
    if (isOutside(real, realRoot)) return { problem: 'it lies outside of the project' };
    // Before it is opened: opening a pipe waits for whoever writes into it.
    const stats = await stat(real);
    if (!stats.isFile()) return { problem: 'it is no regular file' };
    const sniffed = sniff(await withFile(real, (file) => piece(file, 0, sniffLength)));
    if (sniffed.kind === wanted) return { path: real, bytes: stats.size, sniffed };
    return { problem: `it is no ${words[wanted]}${butIs(sniffed)}` };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** What the file's headers say; a few kilobytes of it are read, and nothing is decoded. */
export async function readFacts(file: Pick<ProjectFile, 'path' | 'bytes'>): Promise<MediumReading> {
  const { readMedium } = await import('../media/read-medium.ts');
  return withFile(file.path, (opened) =>
    readMedium({
      size: file.bytes,
      read: (offset, length) =>
        piece(opened, offset, Math.max(0, Math.min(length, file.bytes - offset))),
      close: () => Promise.resolve(),
    }),
  );
}

/** `file:refs/a b.png` → `refs/a b.png`: a plan's URLs are not percent-encoded. */
export function pathOf(url: string): string {
  return url.slice('file:'.length);
}

function isOutside(real: string, realRoot: string): boolean {
  const relative = path.relative(realRoot, real);
  return relative.split(path.sep)[0] === '..' || path.isAbsolute(relative);
}

async function withFile<T>(real: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(real, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function piece(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

const words = { image: 'picture', video: 'video', audio: 'sound' } as const;

function butIs(sniffed: Sniffed): string {
  switch (sniffed.kind) {
    case 'image':
    case 'video':
    case 'audio':
      return ` but a ${words[sniffed.kind]} (${sniffed.format}), by its bytes`;
    case 'foreign':
      return ` that can be used (its bytes are ${sniffed.name})`;
    case 'unknown':
      return ', by its bytes';
  }
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not allowed';
  if (code === 'ELOOP') return 'its links lead in a circle';
  throw error;
}
