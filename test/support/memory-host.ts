/** The twin of the real host: a file system in memory, for tests that compile without a disk. */
import path from 'node:path';
import type { Host } from '../../src/source/host.ts';
import { jpegBytes, mp3Bytes, mp4Bytes, pngBytes, wavBytes } from './media-bytes.ts';

export interface MemoryOptions {
  /** The folder that relative names are in; absolute. */
  readonly root?: string;
  /** Links: from a path to where it leads. */
  readonly links?: Readonly<Record<string, string>>;
  /** Does every medium that nobody wrote exist, valid and of an ordinary size? */
  readonly media?: 'default' | 'none';
  /** Paths that are absent whatever `media` says. */
  readonly absent?: readonly string[];
  /** Paths of files that are there and may not be read. */
  readonly unreadable?: readonly string[];
}

export type MemoryFiles = Readonly<Record<string, string | Uint8Array>>;

/** What is at a path. */
type Found = Uint8Array | 'folder' | 'unreadable' | undefined;

/** Files by path; relative ones are in `root` (`/project`). */
export function memoryHost(files: MemoryFiles, options: MemoryOptions = {}): Host {
  const root = options.root ?? '/project';
  const at = (name: string) => path.posix.resolve(root, name);
  const contents = new Map<string, Uint8Array>();
  for (const [name, content] of Object.entries(files)) {
    contents.set(
      at(name),
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    );
  }
  const links = new Map(
    Object.entries(options.links ?? {}).map(([from, to]) => [at(from), at(to)] as const),
  );
  const absent = new Set((options.absent ?? []).map(at));
  const unreadable = new Set((options.unreadable ?? []).map(at));
  const folders = foldersOf([...contents.keys(), root]);

  function find(name: string): Found {
    const real = links.get(name) ?? name;
    if (unreadable.has(real)) return 'unreadable';
    if (absent.has(real)) return undefined;
    if (folders.has(real)) return 'folder';
    const written = contents.get(real);
    if (written || options.media === 'none' || !real.startsWith(`${root}/`)) return written;
    return defaultMedium(real);
  }

  return {
    readFile(name) {
      const found = find(name);
      return Promise.resolve(
        found instanceof Uint8Array ? { ok: true, bytes: found } : problemOf(found),
      );
    },
    openFile(name) {
      const found = find(name);
      if (!(found instanceof Uint8Array)) return Promise.resolve(problemOf(found));
      const file = {
        size: found.length,
        read: (offset: number, length: number) =>
          Promise.resolve(found.subarray(offset, offset + length)),
        close: () => Promise.resolve(),
      };
      return Promise.resolve({ ok: true, file });
    },
    realPath(name) {
      return Promise.resolve(find(name) === undefined ? undefined : (links.get(name) ?? name));
    },
    namesIn(folder) {
      const inside = [...contents.keys(), ...folders].filter(
        (name) => path.posix.dirname(name) === folder && name !== folder,
      );
      return Promise.resolve(inside.map((name) => path.posix.basename(name)));
    },
  };
}

const image = pngBytes({ width: 1024, height: 1024 });
const photograph = jpegBytes({ width: 1024, height: 1024 });
const video = mp4Bytes({ width: 1280, height: 720, seconds: 5 });
const speech = mp3Bytes({ seconds: 3 });
const sound = wavBytes({ seconds: 3 });

/** A host in which a medium below `root` that is not there exists all the same, of an ordinary size. */
export function withDefaultMedia(host: Host, root: string): Host {
  const made = memoryHost({}, { root });
  return {
    async readFile(name) {
      const read = await host.readFile(name);
      return read.ok ? read : made.readFile(name);
    },
    async openFile(name) {
      const opened = await host.openFile(name);
      return opened.ok ? opened : made.openFile(name);
    },
    realPath: async (name) => (await host.realPath(name)) ?? made.realPath(name),
    namesIn: (folder) => host.namesIn(folder),
  };
}

/** What nobody wrote: an image of 1024x1024, 5 s of 1280x720 at 24 fps, 3 s of sound. */
const defaultMedia: Readonly<Record<string, Uint8Array>> = {
  '.png': image,
  '.jpg': photograph,
  '.jpeg': photograph,
  '.mp4': video,
  '.mp3': speech,
  '.wav': sound,
};

function defaultMedium(name: string): Uint8Array | undefined {
  return defaultMedia[path.posix.extname(name).toLowerCase()];
}

function problemOf(found: Exclude<Found, Uint8Array>) {
  switch (found) {
    case 'folder':
      return { ok: false, problem: 'not-a-file', detail: 'it is a folder' } as const;
    case 'unreadable':
      return { ok: false, problem: 'unreadable', detail: 'it may not be read' } as const;
    case undefined:
      return { ok: false, problem: 'absent', detail: 'there is nothing at this path' } as const;
  }
}

function foldersOf(names: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const name of names) {
    for (let at = path.posix.dirname(name); !folders.has(at); at = path.posix.dirname(at)) {
      folders.add(at);
    }
  }
  return folders;
}
