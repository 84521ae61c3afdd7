/** The texts that an editor has open, laid over the files of the disk. */
import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Host } from '../source/host.ts';

/** A text as the editor has it; `uri` is the editor's own spelling of its address. */
export interface OpenText {
  readonly uri: string;
  readonly text: string;
  readonly version?: number;
}

/** The absolute path with forward slashes; undefined for what is no file (`untitled:`). */
export function pathOf(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined;
  return fileURLToPath(uri).replaceAll(sep, '/');
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

/** Open texts by the paths of their files, as they are written and with every link resolved. */
export type TextsByPath = ReadonlyMap<string, OpenText>;

export async function textsByPath(open: readonly OpenText[], host: Host): Promise<TextsByPath> {
  const byPath = new Map<string, OpenText>();
  for (const text of open) {
    const path = pathOf(text.uri);
    if (path === undefined) continue;
    byPath.set(path, text);
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    const realFolder = (await host.realPath(folder)) ?? folder;
    byPath.set(`${realFolder}${path.slice(path.lastIndexOf('/'))}`, text);
    byPath.set((await host.realPath(path)) ?? path, text);
  }
  return byPath;
}

/** The host, but for the files that are open: of these it reads the editor's text. */
export function hostWithOpenTexts(host: Host, open: Promise<TextsByPath>): Host {
  return {
    ...host,
    async readFile(path) {
      const texts = await open;
      const text = texts.get(path) ?? texts.get((await host.realPath(path)) ?? path);
      if (text) return { ok: true, bytes: new TextEncoder().encode(text.text) };
      const read = await host.readFile(path);
      return read.ok ? { ok: true, bytes: withoutMark(read.bytes) } : read;
    },
    realPath: async (path) =>
      (await host.realPath(path)) ?? ((await open).has(path) ? path : undefined),
  };
}

/** An editor keeps a byte-order mark apart from its text, and counts no column for it. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isMarked ? bytes.subarray(3) : bytes;
}
