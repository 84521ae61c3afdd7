/** A file's bytes to text, and the characters that no script may hold. */
import { languageDiagnostics } from './diagnostics.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourceText } from '../source/text.ts';

export interface Decoded {
  readonly source: SourceText;
  /** At most one: bytes that are no text. It is then the only message of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** UTF-8 to text. A byte-order mark stays, so that offsets are those of the file. */
export function decode(bytes: Uint8Array, path: string): Decoded {
  try {
    return { source: { path, text: strict.decode(bytes) }, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const source = { path, text: lenient.decode(bytes) };
    const { byte, offset } = firstBadByte(bytes);
    const place = { source, span: { start: offset, end: offset + 1 } };
    return { source, diagnostics: [languageDiagnostics.make('not-utf-8', place, { byte })] };
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The number of the first byte that is no text, and the offset in UTF-16 units where it stands. */
function firstBadByte(bytes: Uint8Array): { byte: number; offset: number } {
  // Bisect for the longest prefix that is text; a prefix may end inside a character (`stream`).
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isText(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, low), {
    stream: true,
  });
  return { byte: low + 1, offset: before.length };
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return true;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return false;
  }
}

/** The one message of a text with a character that no script may hold. */
export function findForbidden(source: SourceText): Diagnostic | undefined {
  const found = forbidden.exec(source.text);
  if (!found) return undefined;
  const edits = [...source.text.matchAll(new RegExp(forbidden, 'g'))].map(
    ({ 0: character, index }) => ({
      span: { start: index, end: index + 1 },
      text: lineBreak.test(character) ? '\n' : '',
    }),
  );
  const code = found[0].charCodeAt(0);
  return languageDiagnostics.make(
    'forbidden-character',
    { source, span: { start: found.index, end: found.index + 1 } },
    {
      character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
      why: whyForbidden(found[0]),
    },
    { fixes: [{ title: 'Take every such character out', edits }] },
  );
}

function whyForbidden(character: string): string {
  if (/[\u202a-\u202e\u2066-\u2069]/.test(character)) {
    return 'turns the direction in which text is shown';
  }
  if (lineBreak.test(character)) return 'breaks a line where the language sees none';
  if (/[\u00ad\u200b\u2060\ufeff]/.test(character)) return 'would part or begin a word unseen';
  return 'controls a device rather than standing for a letter';
}

/**
 * Controls but tab and line feed, a carriage return without its line feed, bidirectional overrides,
 * and what cannot be seen at all and would keep a keyword from being one: a soft hyphen, a blank
 * without width, a word joiner, a byte-order mark inside of the text.
 */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060\u2066-\u2069]|(?!^)\ufeff|\r(?!\n)/;
const lineBreak = /[\r\u2028\u2029]/;
