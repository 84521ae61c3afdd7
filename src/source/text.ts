/**
 * The text of one file and the way from an offset to a line and a column.
 *
 * Offsets are UTF-16 units of the text as it stands on disk (a byte-order mark counts). Nothing is
 * normalised here: what a later stage reads out of the text it turns to NFC, and the span stays true.
 */

/** A half-open range of UTF-16 offsets into one file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line and a column, both from 1 (columns count code points), and the offset they stand for. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface SourceText {
  /** Absolute path with forward slashes, or a name such as `<stdin>`. Identifies the file. */
  readonly path: string;
  readonly text: string;
}

/** Offsets at which lines begin; built once a text, on first use. */
const lineTables = new WeakMap<SourceText, readonly number[]>();

function lineStarts(source: SourceText): readonly number[] {
  const known = lineTables.get(source);
  if (known) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  lineTables.set(source, starts);
  return starts;
}

/** The number of the line that holds `offset`, from 1. */
export function lineOf(source: SourceText, offset: number): number {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The offset at which the line that holds `offset` begins. */
export function startOfLine(source: SourceText, offset: number): number {
  return lineStarts(source)[lineOf(source, offset) - 1] ?? 0;
}

/** The position that was asked for last: in a long line the next one is counted from there. */
const lastPositions = new WeakMap<SourceText, Position>();

/** Line, column in code points (a leading byte-order mark is no column) and offset. */
export function positionOf(source: SourceText, offset: number): Position {
  const line = lineOf(source, offset);
  const last = lastPositions.get(source);
  const onward = last?.line === line && last.offset <= offset ? last : undefined;
  let column = onward?.column ?? 1;
  for (const character of source.text.slice(
    onward?.offset ?? startOfLine(source, offset),
    offset,
  )) {
    if (character !== '\uFEFF') column += 1;
  }
  const position = { line, column, offset };
  lastPositions.set(source, position);
  return position;
}

/** The text of line `line` (from 1) without its line break and without a byte-order mark. */
export function textOfLine(source: SourceText, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return '';
  const end = starts[line] ?? source.text.length + 1;
  return source.text
    .slice(start, end - 1)
    .replace(/\r$/, '')
    .replace(/^\uFEFF/, '');
}
