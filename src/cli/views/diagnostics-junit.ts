/** JUnit's XML, as CI servers show it: a suite a file, a case a diagnostic, or one where nothing is wrong. */
import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { messageWithHint, type Diagnostic } from '../../source/diagnostic.ts';
import { positionOf } from '../../source/text.ts';
import type { DiagnosticsWriter, WrittenCheck } from './diagnostics-writer.ts';

export const junitDiagnostics: DiagnosticsWriter = (check) => {
  const { diagnostics, files, fails } = check;
  // What a script quotes may hold characters that XML cannot.
  const document = create({
    version: '1.0',
    encoding: 'UTF-8',
    invalidCharReplacement: '\u{FFFD}',
  });
  const byFile = new Map<string, Diagnostic[]>(files.map((file) => [file, []]));
  for (const diagnostic of diagnostics) {
    const { path } = diagnostic.source;
    byFile.set(path, [...(byFile.get(path) ?? []), diagnostic]);
  }
  const cases = [...byFile.values()].reduce((sum, found) => sum + Math.max(1, found.length), 0);
  const root = document.ele('testsuites', {
    name: 'scene check',
    tests: cases,
    failures: diagnostics.filter(fails).length,
  });
  for (const [file, found] of byFile) writeSuite(root, file, found, check);
  return `${document.end({ prettyPrint: true, indent: '  ' })}\n`;
};

function writeSuite(
  root: XMLBuilder,
  file: string,
  found: readonly Diagnostic[],
  { nameOf, fails }: WrittenCheck,
): void {
  const name = nameOf(file);
  const suite = root.ele('testsuite', {
    name,
    tests: Math.max(1, found.length),
    failures: found.filter(fails).length,
    errors: 0,
  });
  if (found.length === 0) suite.ele('testcase', { name: 'nothing wrong', classname: name });
  for (const diagnostic of found) {
    const { line, column } = positionOf(diagnostic.source, diagnostic.span.start);
    const { code, severity, message } = diagnostic;
    const words = `${name}:${line}:${column} ${messageWithHint(diagnostic)}`;
    const one = suite.ele('testcase', { name: `${code} ${line}:${column}`, classname: name });
    if (fails(diagnostic)) one.ele('failure', { type: severity, message }).txt(words);
    else one.ele('system-out').txt(words);
  }
}
