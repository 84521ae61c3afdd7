/**
 * Everything as it stands at one moment: the texts that are open, the disk behind them, and what the
 * compiler says of both. A change in the editor makes another; what was worked out stays with its own.
 */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Compilation, ReadScript } from '../compile.ts';
import { parse, type Parsed } from '../language/parse.ts';
import { nameTable, type NameTable } from '../semantics/names/name-table.ts';
import type { LoadedFile, Sources } from '../semantics/sources.ts';
import type { Host } from '../source/host.ts';
import type { SourceText } from '../source/text.ts';
import {
  hostWithOpenTexts,
  pathOf,
  textsByPath,
  uriOfPath,
  type OpenText,
  type TextsByPath,
} from './open-texts.ts';

/** What the server is given of the world; it can read, and nothing else. */
export interface Outside {
  readonly host: Host;
  /** The script with all that it imports, in its project, read through the host that is given. */
  read(path: string, host: Host): Promise<ReadScript>;
  /** The page of a diagnostic: its text, and where it lies. */
  readonly pages: {
    textOf(code: string): Promise<string>;
    uriOf(code: string): string;
  };
}

/** One open script by itself. */
export interface Script extends Parsed {
  readonly source: SourceText;
  readonly uri: string;
}

/** One script with all that it imports; what nobody asks for is not worked out. */
export class Analysis {
  readonly sources: Sources;
  readonly #compile: () => Compilation;
  #compilation: Compilation | undefined;
  #names: NameTable | undefined;

  constructor({ sources, compile }: ReadScript) {
    this.sources = sources;
    this.#compile = compile;
  }

  /** The script itself. */
  get file(): LoadedFile {
    return this.sources.entry;
  }

  get names(): NameTable {
    return (this.#names ??= nameTable(this.sources));
  }

  get compilation(): Compilation {
    return (this.#compilation ??= this.#compile());
  }

  /** Does it import the file, near or far, or is it that file? */
  reads(path: string): boolean {
    return this.sources.files.some(({ source }) => source.path === path);
  }
}

export class Snapshot {
  readonly outside: Outside;
  /** Reads open texts where there are any. */
  readonly host: Host;
  readonly open: readonly OpenText[];
  /** Absolute paths of the folders that the editor has open. */
  readonly folders: readonly string[];
  readonly #byPath: Promise<TextsByPath>;
  readonly #scripts = new Map<string, Script>();
  readonly #analyses = new Map<string, Promise<Analysis>>();

  constructor(outside: Outside, open: readonly OpenText[], folders: readonly string[]) {
    this.outside = outside;
    this.open = open;
    this.folders = folders;
    this.#byPath = textsByPath(open, outside.host);
    this.host = hostWithOpenTexts(outside.host, this.#byPath);
  }

  /** The same moment with other texts in the place of some, for seeing what an edit would lead to. */
  with(texts: readonly OpenText[]): Snapshot {
    const changed = new Set(texts.map(({ uri }) => uri));
    const others = this.open.filter(({ uri }) => !changed.has(uri));
    return new Snapshot(this.outside, [...others, ...texts], this.folders);
  }

  /** @throws ResponseError where no such script is open */
  script(uri: string): Script {
    const known = this.#scripts.get(uri);
    if (known) return known;
    const open = this.open.find((one) => one.uri === uri);
    if (!open) throw notOpen(uri);
    const source = { path: pathOf(uri) ?? uri, text: open.text };
    const script = { source, uri, ...parse(source) };
    this.#scripts.set(uri, script);
    return script;
  }

  /**
   * @throws ResponseError where no such script is open
   * @throws Failure where the project's file is wrong
   */
  analysis(uri: string): Promise<Analysis> {
    const path = pathOf(uri);
    if (path === undefined || !this.open.some((one) => one.uri === uri)) {
      return Promise.reject(notOpen(uri));
    }
    return this.analysisOf(path);
  }

  /** @throws Failure where the file cannot be read, or the project's file is wrong */
  analysisOf(path: string): Promise<Analysis> {
    let analysis = this.#analyses.get(path);
    if (!analysis) {
      analysis = this.outside.read(path, this.host).then((read) => new Analysis(read));
      this.#analyses.set(path, analysis);
    }
    return analysis;
  }

  /** The paths of the scripts that are open, links resolved. */
  async openPaths(): Promise<readonly string[]> {
    const paths = this.open.flatMap(({ uri }) => pathOf(uri) ?? []);
    return Promise.all(paths.map(async (path) => (await this.host.realPath(path)) ?? path));
  }

  /** The address of a file, as the editor spells it where it has it open. */
  async uriOf(path: string): Promise<string> {
    return (await this.#byPath).get(path)?.uri ?? uriOfPath(path);
  }
}

function notOpen(uri: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is no script that is open.`);
}
