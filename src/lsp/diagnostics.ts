/** Diagnostics: the very ones that `scene check` gives, in the form of the protocol. */
import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { messageWithHint, withoutRepeats, type Diagnostic } from '../source/diagnostic.ts';
import { pathOf } from './open-texts.ts';
import { locationOf, rangeOf } from './positions.ts';
import type { Snapshot } from './snapshot.ts';

export interface Diagnosed {
  /**
   * By the address of their file: those of the scripts, and those that they have in a file that they
   * import. A file with none is not in it.
   */
  readonly byFile: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Why a script could not be checked at all (its project's file is wrong); the others were. */
  readonly troubles: readonly unknown[];
}

export interface DiagnosingOptions {
  /** Absolute; none given: the scripts that are open. */
  readonly paths?: Iterable<string>;
  /** Asked between two pieces of work; after a no, what is given back is not whole. */
  readonly goOn?: () => Promise<boolean>;
}

export async function diagnosticsByFile(
  now: Snapshot,
  { paths = openPathsOf(now), goOn = () => Promise.resolve(true) }: DiagnosingOptions = {},
): Promise<Diagnosed> {
  const all: Diagnostic[] = [];
  const troubles: unknown[] = [];
  for (const path of paths) {
    try {
      if (!(await goOn())) break;
      const analysis = await now.analysisOf(path);
      if (!(await goOn())) break;
      all.push(...analysis.compilation.diagnostics);
    } catch (trouble) {
      troubles.push(trouble);
    }
  }
  const byFile = new Map<string, Diagnostic[]>();
  for (const diagnostic of withoutRepeats(all)) {
    const uri = await now.uriOf(diagnostic.source.path);
    const list = byFile.get(uri);
    if (list) list.push(diagnostic);
    else byFile.set(uri, [diagnostic]);
  }
  return { byFile, troubles };
}

/** As the editor spells them. */
export function openPathsOf(now: Snapshot): readonly string[] {
  return now.open.flatMap(({ uri }) => pathOf(uri) ?? []);
}

export async function asLspDiagnostic(
  diagnostic: Diagnostic,
  now: Snapshot,
): Promise<LspDiagnostic> {
  const { code, severity, source, span, related } = diagnostic;
  return {
    range: rangeOf(source, span),
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code,
    codeDescription: { href: now.outside.pages.uriOf(code) },
    source: 'scene',
    message: messageWithHint(diagnostic),
    ...(related.length > 0 && {
      relatedInformation: await Promise.all(
        related.map(async (place) => ({
          location: locationOf(await now.uriOf(place.source.path), place.source, place.span),
          message: place.message,
        })),
      ),
    }),
  };
}
