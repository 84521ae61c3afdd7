/** The lines of each shot as they stand in the script, each with what it is. */
import { parse } from '../language/parse.ts';
import type { ShotBlock, ShotLine } from '../language/syntax.ts';
import { lineOf, textOfLine, type SourceText } from '../source/text.ts';
import type { ScriptLine } from './report.ts';

/** By the line of the shot's header, from 1. */
export function scriptLines(source: SourceText): ReadonlyMap<number, readonly ScriptLine[]> {
  const lines = new Map<number, readonly ScriptLine[]>();
  for (const block of parse(source).tree.items) {
    if (block.kind !== 'scene') continue;
    for (const line of block.body) {
      if (line.kind === 'shot') lines.set(lineOf(source, line.header.start), linesOf(line, source));
    }
  }
  return lines;
}

function linesOf(shot: ShotBlock, source: SourceText): readonly ScriptLine[] {
  const first = lineOf(source, shot.header.start);
  const indent = indentOf(textOfLine(source, first));
  const lines: ScriptLine[] = [
    { kind: 'header', number: first, text: textOfLine(source, first).trim() },
  ];
  for (const node of shot.body) {
    const from = lineOf(source, node.span.start);
    const to = lineOf(source, Math.max(node.span.start, node.span.end - 1));
    for (let number = from; number <= to; number++) {
      const text = textOfLine(source, number);
      if (text.trim() === '') continue;
      const deeper = Math.max(0, indentOf(text) - indent - 2);
      const kind = number === from ? kindOf(node) : 'other';
      lines.push({ kind, number, text: ' '.repeat(number === from ? 0 : deeper) + text.trim() });
    }
  }
  return lines;
}

function kindOf(line: ShotLine): ScriptLine['kind'] {
  switch (line.kind) {
    case 'action':
    case 'dialogue':
      return line.kind;
    case 'field':
      return line.key === 'cut' || line.key === 'note' ? line.key : 'field';
    case 'stray':
    case 'bad':
      return 'other';
  }
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
