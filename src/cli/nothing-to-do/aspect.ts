/** What was seen of a file, as a word that can be compared with what is seen of it later. */
import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { sha256 } from '../../store/canonical.ts';
import { codeOf } from '../../disk-trouble.ts';
import { stampOf } from '../../file-stamp.ts';

export type Aspect =
  /** SHA-256 of its bytes. */
  | 'content'
  /** Its length and times, of what is dear to read. */
  | 'stamp'
  /** Its length alone: a clip is asked no more than whether it is there whole. */
  | 'length'
  /** Where its links lead to. */
  | 'place'
  /** The names in a folder. */
  | 'names';

const readers: Readonly<Record<Aspect, (path: string) => string>> = {
  content: (path) => (statSync(path).isFile() ? sha256(readFileSync(path)) : 'no file'),
  stamp: stampOf,
  length: (path) => String(statSync(path).size),
  place: (path) => realpathSync(path),
  names: (path) => sha256(readdirSync(path).sort().join('/')),
};

/** What is not there, or may not be read, is told by the system's error code. */
export function aspectOf(aspect: Aspect, path: string): string {
  try {
    return readers[aspect](path);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

const youngNs = 2_000_000_000n;

/**
 * Was it written so lately that it could be written once more and look the same? The coarsest clocks
 * of file systems count in steps of two seconds (FAT).
 */
export function isYoung(path: string): boolean {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stats) return false;
  const oldestNs = BigInt(Date.now()) * 1_000_000n - youngNs;
  return stats.mtimeNs > oldestNs || stats.ctimeNs > oldestNs;
}
