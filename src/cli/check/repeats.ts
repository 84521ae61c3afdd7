import type { Diagnostic } from '../../source/diagnostic.ts';

/** Each diagnostic once: a library that is given and imported besides is read more than once. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, source, span, message }) => {
    const key = JSON.stringify([source.path, span.start, span.end, code, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
