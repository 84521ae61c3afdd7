/**
 * GitLab's report of code quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
import { messageWithHint, type Diagnostic } from '../../source/diagnostic.ts';
import { positionOf, textOfLine } from '../../source/text.ts';
import { sha256 } from '../../store/canonical.ts';
import type { DiagnosticsWriter } from './diagnostics-writer.ts';

const severities = { error: 'major', warning: 'minor' } as const;

export const gitlabDiagnostics: DiagnosticsWriter = ({ diagnostics, nameOf }) => {
  const seen = new Map<string, number>();
  const issues = diagnostics.map((diagnostic) => {
    const path = nameOf(diagnostic.source.path);
    const { line: begin } = positionOf(diagnostic.source, diagnostic.span.start);
    const { line: end } = positionOf(diagnostic.source, diagnostic.span.end);
    const marks = marksOf(diagnostic, path, begin);
    const before = seen.get(marks) ?? 0;
    seen.set(marks, before + 1);
    return {
      description: messageWithHint(diagnostic),
      check_name: diagnostic.code,
      fingerprint: sha256(`${marks}\n${before}`),
      severity: severities[diagnostic.severity],
      location: { path, lines: { begin, end } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
};

/**
 * What stays the same when lines are put in above: GitLab tells by it what a change has made worse. The
 * same in the same line's words again is told apart by its number.
 */
function marksOf({ source, code, message }: Diagnostic, path: string, line: number): string {
  return [path, code, message, textOfLine(source, line).trim()].join('\n');
}
