/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import { version } from '../../../package.json';
import { messageWithHint, type Diagnostic, type Fix, type Place } from '../../source/diagnostic.ts';
import { positionOf, type SourceText, type Span } from '../../source/text.ts';
import type { DiagnosticsWriter } from './diagnostics-writer.ts';

export const sarifDiagnostics: DiagnosticsWriter = ({ diagnostics, nameOf }) => {
  const rules = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'scenewright',
            semanticVersion: version,
            rules: rules.map((id) => ({
              id,
              help: { text: `\`scene explain ${id}\` prints its page.` },
            })),
          },
        },
        columnKind: 'unicodeCodePoints',
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, { rules, nameOf })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

interface Context {
  readonly rules: readonly string[];
  readonly nameOf: (path: string) => string;
}

function resultOf(diagnostic: Diagnostic, { rules, nameOf }: Context) {
  const { code, severity, related, fixes, source } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(code),
    level: severity,
    message: { text: messageWithHint(diagnostic) },
    locations: [{ physicalLocation: placeOf(diagnostic, nameOf) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, id) => ({
        id,
        message: { text: one.message },
        physicalLocation: placeOf(one, nameOf),
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(fix, source, nameOf)) }),
  };
}

function fixOf({ title, edits }: Fix, source: SourceText, nameOf: Context['nameOf']) {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(nameOf(source.path)) },
        replacements: edits.map(({ span, text }) => ({
          deletedRegion: regionOf(source, span),
          insertedContent: { text },
        })),
      },
    ],
  };
}

function placeOf({ source, span }: Place, nameOf: Context['nameOf']) {
  return {
    artifactLocation: { uri: uriOf(nameOf(source.path)) },
    region: regionOf(source, span),
  };
}

function regionOf(source: SourceText, span: Span) {
  const start = positionOf(source, span.start);
  const end = positionOf(source, span.end);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** A relative reference: blanks, `#`, `%` and what is beyond ASCII are encoded, slashes are not. */
function uriOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
