/** Where the cursor stands, as completion sees it, and what is offered there. */
import type { IToken } from 'chevrotain';
import type { CompletionItemKind } from 'vscode-languageserver';
import { type CompletionItem } from 'vscode-languageserver';
import { spanOf } from '../../language/values.ts';
import type { SourceText, Span } from '../../source/text.ts';
import { rangeOf } from '../positions.ts';
import type { Analysis, Snapshot } from '../snapshot.ts';

export interface Cursor {
  readonly now: Snapshot;
  readonly analysis: Analysis;
  readonly source: SourceText;
  readonly offset: number;
  /** The text of the line before the cursor. */
  readonly before: string;
  /** What the language reads before the cursor on this line and the lines that it continues. */
  readonly tokens: readonly IToken[];
}

export interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is written; absent: the label. */
  readonly text?: string;
  /** What is compared with what was typed; absent: the text. */
  readonly filter?: string;
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
}

/** `span` is what was typed so far, and is replaced. */
export interface Offers {
  readonly span: Span;
  readonly offers: readonly Offer[];
}

/** The word that is being typed: the last token where the cursor stands at its end, else nothing yet. */
export function typed({ tokens, offset }: Cursor): Span {
  const last = tokens.at(-1);
  return last && spanOf(last).end >= offset && !/[:：]$/.test(last.image)
    ? { start: last.startOffset, end: offset }
    : { start: offset, end: offset };
}

/** The tokens that stand complete before the word that is being typed. */
export function tokensBeforeWord(cursor: Cursor): readonly IToken[] {
  const { start } = typed(cursor);
  return cursor.tokens.filter((token) => token.startOffset < start);
}

export function itemsOf({ span, offers }: Offers, source: SourceText): CompletionItem[] {
  const range = rangeOf(source, span);
  return offers.map(({ label, kind, text, filter, detail, documentation }, index) => ({
    label,
    kind,
    textEdit: { range, newText: text ?? label },
    filterText: filter ?? text ?? label,
    // In the order in which they are offered.
    sortText: String(index).padStart(4, '0'),
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && {
      documentation: { kind: 'markdown' as const, value: documentation },
    }),
  }));
}
