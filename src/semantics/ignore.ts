/** `# ignore CODE` silences that warning on the next line. Errors are never silenced. */
import type { Diagnostic } from '../source/diagnostic.ts';
import { lineOf, type SourceText } from '../source/text.ts';
import type { Sources } from './sources.ts';

export const ignoring = /^ignore\s+(.+)$/i;

export function withoutIgnored(
  diagnostics: readonly Diagnostic[],
  { files }: Sources,
): readonly Diagnostic[] {
  const ignored = new Map<SourceText, Map<number, string>>();
  for (const { source, tree } of files) {
    for (const { text, span } of tree.comments) {
      const codes = ignoring.exec(text)?.[1];
      if (codes === undefined) continue;
      let lines = ignored.get(source);
      if (!lines) ignored.set(source, (lines = new Map<number, string>()));
      lines.set(lineOf(source, span.start) + 1, codes);
    }
  }
  if (ignored.size === 0) return diagnostics;
  return diagnostics.filter(({ severity, source, span, code }) => {
    if (severity === 'error') return true;
    const codes = ignored.get(source)?.get(lineOf(source, span.start));
    return codes === undefined || !codes.split(/[\s,，、]+/).includes(code);
  });
}
