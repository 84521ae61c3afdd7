/** Formatting: what `scene fmt` writes. A script with errors is left as it is, and shows them. */
import { DocumentFormattingRequest, type TextEdit } from 'vscode-languageserver';
import { canonicalForm } from '../language/canonical-form.ts';
import { startOfLine, type SourceText } from '../source/text.ts';
import { feature } from './feature.ts';
import { rangeOf } from './positions.ts';

export const formatting = feature(
  DocumentFormattingRequest.type,
  { documentFormattingProvider: true },
  async ({ textDocument }, now) => {
    const { source } = now.script(textDocument.uri);
    const { errors, text } = canonicalForm(source.path, new TextEncoder().encode(source.text));
    if (errors.length > 0 || text === source.text) return [];
    return Promise.resolve([changedLines(source, text)]);
  },
);

/** One edit from the first line that differs to the last, so that the cursor stays elsewhere. */
function changedLines(source: SourceText, after: string): TextEdit {
  const before = source.text;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  start = startOfLine(source, start);
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  const rest = before.slice(before.length - same);
  // Whole lines alone: what follows the first break of the common end.
  same = rest.includes('\n') ? rest.length - rest.indexOf('\n') - 1 : 0;
  return {
    range: rangeOf(source, { start, end: before.length - same }),
    newText: after.slice(start, after.length - same),
  };
}
