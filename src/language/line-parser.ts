/**
 * The parser's ground: what every rule reads with, and how a line that is not understood is passed.
 *
 * The unit of recovery is the logical line: a rule that reads a line ends with its `LineEnd`, is
 * called through `attempt`, and what it does not understand is one message and one `bad` line.
 */
import { EmbeddedActionsParser, EOF, isRecognitionException } from 'chevrotain';
import { NodeBuilder } from './nodes.ts';
import { parserMessages } from './parser-messages.ts';
import * as t from './tokens.ts';
import { spanOf } from './values.ts';
import type { IRecognitionException, IToken, TokenType } from 'chevrotain';
import type { FieldBlock } from './fields.ts';
import type { Header } from './block-nodes.ts';
import type { BlockKeyword } from './keywords.ts';
import type * as syntax from './syntax.ts';

/** A line to read: its kind (that of the keyword it begins with where it is not told). */
interface Attempt<T> {
  readonly kind: BlockKeyword | 'field' | 'dialogue' | undefined;
  readonly first: IToken;
  readonly read: () => T;
  /** What stands for a line that was not understood. */
  readonly misread: () => T;
}

export class LineParser extends EmbeddedActionsParser {
  /** Turns tokens into nodes; set for each text. Absent while chevrotain records the grammar. */
  nodes: NodeBuilder = NodeBuilder.idle;
  private header: Header = {};
  protected block: FieldBlock = 'shot';

  constructor({ skipValidations }: { readonly skipValidations: boolean }) {
    super([...t.allTokens], {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations,
      errorMessageProvider: parserMessages,
    });
  }

  /** What a header has said so far; it stands even where its line is not understood to the end. */
  protected get head(): Header {
    return this.header;
  }

  protected readHeader(token: IToken, read: () => void): Header {
    this.header = {};
    const misread = (): void => {
      this.header.misread = true;
    };
    this.attempt({ kind: undefined, first: token, read, misread });
    this.header.end = this.endOfLine();
    return this.header;
  }

  protected line<T extends syntax.Node>(
    kind: BlockKeyword | 'field' | 'dialogue',
    read: () => T | syntax.BadLine,
  ): T | syntax.BadLine {
    const first = this.LA(1);
    const misread = () => this.nodes.bad(first.startOffset, this.endOfLine());
    return this.attempt<T | syntax.BadLine>({ kind, first, read, misread });
  }

  private attempt<T>({ kind, first, read, misread }: Attempt<T>): T {
    if (this.RECORDING_PHASE) return read();
    const { block } = this;
    const told = this.nodes.problems.diagnostics.length;
    try {
      return read();
    } catch (error) {
      if (!isMisread(error)) throw error;
      // What was said of its parts is part of what is wrong with the whole line.
      this.nodes.problems.diagnostics.length = told;
      this.nodes.problems.notUnderstood(
        { found: error.token, previous: this.LA(0), expected: error.message },
        this.nodes.lineBeingRead(kind ?? this.nodes.keywordOf(first), first, block),
      );
      while (!this.isAt(t.LineEnd) && !this.isAt(EOF)) this.SKIP_TOKEN();
      this.SKIP_TOKEN();
      return misread();
    }
  }

  /** The end of what stands before the `LineEnd` that was read last. */
  protected endOfLine(): number {
    return this.RECORDING_PHASE ? 0 : spanOf(this.LA(-1)).end;
  }

  /** Tokens that no rule has read. */
  get hasLeftOver(): boolean {
    return !this.isAt(EOF);
  }

  private isAt(type: TokenType): boolean {
    return this.LA(1).tokenType === type;
  }
}
function isMisread(error: unknown): error is Error & IRecognitionException {
  return error instanceof Error && isRecognitionException(error);
}
