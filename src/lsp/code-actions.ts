/** The fixes of diagnostics, and silencing a warning on its line. */
import {
  CodeActionKind,
  CodeActionRequest,
  type CodeAction,
  type TextEdit,
} from 'vscode-languageserver';
import { ignoring } from '../semantics/ignore.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import { lineOf, startOfLine } from '../source/text.ts';
import { asLspDiagnostic, diagnosticsByFile } from './diagnostics.ts';
import { feature } from './feature.ts';
import { rangeOf, spanOfRange } from './positions.ts';
import type { Script, Snapshot } from './snapshot.ts';

export const codeActions = feature(
  CodeActionRequest.type,
  { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
  async ({ textDocument, range, context }, now) => {
    const { only } = context;
    if (only && !only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix)) return [];
    const script = now.script(textDocument.uri);
    const asked = spanOfRange(script.source, range);
    const own = (await diagnosticsByFile(now)).byFile.get(script.uri) ?? [];
    const met = own.filter(({ span }) => span.start <= asked.end && asked.start <= span.end);
    return (await Promise.all(met.map((one) => actionsOf(one, script, now)))).flat();
  },
);

async function actionsOf(
  diagnostic: Diagnostic,
  script: Script,
  now: Snapshot,
): Promise<readonly CodeAction[]> {
  const fixes = [...diagnostic.fixes, ...ignored(diagnostic, script)];
  const diagnostics = [await asLspDiagnostic(diagnostic, now)];
  return fixes.map((fix, index) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(index === 0 && diagnostic.fixes.length === 1 && { isPreferred: true }),
    edit: { changes: { [script.uri]: fix.edits.map((edit) => textEdit(edit, script)) } },
  }));
}

function textEdit({ span, text }: Fix['edits'][number], { source }: Script): TextEdit {
  return { range: rangeOf(source, span), newText: text };
}

/** A comment above the line of a warning, or one code more in the comment that is there. */
function ignored({ severity, code, span }: Diagnostic, { source, tree }: Script): readonly Fix[] {
  if (severity === 'error') return [];
  const title = `Ignore ${code} on this line`;
  const line = lineOf(source, span.start);
  const above = tree.comments.find(
    (comment) => lineOf(source, comment.span.start) === line - 1 && ignoring.test(comment.text),
  );
  if (above) {
    const { end } = above.span;
    return [{ title, edits: [{ span: { start: end, end }, text: `, ${code}` }] }];
  }
  const start = startOfLine(source, span.start);
  const indent = /^[ \t]*/.exec(source.text.slice(start))?.[0] ?? '';
  const text = `${indent}# ignore ${code}\n`;
  return [{ title, edits: [{ span: { start, end: start }, text }] }];
}
