/** Diagnostics as the page lists them. */
import type { ReportWarning } from '../../report/report.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import { lineOf } from '../../source/text.ts';
import { relativeTo } from '../views/paths.ts';

/** @param root the project's folder, which files are named from */
export function warningsOf(
  diagnostics: readonly Diagnostic[],
  root: string,
): readonly ReportWarning[] {
  const name = relativeTo(root);
  return diagnostics.map(({ code, severity, message, hint, source, span }) => ({
    code,
    severity,
    file: name(source.path),
    line: lineOf(source, span.start),
    message,
    ...(hint === undefined ? {} : { hint }),
  }));
}
