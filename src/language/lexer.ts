/** Text to tokens: chevrotain's lexer over the modes of `tokens.ts`, with the layout beside it. */
import { Lexer } from 'chevrotain';
import { Layout } from './layout.ts';
import { LineReader } from './line-reader.ts';
import { useLineTokens, withReading } from './matchers.ts';
import { LineEnd, modes, Outdent } from './tokens.ts';
import type { IToken } from 'chevrotain';
import type { IndentationTrouble } from './layout.ts';
import type { Comment } from './syntax.ts';

export interface Tokens {
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  readonly indentation: IndentationTrouble | undefined;
}

/** Every text has tokens: what no pattern knows is a token too. */
export function tokenize(text: string): Tokens {
  // A last line without a line break would have no `LineEnd`.
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  const lines = new LineReader(whole);
  const layout = new Layout(whole, (offset, block) => lines.belongs(offset, block));
  const { tokens, errors } = withReading({ layout, lines }, () => lexer().tokenize(whole));
  const unread = errors[0];
  if (unread) throw new Error(`the lexer has no token at offset ${unread.offset}`);
  return { tokens, comments: layout.comments, indentation: layout.indentation };
}

let instance: Lexer | undefined;

function lexer(): Lexer {
  if (instance) return instance;
  useLineTokens(LineEnd, Outdent);
  instance = new Lexer(
    { modes: { ...modes }, defaultMode: 'line' },
    { positionTracking: 'onlyOffset', skipValidations: true },
  );
  return instance;
}
