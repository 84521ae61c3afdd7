/** What every step of checking has at hand. */
import type { Node } from '../language/syntax.ts';
import type { Region } from '../seedance/capabilities.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Declarations } from './declarations.ts';
import type { LoadedFile, Sources } from './sources.ts';

export interface CheckOptions {
  /** The project's region: `seedance-…` names become its ids. */
  readonly region: Region;
  /** `ep-…` → the name or full id of the model that it runs, as the project's file says. */
  readonly endpoints?: Readonly<Record<string, string>>;
}

export interface Context {
  readonly sources: Sources;
  readonly options: CheckOptions;
  /** The names that each file sees. */
  readonly declarations: ReadonlyMap<LoadedFile, Declarations>;
  /** Lines that got an error: they are left out of everything that follows. */
  readonly skipped: ReadonlySet<Node>;
  report(diagnostic: Diagnostic): void;
}

export function declarationsOf(context: Context, file: LoadedFile): Declarations {
  return context.declarations.get(file) ?? noDeclarations;
}

const noDeclarations: Declarations = { assets: new Map(), names: new Set() };
