/**
 * The files of one compilation: the entry and everything that it imports, parsed, and what the
 * bytes of every local medium say. After this stage nothing of the outside is needed any more.
 */
import type { SyntaxTree, ImportLine, MediumNode } from '../language/syntax.ts';
import type { MediumReading } from '../media/facts.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourceText } from '../source/text.ts';

export interface LoadedFile {
  readonly source: SourceText;
  /** Relative to the project's root, forward slashes. */
  readonly path: string;
  readonly tree: SyntaxTree;
  /** The files that its `import` lines name, in order, where they could be read. */
  readonly imports: readonly { readonly line: ImportLine; readonly file: LoadedFile }[];
  /**
   * Something that it names with `import`, near or far, could not be read. That is the one message:
   * a name that may be declared there is not reported as unknown.
   */
  readonly incomplete: boolean;
}

export interface Sources {
  /** Absolute path of the project's root. */
  readonly root: string;
  readonly entry: LoadedFile;
  /** Every file once, an imported file before the file that imports it, the entry last. */
  readonly files: readonly LoadedFile[];
  /** What a named medium turned out to be. Only what is local is here. */
  readonly media: ReadonlyMap<MediumNode, LoadedMedium>;
  /** What decoding, parsing and loading found. `check` hands it on, in order with its own. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface LoadedMedium {
  /** Relative to the project's root, forward slashes. */
  readonly path: string;
  readonly reading: MediumReading;
}
