/**
 * Text to tokens. The start of a line is read by the line reader, its end by the layout, and what is
 * between them by the lexemes of the mode that the token before has set: the first that matches.
 */
import { isBlank } from './characters.ts';
import { Layout } from './layout.ts';
import { LineReader } from './line-reader.ts';
import {
  Indent,
  LineEnd,
  lexemesOf,
  openings,
  Outdent,
  Words,
  type Lexeme,
  type Mode,
} from './tokens.ts';
import type { IToken, TokenType } from 'chevrotain';
import type { IndentationTrouble, Step } from './layout.ts';
import type { Comment } from './syntax.ts';

export interface Tokens {
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  readonly indentation: IndentationTrouble | undefined;
}

/** Every text has tokens: what no lexeme knows is a token too. */
export function tokenize(text: string): Tokens {
  // A last line without a line break would have no `LineEnd`.
  const scanner = new Scanner(text.endsWith('\n') ? text : `${text}\n`);
  scanner.read();
  const { tokens, layout } = scanner;
  return { tokens, comments: layout.comments, indentation: layout.indentation };
}

class Scanner {
  readonly tokens: IToken[] = [];
  readonly layout: Layout;
  readonly #text: string;
  readonly #lines: LineReader;
  #mode: Mode = 'line';
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineReader(text);
    this.layout = new Layout(text, (offset, block) => this.#lines.belongs(offset, block));
    this.#at = this.layout.start;
  }

  read(): void {
    const { length } = this.#text;
    while (this.#at < length) {
      if (this.#mode === 'line') this.#startOfLine();
      else if (!this.#isEndOfLine()) this.#within();
    }
  }

  #startOfLine(): void {
    const { kind, end, payload } = this.#lines.read(this.#at, this.layout);
    const opening = openings.get(kind);
    if (!opening) throw new Error(`no line begins with a token ${kind}`);
    this.#push(opening.type, end, payload);
    this.#mode = opening.next;
  }

  #isEndOfLine(): boolean {
    const text = this.#text;
    if (this.#mode !== 'end') while (isBlank(text.charCodeAt(this.#at))) this.#at += 1;
    const code = text.charCodeAt(this.#at);
    if (this.#mode !== 'end' && code !== 0x0a && code !== 0x0d) return false;
    const step = this.layout.after(this.#at);
    if (!step) return false;
    const next = this.layout.nextLine(this.#at);
    if (step.kind === 'continue') this.#at = next;
    else this.#endLine(step, next);
    return true;
  }

  #endLine(step: Exclude<Step, { readonly kind: 'continue' }>, next: number): void {
    if (step.kind !== 'same') this.#push(LineEnd, this.#at);
    if (step.kind === 'close') {
      for (let extra = 1; extra < step.count; extra += 1) this.#push(Outdent, this.#at);
    }
    this.#push(tokenOfStep[step.kind], next);
    this.#mode = 'line';
  }

  #within(): void {
    const text = this.#text;
    const mode = this.#mode;
    for (const { type, match, next } of lexemesOf.get(mode) ?? nothing) {
      const end = match(text, this.#at);
      if (end < 0) continue;
      this.#push(type, end);
      if (next) this.#mode = next;
      return;
    }
    if (mode !== 'words' && mode !== 'spoken') {
      throw new Error(`the lexer has no token at offset ${this.#at}`);
    }
    const pieces = this.layout.readPieces(this.#at);
    const end = pieces[pieces.length - 1]?.end ?? this.#at;
    this.#push(Words, end, pieces.length > 1 ? pieces : undefined);
    this.#mode = 'end';
  }

  #push(tokenType: TokenType, end: number, payload?: unknown): void {
    const startOffset = this.#at;
    const image = end === startOffset ? '' : this.#text.slice(startOffset, end);
    const tokenTypeIdx = tokenType.tokenTypeIdx ?? 0;
    this.tokens.push({ image, startOffset, tokenTypeIdx, tokenType, payload });
    this.#at = end;
  }
}

const nothing: readonly Lexeme[] = [];
const tokenOfStep = { same: LineEnd, open: Indent, close: Outdent } as const;
