/** Diagnostics for machines, in the form that `docs/cli.md` promises. */
import type { Place } from '../../source/diagnostic.ts';
import { positionOf } from '../../source/text.ts';
import type { DiagnosticsWriter } from './diagnostics-writer.ts';

export const jsonDiagnostics: DiagnosticsWriter = ({ diagnostics, nameOf }) => {
  const document = {
    diagnostics: diagnostics.map((diagnostic) => ({
      code: diagnostic.code,
      severity: diagnostic.severity,
      message: diagnostic.message,
      ...where(diagnostic, nameOf),
      ...(diagnostic.hint === undefined ? {} : { hint: diagnostic.hint }),
      related: diagnostic.related.map((related) => ({
        message: related.message,
        ...where(related, nameOf),
      })),
    })),
    summary: {
      errors: diagnostics.filter(({ severity }) => severity === 'error').length,
      warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};

function where(place: Place, nameOf: (path: string) => string) {
  return {
    file: nameOf(place.source.path),
    range: {
      start: positionOf(place.source, place.span.start),
      end: positionOf(place.source, place.span.end),
    },
  };
}
