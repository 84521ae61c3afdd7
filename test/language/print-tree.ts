/** The tree as compact text, without spans: one line a node, indented as the blocks are. */
import type { Parsed } from '../../src/language/parse.ts';
import type { SyntaxTree } from '../../src/language/syntax.ts';
import { positionOf } from '../../src/source/text.ts';

const leftOut = new Set(['header', 'pieces', 'body', 'kind']);

function isLeftOut(key: string): boolean {
  return leftOut.has(key) || /span$/i.test(key);
}

export function printTree(tree: SyntaxTree): string {
  const lines: string[] = [];
  if (tree.format) lines.push(`format ${tree.format.version}`);
  for (const item of tree.items) printLine(item, 0, lines);
  for (const comment of tree.comments) lines.push(`# ${comment.text}`);
  return lines.map((line) => `${line}\n`).join('');
}

export function printParsed({ tree, diagnostics }: Parsed): string {
  const said = diagnostics.map((diagnostic) => {
    const { line, column } = positionOf(diagnostic.source, diagnostic.span.start);
    const { text } = diagnostic.source;
    const excerpt = JSON.stringify(text.slice(diagnostic.span.start, diagnostic.span.end));
    const hint = diagnostic.hint === undefined ? '' : `\n  ${diagnostic.hint}`;
    const fixes = diagnostic.fixes.map((fix) => `\n  fix: ${fix.title}`).join('');
    return `${line}:${column} ${diagnostic.code} ${excerpt}\n  ${diagnostic.message}${hint}${fixes}\n`;
  });
  return printTree(tree) + (said.length > 0 ? `\n${said.join('')}` : '');
}

function printLine(node: object, depth: number, lines: string[]): void {
  const entries = Object.entries(node) as [string, unknown][];
  const kind = entries.find(([key]) => key === 'kind')?.[1];
  const rest = entries
    .filter(([key]) => !isLeftOut(key))
    .map(([key, value]) => `${key}=${printValue(value)}`);
  lines.push('  '.repeat(depth) + [String(kind), ...rest].join(' '));
  const body = entries.find(([key]) => key === 'body')?.[1];
  if (Array.isArray(body)) {
    for (const line of body) if (isObject(line)) printLine(line, depth + 1, lines);
  }
}

function printValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).filter(([key]) => key === 'kind' || !isLeftOut(key));
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only) return printValue(only[1]);
  return `(${entries.map(([key, inner]) => (key === 'kind' ? String(inner) : `${key}=${printValue(inner)}`)).join(' ')})`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
