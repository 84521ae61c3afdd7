/**
 * Places as the protocol has them: lines and columns from 0, columns in UTF-16 units, which are what
 * offsets of the language count.
 */
import type { Location, Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceText, Span } from '../source/text.ts';

const documents = new WeakMap<SourceText, TextDocument>();

function documentOf(source: SourceText): TextDocument {
  let document = documents.get(source);
  if (!document) {
    document = TextDocument.create(source.path, 'scene', 0, source.text);
    documents.set(source, document);
  }
  return document;
}

export function rangeOf(source: SourceText, { start, end }: Span): Range {
  const document = documentOf(source);
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function offsetAt(source: SourceText, position: Position): number {
  return documentOf(source).offsetAt(position);
}

export function spanOfRange(source: SourceText, { start, end }: Range): Span {
  return { start: offsetAt(source, start), end: offsetAt(source, end) };
}

/** A place together with the address of its file. */
export function locationOf(uri: string, source: SourceText, span: Span): Location {
  return { uri, range: rangeOf(source, span) };
}

export function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
