/**
 * The layout of a file: which lines stand in which block, and which continue the line before.
 *
 * The lexer asks at the end of each line what comes next. Whether a deeper line is the body of a
 * block or a continuation depends on whether the line above opened a block, so the line reader tells
 * the layout (`opens`) before the end of its line is reached.
 */
import { isBlank } from './characters.ts';
import type { Comment } from './syntax.ts';
import type { Span } from '../source/text.ts';
import type { FieldBlock } from './fields.ts';

export type Block = 'file' | FieldBlock;

/** What stands after the end of a line. */
export type Step =
  | { readonly kind: 'continue' }
  | { readonly kind: 'same' }
  | { readonly kind: 'open' }
  | { readonly kind: 'close'; readonly count: number };

/** The first indentation that is wrong, and what each wrong one of the file should be. */
export interface IndentationTrouble {
  readonly problem: 'mixed' | 'wide' | 'unmatched';
  readonly span: Span;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

export interface LogicalLine {
  readonly end: number;
  /** Absent where no line continues the first. */
  readonly pieces?: readonly Span[];
}

interface OpenBlock {
  readonly block: Block;
  readonly column: number;
  /** The indentation of its lines, to be repeated in a fix. */
  readonly indent: string;
}

/** Blank lines and comments after a line, up to the first character of the next. */
interface Gap {
  /** Where the indentation of the next line begins. */
  readonly indent: number;
  readonly end: number;
  readonly blank: boolean;
  readonly atEnd: boolean;
}

const tabColumns = 4;
const sameStep: Step = { kind: 'same' };
const openStep: Step = { kind: 'open' };
const continueStep: Step = { kind: 'continue' };

export class Layout {
  readonly comments: Comment[] = [];
  /** The offset of the first character of the first line. */
  readonly start: number;
  /** Set by the line reader: the block that the current line is the header of. */
  opens: Block | undefined;

  private readonly text: string;
  private readonly opensIn: (offset: number, block: Block) => boolean;
  private readonly blocks: OpenBlock[] = [{ block: 'file', column: 0, indent: '' }];
  private lineColumn = 0;
  private style: ' ' | '\t' | undefined;
  private trouble:
    | { problem: IndentationTrouble['problem']; span: Span; edits: { span: Span; text: string }[] }
    | undefined;
  private gapAt = -1;
  private gap: Gap | undefined;
  private stepAt = -1;
  private step: Step = sameStep;

  /**
   * @param text the whole file
   * @param opensIn whether the line at an offset would open a block, or be a keyword's line, in a block of that kind
   */
  constructor(text: string, opensIn: (offset: number, block: Block) => boolean) {
    this.text = text;
    this.opensIn = opensIn;
    const gap = this.scan(text.charCodeAt(0) === 0xfeff ? 1 : 0);
    if (!gap.atEnd) this.enter(gap);
    this.start = gap.end;
  }

  get block(): Block {
    return this.blocks[this.blocks.length - 1]?.block ?? 'file';
  }

  get depth(): number {
    return this.blocks.length - 1;
  }

  get indentation(): IndentationTrouble | undefined {
    return this.trouble;
  }

  /** What comes after the line that ends at `offset`; undefined if it does not end there. */
  after(offset: number): Step | undefined {
    if (this.stepAt === offset) return this.step;
    const gap = this.gapFrom(offset);
    if (!gap) return undefined;
    this.stepAt = offset;
    this.step = this.decide(gap);
    return this.step;
  }

  /** Where the next line's first character stands, for an `offset` that ends a line. */
  nextLine(offset: number): number {
    return this.gapFrom(offset)?.end ?? offset;
  }

  /** The logical line from `offset`: to the line's end, and the lines that continue it. */
  readLine(offset: number): LogicalLine {
    const first = contentEnd(this.text, offset);
    if (this.after(first)?.kind !== 'continue') return { end: first };
    const pieces = [{ start: offset, end: first }];
    for (let end = first; ;) {
      const start = this.nextLine(end);
      end = contentEnd(this.text, start);
      pieces.push({ start, end });
      if (this.after(end)?.kind !== 'continue') return { end, pieces };
    }
  }

  private decide(gap: Gap): Step {
    if (gap.atEnd) {
      const count = this.depth;
      this.blocks.length = 1;
      this.opens = undefined;
      return count > 0 ? { kind: 'close', count } : sameStep;
    }
    const column = this.columnOf(gap);
    if (this.opens !== undefined && column > this.lineColumn) {
      this.blocks.push({ block: this.opens, column, indent: this.text.slice(gap.indent, gap.end) });
      this.opens = undefined;
      this.lineColumn = column;
      this.checkIndent(gap);
      return openStep;
    }
    if (column > this.lineColumn && !gap.blank) {
      this.checkIndent(gap);
      return continueStep;
    }
    this.opens = undefined;
    const before = this.depth;
    this.enter(gap);
    const count = before - this.depth;
    return count > 0 ? { kind: 'close', count } : sameStep;
  }

  /** Finds the block that the line belongs to and closes those that are deeper. */
  private enter(gap: Gap): void {
    const column = this.columnOf(gap);
    this.lineColumn = column;
    let index = this.depth;
    while (index > 0 && (this.blocks[index]?.column ?? 0) > column) index -= 1;
    const outer = this.blocks[index];
    if (outer && outer.column === column) {
      this.blocks.length = index + 1;
      this.checkIndent(gap);
      return;
    }
    // No open block has this column: the line belongs where its keyword does, else to the inner one.
    const inner = index < this.depth ? index + 1 : index;
    const belongs = outer && this.opensIn(gap.end, outer.block) ? index : inner;
    this.blocks.length = belongs + 1;
    // The lines after it are measured by its block, or its right neighbour would seem to continue it.
    this.lineColumn = this.blocks[belongs]?.column ?? column;
    this.complain('unmatched', gap, this.blocks[belongs]?.indent ?? '');
  }

  private checkIndent(gap: Gap): void {
    if (gap.indent === gap.end) return;
    let spaces = false;
    let tabs = false;
    let others = false;
    for (let at = gap.indent; at < gap.end; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === 0x20) spaces = true;
      else if (code === 0x09) tabs = true;
      else others = true;
    }
    if (!others && spaces !== tabs) {
      const style = spaces ? ' ' : '\t';
      this.style ??= style;
      if (style === this.style) return;
    }
    const top = this.blocks[this.depth];
    const own = this.text.slice(gap.indent, gap.end);
    const parent = this.blocks[this.depth - 1]?.indent ?? '';
    const step = this.style === '\t' ? '\t' : '  ';
    const expected =
      top && top.indent !== own && this.lineColumn === top.column
        ? top.indent
        : this.lineColumn === this.columnOf(gap)
          ? parent + step
          : (top?.indent ?? '') + step;
    if (top && top.indent === own) {
      this.blocks[this.depth] = { ...top, indent: expected };
    }
    this.complain(others ? 'wide' : 'mixed', gap, expected);
  }

  private complain(problem: IndentationTrouble['problem'], gap: Gap, indent: string): void {
    const span = { start: gap.indent, end: gap.end };
    this.trouble ??= { problem, span, edits: [] };
    this.trouble.edits.push({ span, text: indent });
  }

  private columnOf(gap: Gap): number {
    let column = 0;
    for (let at = gap.indent; at < gap.end; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === 0x09) column += tabColumns;
      else column += code === 0x3000 ? 2 : 1;
    }
    return column;
  }

  private gapFrom(offset: number): Gap | undefined {
    if (this.gapAt === offset) return this.gap;
    const { text } = this;
    let at = offset;
    while (at < text.length && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 0x0d))
      at += 1;
    const code = text.charCodeAt(at);
    if (at < text.length && code !== 0x0a) return undefined;
    this.gapAt = offset;
    this.gap = this.scan(Math.min(at + 1, text.length));
    return this.gap;
  }

  private scan(start: number): Gap {
    const { text } = this;
    let blank = false;
    let at = start;
    for (;;) {
      const indent = at;
      while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
      if (at >= text.length) return { indent: at, end: at, blank, atEnd: true };
      const code = text.charCodeAt(at);
      if (code === 0x0a || code === 0x0d) {
        blank = true;
        at = lineEnd(text, at) + 1;
      } else if (isCommentMark(code) && isBlankOrEnd(text, at + 1)) {
        this.comments.push(this.comment(at));
        at = lineEnd(text, at) + 1;
      } else {
        return { indent, end: at, blank, atEnd: false };
      }
    }
  }

  private comment(at: number): Comment {
    const end = contentEnd(this.text, at);
    const start = Math.min(at + 2, end);
    return { span: { start: at, end }, text: this.text.slice(start, end).trim().normalize('NFC') };
  }
}

/** The offset of the line break that ends the line of `at`, or of the text's end. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The end of the line of `at` without blanks and the carriage return. */
export function contentEnd(text: string, at: number): number {
  let end = lineEnd(text, at);
  while (end > at && (isBlank(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === 0x0d))
    end -= 1;
  return end;
}

function isCommentMark(code: number): boolean {
  return code === 0x23 || code === 0xff03;
}

function isBlankOrEnd(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return isBlank(code) || code === 0x0a || code === 0x0d;
}
