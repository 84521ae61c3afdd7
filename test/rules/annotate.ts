/** A script with what was said of each line written below it: the form of this room's expectations. */
import type { Diagnostic } from '../../src/source/diagnostic.ts';
import { lineOf, textOfLine, type SourceText } from '../../src/source/text.ts';

/**
 * Every line of the script that has words, behind a bar, and below it its diagnostics: severity, code,
 * the text that is marked, and what the first fix would put there; the message too if asked for. A line without any is silent.
 */
export function annotate(
  source: SourceText,
  diagnostics: readonly Diagnostic[],
  options: { readonly messages?: boolean } = {},
): string {
  const byLine = new Map<number, string[]>();
  for (const diagnostic of diagnostics) {
    const line = lineOf(source, diagnostic.span.start);
    const list = byLine.get(line) ?? [];
    list.push(describe(diagnostic));
    if (options.messages) list.push(`    ${diagnostic.message}`);
    byLine.set(line, list);
  }
  const lines: string[] = [];
  const count = lineOf(source, source.text.length);
  for (let line = 1; line <= count; line += 1) {
    const text = textOfLine(source, line);
    if (text.trim() !== '') lines.push(`| ${text}`);
    for (const found of byLine.get(line) ?? []) lines.push(found);
  }
  return `${lines.join('\n')}\n`;
}

function describe({ severity, code, span, source, fixes }: Diagnostic): string {
  const marked = source.text.slice(span.start, span.end).replaceAll(/\s*\n\s*/g, ' ⏎ ');
  const edits = fixes[0]?.edits.map(({ text }) => JSON.stringify(text)).join(' ');
  return `  ${severity} ${code} at ${JSON.stringify(marked)}${edits === undefined ? '' : ` → ${edits}`}`;
}
