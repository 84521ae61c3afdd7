/**
 * Workflow commands of GitHub Actions, which become annotations of the changed lines:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import { messageWithHint, type Diagnostic } from '../../source/diagnostic.ts';
import { positionOf } from '../../source/text.ts';
import type { DiagnosticsWriter } from './diagnostics-writer.ts';

export const githubDiagnostics: DiagnosticsWriter = ({ diagnostics, nameOf }) =>
  diagnostics.map((diagnostic) => `${commandOf(diagnostic, nameOf)}\n`).join('');

function commandOf(diagnostic: Diagnostic, nameOf: (path: string) => string): string {
  const { source, span, severity, code } = diagnostic;
  const start = positionOf(source, span.start);
  const end = positionOf(source, span.end);
  const properties = {
    file: nameOf(source.path),
    line: start.line,
    endLine: end.line,
    // Columns are read within one line alone.
    ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
    title: code,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${severity} ${written.join(',')}::${data(messageWithHint(diagnostic))}`;
}

/** What would end a command or begin another is escaped, as GitHub's own toolkit does. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
