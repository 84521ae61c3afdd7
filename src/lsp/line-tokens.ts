/** The tokens of the lexer around a place: what the language itself reads there. */
import type { IToken } from 'chevrotain';
import { tokenize } from '../language/lexer.ts';
import { spanOf } from '../language/values.ts';
import { keyOf } from '../language/field-nodes.ts';
import type { BlockKeyword, FieldKey } from '../language/keywords.ts';
import { blockByWord, foldKeyword } from '../language/lookup.ts';
import type { SourceText } from '../source/text.ts';

const layout: ReadonlySet<string> = new Set(['LineEnd', 'Indent', 'Outdent']);

/** What stands before the place on its own line, or on the lines that it continues. */
export function tokensBefore(source: SourceText, offset: number): readonly IToken[] {
  let line: IToken[] = [];
  for (const token of tokenize(source.text).tokens) {
    if (token.startOffset >= offset) break;
    if (layout.has(token.tokenType.name)) line = [];
    else line.push(token);
  }
  return line;
}

export function tokenAt(source: SourceText, offset: number): IToken | undefined {
  const found = tokenize(source.text).tokens.findLast(({ startOffset }) => startOffset <= offset);
  return found && !layout.has(found.tokenType.name) && offset < spanOf(found).end
    ? found
    : undefined;
}

/** The field that a token is the key of. */
export function fieldOf(token: IToken): FieldKey | undefined {
  return token.tokenType.name.endsWith('Key') ? keyOf(token) : undefined;
}

/** The keyword that a header or a line of a scene begins with. */
export function blockKeywordOf(token: IToken): BlockKeyword | undefined {
  return token.tokenType.name.endsWith('Keyword')
    ? blockByWord.get(foldKeyword(token.image))
    : undefined;
}
