/**
 * What the outside offers to the compiler. Everything up to the plan is pure but for this door; it
 * has a real twin (`src/cli/host.ts`) and one in memory (`test/support/memory-host.ts`).
 * Paths are absolute with forward slashes on every machine.
 */

export type ReadProblem = 'absent' | 'not-a-file' | 'unreadable';

export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: ReadProblem; readonly detail: string };

/** A regular file, open for reading here and there in it, so that a 200 MB video is not read whole. */
export interface OpenFile {
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type OpenResult =
  | { readonly ok: true; readonly file: OpenFile }
  | { readonly ok: false; readonly problem: ReadProblem; readonly detail: string };

export interface Host {
  readFile(path: string): Promise<ReadResult>;
  openFile(path: string): Promise<OpenResult>;
  /** The path with every symbolic link resolved; undefined where there is nothing. */
  realPath(path: string): Promise<string | undefined>;
  /** The names in a folder, as the file system spells them; none where there is no folder to be read. */
  namesIn(folder: string): Promise<readonly string[]>;
}
