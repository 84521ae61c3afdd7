/** Diagnostics: the very ones that `scene check` gives, in the form of the protocol. */
import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { messageWithHint, withoutRepeats, type Diagnostic } from '../source/diagnostic.ts';
import { pathOf } from './open-texts.ts';
import { locationOf, rangeOf } from './positions.ts';
import type { Snapshot } from './snapshot.ts';

export interface Diagnosed {
  /**
   * By the address of their file: those of every open script, and those that an open script has in a
   * file that it imports. A file with none is not in it.
   */
  readonly byFile: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Why an open script could not be checked at all (its project's file is wrong); the others were. */
  readonly troubles: readonly unknown[];
}

export async function diagnosticsByFile(now: Snapshot): Promise<Diagnosed> {
  const scripts = now.open.filter(({ uri }) => pathOf(uri) !== undefined);
  const settled = await Promise.allSettled(scripts.map(({ uri }) => now.analysis(uri)));
  const all: Diagnostic[] = [];
  const troubles: unknown[] = [];
  for (const one of settled) {
    if (one.status === 'fulfilled') all.push(...one.value.compilation.diagnostics);
    else troubles.push(one.reason);
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
