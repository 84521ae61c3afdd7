/**
 * The canonical form of a script. It works on the lines and tokens of the lexer, not on the tree, so
 * that comments, line breaks and the width of prose stay, and a line that was not understood is left
 * as it is written.
 */
import { formatToken, spaceBetween } from './format-token.ts';
import { tokenize } from './lexer.ts';
import { namelessShots } from './nameless-shots.ts';
import { parse } from './parse.ts';
import { spanOf } from './values.ts';
import type { IToken } from 'chevrotain';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourceText, Span } from '../source/text.ts';
import type { SyntaxTree } from './syntax.ts';
import type { KeywordLanguage } from './turn-keywords.ts';

export interface FormatOptions {
  /** Turns every keyword; as written where it is absent. */
  readonly keywords?: KeywordLanguage;
  /** Gives nameless shots the next free number of their scene. */
  readonly name?: boolean;
}

/** The text in canonical form; unchanged where its lines cannot be told apart. */
export function formatSource(source: SourceText, options: FormatOptions = {}): string {
  const { tree, diagnostics } = parse(source);
  if (diagnostics.some(({ code }) => unreadable.has(code))) return source.text;
  const { tokens } = tokenize(source.text);
  const lines = logicalLines(tokens);
  const writer = new Writer(source.text, options.keywords);
  const names = options.name ? namesOf(tree) : new Map<number, string>();
  const broken = brokenLines(lines, diagnostics, { named: options.name === true });
  lines.forEach((line, index) => {
    writer.write(line, { asWritten: broken.has(index), name: names.get(line.span.start) });
  });
  return writer.finish();
}

/** Diagnostics of a file whose lines and blocks are a guess. */
const unreadable: ReadonlySet<string> = new Set([
  ...['forbidden-character', 'newer-format', 'mixed-indentation', 'unmatched-indentation'],
]);

interface LogicalLine {
  readonly tokens: readonly IToken[];
  readonly span: Span;
  readonly depth: number;
  /** A block ended before this line. */
  readonly afterBlock: boolean;
}

function logicalLines(tokens: readonly IToken[]): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let depth = 0;
  let afterBlock = false;
  let line: IToken[] = [];
  for (const token of tokens) {
    switch (token.tokenType.name) {
      case 'LineEnd': {
        const [first] = line;
        const last = line[line.length - 1];
        if (first && last) {
          const span = { start: first.startOffset, end: spanOf(last).end };
          lines.push({ tokens: line, span, depth, afterBlock });
        }
        line = [];
        afterBlock = false;
        break;
      }
      case 'Indent':
        depth += 1;
        break;
      case 'Outdent':
        depth -= 1;
        afterBlock = true;
        break;
      default:
        line.push(token);
    }
  }
  return lines;
}

/** The lines that an error stands on, by index. */
function brokenLines(
  lines: readonly LogicalLine[],
  diagnostics: readonly Diagnostic[],
  { named }: { readonly named: boolean },
): ReadonlySet<number> {
  const broken = new Set<number>();
  let index = 0;
  for (const { span, code } of diagnostics) {
    if (code === 'shot-without-name' && named) continue;
    while (index + 1 < lines.length && (lines[index + 1]?.span.start ?? 0) <= span.start)
      index += 1;
    broken.add(index);
  }
  return broken;
}

/** The names for nameless shots, by the offset of their header. */
function namesOf(tree: SyntaxTree): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const item of tree.items) {
    if (item.kind !== 'scene') continue;
    for (const { shot, name } of namelessShots(item.body)) names.set(shot.header.start, name);
  }
  return names;
}

interface Writing {
  readonly asWritten: boolean;
  /** For a nameless shot. */
  readonly name: string | undefined;
}

class Writer {
  private readonly text: string;
  private readonly language: KeywordLanguage | undefined;
  private readonly out: string[] = [];
  private at = 0;
  private depth = 0;
  /** The column in the source of the block at each depth. */
  private readonly columns: number[] = [];
  private previous: IToken | undefined;

  constructor(text: string, language: KeywordLanguage | undefined) {
    this.text = text;
    this.language = language;
  }

  write(line: LogicalLine, { asWritten, name }: Writing): void {
    this.writeGap(line);
    const [first] = line.tokens;
    if (!first) return;
    const { start, end } = line.span;
    const text = asWritten ? this.text.slice(start, end) : this.lineText(line, first, name);
    text.split(lineBreak).forEach((part, index) => {
      const content = part.replace(edges, '');
      if (content === '') return;
      this.out.push(indentOf(line.depth + (index > 0 ? 1 : 0)) + content);
    });
    this.at = end;
    this.depth = line.depth;
    this.previous = first;
  }

  finish(): string {
    for (const entry of this.gapLines(this.text.length)) {
      this.pushGapLine(entry, this.depthOf(entry, 0));
    }
    while (this.out[this.out.length - 1] === '') this.out.pop();
    const mark = this.text.startsWith('\uFEFF') ? '\uFEFF' : '';
    const lineEnd = /\r?\n/.exec(this.text)?.[0] ?? '\n';
    if (this.out.length === 0) return mark && mark + lineEnd;
    return mark + this.out.join(lineEnd) + lineEnd;
  }

  /** The line with canonical tokens; what stood on several lines still does. */
  private lineText(line: LogicalLine, first: IToken, name: string | undefined): string {
    let text = '';
    line.tokens.forEach((token, index) => {
      const before = line.tokens[index - 1];
      if (before) {
        const gap = this.text.slice(spanOf(before).end, token.startOffset);
        text += gap.includes('\n') ? gap : spaceBetween(before, token, text);
      }
      text += formatToken(token, first, this.language);
      if (index === 0 && name !== undefined) text += ` ${name}`;
    });
    return text;
  }

  /** Comments and blank lines above a line: those of the block that ended first. */
  private writeGap(line: LogicalLine): void {
    const [first] = line.tokens;
    const gap = this.gapLines(line.span.start);
    const own = gap.findIndex(
      (entry) => entry !== '' && this.depthOf(entry, line.depth) === line.depth,
    );
    const trailing = own === -1 ? gap : gap.slice(0, own);
    const leading = own === -1 ? [] : gap.slice(own);
    while (trailing[trailing.length - 1] === '') {
      trailing.pop();
      if (leading[0] !== '') leading.unshift('');
    }
    for (const entry of trailing) this.pushGapLine(entry, this.depthOf(entry, line.depth));
    if (this.previous && first && wantsBlank(line, first, this.previous) && leading[0] !== '') {
      leading.unshift('');
    }
    const isFirstOfBlock = !this.previous || line.depth > this.depth;
    if (isFirstOfBlock) while (leading[0] === '') leading.shift();
    for (const entry of leading) this.pushGapLine(entry, line.depth);
    this.columns.length = line.depth;
    this.columns[line.depth] = columnOf(this.text, line.span.start);
  }

  /** The block that a comment above a line of `least` depth stands in, by its column. */
  private depthOf(comment: string, least: number): number {
    const column = comment.length - comment.replace(edges, '').length;
    let depth = Math.max(this.depth, least);
    while (depth > least && (this.columns[depth] ?? 0) > column) depth -= 1;
    return depth;
  }

  /** The comments between here and the offset, with the columns they stand in; '' is a blank line. */
  private gapLines(end: number): string[] {
    const parts = this.text
      .slice(this.at, end)
      .replace(/^\uFEFF/, '')
      .split(lineBreak);
    // Before the first break stands the end of a line, after the last the indentation of the next.
    const inner = this.at === 0 ? parts : parts.slice(1);
    const whole = end === this.text.length ? inner : inner.slice(0, -1);
    const lines: string[] = [];
    for (const part of whole) {
      const isBlankLine = part.replace(edges, '') === '';
      if (!isBlankLine) lines.push(part.replace(trailingBlanks, ''));
      else if (lines[lines.length - 1] !== '') lines.push('');
    }
    if (end === this.text.length) while (lines[lines.length - 1] === '') lines.pop();
    return lines;
  }

  private pushGapLine(entry: string, depth: number): void {
    if (entry === '') {
      if (this.out.length > 0 && this.out[this.out.length - 1] !== '') this.out.push('');
      return;
    }
    this.out.push(indentOf(depth) + entry.replace(edges, ''));
  }
}

/** A blank line stands above a shot, above a block of the file, and after either. */
function wantsBlank(line: LogicalLine, first: IToken, previous: IToken): boolean {
  if (line.afterBlock && line.depth <= 1) {
    return line.depth === 0 || first.tokenType.name !== 'VariantKeyword';
  }
  const { name } = first.tokenType;
  if (name === 'ShotKeyword') return !previous.tokenType.name.startsWith('Scene');
  return line.depth === 0 && blocks.has(name);
}

const blocks: ReadonlySet<string> = new Set([
  ...['SeriesKeyword', 'EpisodeKeyword', 'SceneKeyword', 'CharacterKeyword', 'NarratorKeyword'],
  ...['PlaceKeyword', 'PropKeyword', 'StyleKeyword', 'VideoKeyword', 'AudioKeyword'],
]);
const lineBreak = /\r?\n/;
const edges = /^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$/g;

const trailingBlanks = /[ \t\u00a0\u3000]+$/;

function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

function indentOf(depth: number): string {
  return '  '.repeat(depth);
}
