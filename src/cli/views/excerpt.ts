/**
 * The line of a script with a mark under the place that is meant. The mark is placed by display
 * width, so that it stands under the right character in Chinese, after tabs and beside emoji.
 */
import stringWidth from 'string-width';
import type { Place } from '../../source/diagnostic.ts';
import { lineOf, textOfLine } from '../../source/text.ts';

export interface Excerpt {
  /** The line's number, from 1. */
  readonly line: number;
  /** The line as it can be shown: tabs laid out, controls made visible, cut to the width. */
  readonly text: string;
  /** Blanks, then one mark for each column of the place; at least one. */
  readonly marks: string;
}

/** `width` is the columns that the text may take; `mark` is the one character of the underline. */
export function excerptOf(place: Place, width: number, mark: string): Excerpt {
  const line = lineOf(place.source, place.span.start);
  const written = textOfLine(place.source, line);
  const lineStart = startOfLine(place);
  const cells = layOut(written);
  const first = columnAt(cells, place.span.start - lineStart);
  const last = columnAt(cells, Math.min(place.span.end - lineStart, written.length));
  const view = viewOf(cells, { first, last, width });
  return {
    line,
    text: view.text,
    marks: ' '.repeat(first - view.shift) + mark.repeat(view.marks),
  };
}

/** One grapheme as it is shown. */
interface Cell {
  readonly shown: string;
  /** UTF-16 offset of its end in the line. */
  readonly end: number;
  /** Columns before it. */
  readonly column: number;
  readonly width: number;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const tabStop = 4;

function layOut(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemes.segment(line)) {
    const shown = segment === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : visible(segment);
    const width = segment === '\t' ? shown.length : stringWidth(shown);
    cells.push({ shown, end: index + segment.length, column, width });
    column += width;
  }
  return cells;
}

/** A control or a bidirectional override would change the terminal or the order of the line. */
function visible(segment: string): string {
  return segment.replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** The column at which the grapheme around `offset` begins. */
function columnAt(cells: readonly Cell[], offset: number): number {
  for (const cell of cells) if (offset < cell.end) return cell.column;
  const last = cells.at(-1);
  return last ? last.column + last.width : 0;
}

/** The offset of the line's first character; a byte-order mark is none. */
function startOfLine(place: Place): number {
  const { text } = place.source;
  const at = place.span.start;
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return text.startsWith('\uFEFF', start) ? start + 1 : start;
}

interface View {
  readonly text: string;
  /** Columns that were cut off on the left, less those that the ellipsis takes. */
  readonly shift: number;
  /** Columns of the underline. */
  readonly marks: number;
}

/** The cut of the line that shows the place, with an ellipsis where something was left out. */
function viewOf(
  cells: readonly Cell[],
  options: { readonly first: number; readonly last: number; readonly width: number },
): View {
  const { first, last, width } = options;
  const end = cells.at(-1);
  const total = end ? end.column + end.width : 0;
  if (total <= width) {
    const text = cells.map((cell) => cell.shown).join('');
    return { text: text.trimEnd(), shift: 0, marks: Math.max(1, last - first) };
  }
  // A third of the width stands before the place, so that a reader sees what leads to it.
  const lead = Math.floor(width / 3);
  const wanted = first <= 2 * lead ? 0 : first - lead;
  const kept = cells.filter(
    (cell) => cell.column >= wanted && cell.column + cell.width <= wanted + width - 2,
  );
  const left = kept[0]?.column ?? 0;
  const lastKept = kept.at(-1);
  const right = lastKept ? lastKept.column + lastKept.width : left;
  const text =
    (left > 0 ? '…' : '') + kept.map((cell) => cell.shown).join('') + (right < total ? '…' : '');
  return {
    text,
    shift: left > 0 ? left - 1 : 0,
    marks: Math.max(1, Math.min(last, right) - first),
  };
}
