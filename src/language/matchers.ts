/**
 * The custom token patterns. Chevrotain's patterns are functions of the text alone, so what they
 * share while one text is read (the layout, the kind of the current line) hangs on `reading`, which
 * `tokenize` sets for the length of one synchronous call.
 */
import { digitNamePattern, namePattern } from './characters.ts';
import type { Layout } from './layout.ts';
import type { LineReader } from './line-reader.ts';
import type { CustomPatternMatcherFunc, IToken, TokenType } from 'chevrotain';

interface Reading {
  readonly layout: Layout;
  readonly lines: LineReader;
}

let reading: Reading | undefined;
/** Set once by the lexer: the token that an `Indent` and an `Outdent` come after. */
let lineEndType: TokenType | undefined;
let outdentType: TokenType | undefined;

export function useLineTokens(lineEndToken: TokenType, outdentToken: TokenType): void {
  lineEndType = lineEndToken;
  outdentType = outdentToken;
}

export function withReading<T>(next: Reading, read: () => T): T {
  const before = reading;
  reading = next;
  nameAsked = -1;
  try {
    return read();
  } finally {
    reading = before;
    nameAsked = -1;
  }
}

/**
 * A regular expression that must match at the offset. `first`, where it is given, holds every
 * character that a match begins with: the expression is not even compiled before one is met.
 */
export function lexeme(pattern: string, first?: string): CustomPatternMatcherFunc {
  let sticky: RegExp | undefined;
  return (text, offset) => {
    if (first !== undefined && !first.includes(text.charAt(offset))) return null;
    sticky ??= new RegExp(pattern, 'uy');
    sticky.lastIndex = offset;
    return sticky.test(text) ? [text.slice(offset, sticky.lastIndex)] : null;
  };
}

/** A name, also one that begins with a digit, if it is accepted. */
export function name(accepts: (image: string) => boolean = () => true): CustomPatternMatcherFunc {
  return (text, offset) => {
    const end = endOfName(text, offset);
    if (end < 0) return null;
    const image = text.slice(offset, end);
    return accepts(image) ? [image] : null;
  };
}

/** Two names and a dot between them. */
export function dottedName(): CustomPatternMatcherFunc {
  return (text, offset) => {
    const dot = endOfName(text, offset);
    if (dot < 0 || !'.．'.includes(text.charAt(dot) || ' ')) return null;
    const end = endOfName(text, dot + 1);
    return end < 0 ? null : [text.slice(offset, end)];
  };
}

const anyName = new RegExp(`(?:${namePattern}|${digitNamePattern})`, 'uy');
let nameAsked = -1;
let nameEnd = -1;

/** Every kind of word asks in turn at one offset, hence the memory of one answer. */
function endOfName(text: string, offset: number): number {
  if (offset !== nameAsked) {
    anyName.lastIndex = offset;
    nameEnd = anyName.test(text) ? anyName.lastIndex : -1;
    nameAsked = offset;
  }
  return nameEnd;
}

/** The line at the offset, if the line reader finds it to be of this kind. */
export function lineStart(kind: string): CustomPatternMatcherFunc {
  return (text, offset) => {
    if (!reading) return null;
    const line = reading.lines.read(offset, reading.layout);
    if (line.kind !== kind) return null;
    const image: [string] & { payload?: unknown } = [text.slice(offset, line.end)];
    if (line.payload !== undefined) image.payload = line.payload;
    return image;
  };
}

/** The rest of the logical line, with the lines that continue it. */
export function rest(): CustomPatternMatcherFunc {
  return (text, offset) => {
    const code = text.charCodeAt(offset);
    // An empty value, or one that begins on the next line.
    if (!reading || code === 0x0a || code === 0x0d) return null;
    const { end, pieces } = reading.layout.readLine(offset);
    if (end <= offset) return null;
    const image: [string] & { payload?: unknown } = [text.slice(offset, end)];
    if (pieces) image.payload = pieces;
    return image;
  };
}

/** The end of a line, if this is what comes after it. */
export function lineStep(
  kind: 'begin' | 'continue' | 'same' | 'open' | 'close',
): CustomPatternMatcherFunc {
  return (text, offset, tokens) => {
    if (!reading) return null;
    const { layout } = reading;
    if (kind === 'begin') {
      return offset < layout.start ? [text.slice(offset, layout.start)] : null;
    }
    const step = layout.after(offset);
    if (step?.kind !== kind) return null;
    if (kind === 'open' && lineEndType) tokens.push(emptyToken(lineEndType, offset));
    if (step.kind === 'close' && lineEndType && outdentType) {
      tokens.push(emptyToken(lineEndType, offset));
      for (let extra = 1; extra < step.count; extra += 1) {
        tokens.push(emptyToken(outdentType, offset));
      }
    }
    return [text.slice(offset, layout.nextLine(offset))];
  };
}

/** A token without an image, in the same shape as the lexer's own. */
function emptyToken(tokenType: TokenType, startOffset: number): IToken {
  const tokenTypeIdx = tokenType.tokenTypeIdx ?? 0;
  return { image: '', startOffset, tokenTypeIdx, tokenType };
}
