/**
 * Reads an entry and everything that it imports, each file once, and the facts of every local medium
 * that they name. The only stage of the compiler that touches the outside, and only through `Host`.
 */
import { decode } from '../language/decode.ts';
import { parse, type Parsed } from '../language/parse.ts';
import type { ImportLine, SyntaxTree } from '../language/syntax.ts';
import { Failure } from '../failure.ts';
import type { Diagnostic, Place } from '../source/diagnostic.ts';
import type { Host } from '../source/host.ts';
import type { SourceText } from '../source/text.ts';
import { registry } from './diagnostics.ts';
import { loadMedia } from './load/media.ts';
import { isInside, pathTrouble, relativeTo, resolveFrom } from './load/paths.ts';
import type { LoadedFile, Sources } from './sources.ts';

export interface LoadOptions {
  /** The entry's bytes where they do not come from its path (standard input). */
  readonly entryBytes?: Uint8Array;
}

export interface Loaded {
  readonly sources: Sources;
  /** The same as `sources.diagnostics`. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param entryPath absolute, forward slashes. `root` is the folder of the project, absolute.
 * @throws Failure `file-missing` where the entry itself cannot be read: that has no place in a script.
 */
export async function load(
  entryPath: string,
  root: string,
  host: Host,
  options: LoadOptions = {},
): Promise<Loaded> {
  const loader = new Loader(root, host);
  const entry = await loader.entry(entryPath, options.entryBytes);
  const media = await loadMedia(loader.files, root, host);
  const found = [...loader.diagnostics, ...media.diagnostics];
  return {
    sources: { root, entry, files: loader.files, media: media.media, diagnostics: found },
    diagnostics: found,
  };
}

interface Step {
  /** With every link resolved: two ways to one file are one file. */
  readonly realPath: string;
  readonly path: string;
  /** The import line that led to the next file. */
  readonly place?: Place;
}

class Loader {
  readonly files: LoadedFile[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #byRealPath = new Map<string, LoadedFile>();
  readonly #root: string;
  readonly #host: Host;
  #realRoot: string | undefined;

  constructor(root: string, host: Host) {
    this.#root = root;
    this.#host = host;
  }

  async entry(path: string, given: Uint8Array | undefined): Promise<LoadedFile> {
    const realPath = (await this.#host.realPath(path)) ?? path;
    if (given) return this.#file({ path, realPath }, given, []);
    const read = await this.#host.readFile(path);
    if (read.ok) return this.#file({ path, realPath }, read.bytes, []);
    throw new Failure('file-missing', `${path} cannot be read: ${read.detail}.`);
  }

  async #file(step: Step, bytes: Uint8Array, above: readonly Step[]): Promise<LoadedFile> {
    const { path, realPath } = step;
    const { source, diagnostics: undecodable } = decode(bytes, path);
    const { tree, diagnostics: unparsed } =
      undecodable.length > 0 ? nothingIn(source) : parse(source);
    this.diagnostics.push(...undecodable, ...unparsed);
    const imports: LoadedFile['imports'][number][] = [];
    // Bytes that are no text and a format that is too new leave nothing of the file.
    let incomplete = tree.items.length === 0 && undecodable.length + unparsed.length > 0;
    for (const line of tree.items) {
      if (line.kind !== 'import') continue;
      const place = { source, span: line.path.span };
      const file = await this.#import(line, place, [...above, { ...step, place }]);
      if (file) imports.push({ line, file });
      if (!file || file.incomplete) incomplete = true;
    }
    const file = { source, path: relativeTo(this.#root, path), tree, imports, incomplete };
    this.#byRealPath.set(realPath, file);
    this.files.push(file);
    return file;
  }

  async #import(
    line: ImportLine,
    place: Place,
    above: readonly Step[],
  ): Promise<LoadedFile | undefined> {
    const written = line.path.text;
    const trouble = pathTrouble(written);
    if (trouble !== undefined) {
      this.diagnostics.push(registry.make('import-path', place, { path: written, trouble }));
      return undefined;
    }
    const path = resolveFrom(place.source.path, written);
    const realPath = (await this.#host.realPath(path)) ?? path;
    if (!isInside(this.#root, path) || !isInside(await this.#rootOf(path, realPath), realPath)) {
      this.diagnostics.push(registry.make('outside-project', place, { path: written }));
      return undefined;
    }
    const circle = above.findIndex((step) => step.realPath === realPath);
    if (circle !== -1) {
      this.#reportCircle(place, above.slice(circle));
      return undefined;
    }
    const file =
      this.#byRealPath.get(realPath) ??
      (await this.#read({ path, realPath }, written, place, above));
    const episode = file && episodeOf(file.tree);
    if (file && episode) {
      const related = [{ source: file.source, span: episode, message: 'the episode is here' }];
      this.diagnostics.push(
        registry.make('import-of-episode', place, { path: written }, { related }),
      );
    }
    return file;
  }

  async #read(
    step: Step,
    written: string,
    place: Place,
    above: readonly Step[],
  ): Promise<LoadedFile | undefined> {
    const read = await this.#host.readFile(step.path);
    if (read.ok) return this.#file(step, read.bytes, above);
    const detail = reasons[read.problem];
    this.diagnostics.push(registry.make('import-not-found', place, { path: written, detail }));
    return undefined;
  }

  /** The root that a path has to lie in; one that is absent has no real path and is told elsewhere. */
  async #rootOf(path: string, realPath: string): Promise<string> {
    if (path === realPath) return this.#root;
    this.#realRoot ??= (await this.#host.realPath(this.#root)) ?? this.#root;
    return this.#realRoot;
  }

  #reportCircle(place: Place, circle: readonly Step[]): void {
    const files = [...circle, circle[0]].map((step) => relativeTo(this.#root, step?.path ?? ''));
    const related = circle.flatMap((step) =>
      step.place && step.place !== place ? [{ ...step.place, message: 'and this import' }] : [],
    );
    this.diagnostics.push(
      registry.make('import-circle', place, { files: files.join(' → ') }, { related }),
    );
  }
}

function nothingIn(source: SourceText): Parsed {
  const span = { start: 0, end: source.text.length };
  return { tree: { items: [], comments: [], span }, diagnostics: [] };
}

const reasons = {
  absent: 'there is no such file',
  'not-a-file': 'it is no regular file',
  unreadable: 'reading it is not allowed or failed',
} as const;

function episodeOf(tree: SyntaxTree): Place['span'] | undefined {
  for (const item of tree.items) if (item.kind === 'episode') return item.header;
  return undefined;
}
