/** Diagnostics: the very ones that `scene check` gives, in the form of the protocol. */
import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { messageWithHint, withoutRepeats, type Diagnostic } from '../source/diagnostic.ts';
import { pathOf } from './open-texts.ts';
import { locationOf, rangeOf } from './positions.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * By the address of their file: those of every open script, and those that an open script has in a
 * file that it imports. A file with none is not in it.
 */
export async function diagnosticsByFile(
  now: Snapshot,
): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const scripts = now.open.filter(({ uri }) => pathOf(uri) !== undefined);
  const analyses = await Promise.all(scripts.map(({ uri }) => now.analysis(uri)));
  const found = withoutRepeats(analyses.flatMap(({ compilation }) => compilation.diagnostics));
  const byFile = new Map<string, Diagnostic[]>();
  for (const diagnostic of found) {
    const uri = await now.uriOf(diagnostic.source.path);
    const list = byFile.get(uri);
    if (list) list.push(diagnostic);
    else byFile.set(uri, [diagnostic]);
  }
  return byFile;
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
