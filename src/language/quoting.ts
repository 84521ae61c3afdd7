/** Quotes that were forgotten, or closed with a mark that is not their partner: what was meant. */
import { blankPattern as blank, namePattern } from './characters.ts';
import type { Fix } from '../source/diagnostic.ts';
import type { Span } from '../source/text.ts';
import type { FieldKey, BlockKeyword } from './keywords.ts';

/** The line that a quote stands in. */
type QuotingLine = BlockKeyword | FieldKey;

interface Closed {
  /** The mark that opens, and the one that would close it. */
  readonly mark: string;
  readonly partner: string;
  readonly span: Span;
  readonly fix: Fix;
}

/**
 * @param written the opening mark and everything after it on its line, which stands at `start`
 * @param line what the line begins with: it decides what may follow the quote
 */
export function closeQuote(written: string, start: number, line: QuotingLine): Closed {
  const text = written.trimEnd();
  const mark = text.charAt(0);
  const open = mark === '”' ? '“' : mark;
  const partner = partners[open] ?? '"';
  const edits: Fix['edits'][number][] = [];
  if (open !== mark) edits.push({ span: { start, end: start + 1 }, text: open });
  const other = text.slice(1).search(/["“”「」『』]/u) + 1;
  const end = other > 0 ? other : withoutTail(text, line).length;
  edits.push({
    span: { start: start + end, end: start + end + (other > 0 ? 1 : 0) },
    text: partner,
  });
  const span = { start, end: start + text.length };
  return {
    mark,
    partner,
    span,
    fix: { title: 'Close the quote', edits },
  };
}

interface Quoted {
  readonly span: Span;
  readonly quoted: string;
  readonly fix: Fix;
}

/** The same for a text without any marks that the language reads. */
export function putInQuotes(written: string, start: number, line: BlockKeyword): Quoted {
  const text = withoutTail(written, line);
  const span = { start, end: start + text.length };
  const inner = foreignQuotes.exec(text)?.[1] ?? text;
  const quoted = `"${inner.replace(/["\\]/g, '\\$&')}"`;
  return { span, quoted, fix: { title: 'Put it in quotes', edits: [{ span, text: quoted }] } };
}

const partners: Readonly<Record<string, string>> = { '"': '"', '“': '”', '「': '」' };
const foreignQuotes = /^['‘『](.*)['’』]$/u;

/** What may follow a quote in a line of this kind, so that it is left out of the quote. */
function withoutTail(text: string, line: QuotingLine): string {
  const tail = tails[line];
  const without = tail ? text.replace(tail, '') : text;
  return without === '' ? text : without;
}

const length = new RegExp(`${blank}+[0-9０-９.．]+${blank}*(?:ms|s|秒|m)$`, 'iu');
const like = new RegExp(`${blank}+(?:like|同)${blank}+${namePattern}$`, 'iu');
const level = new RegExp(`${blank}+[-+−－]?[0-9０-９.．]+${blank}*db$`, 'iu');
const purpose = new RegExp(`${blank}+(?:for|用于)${blank}.*$`, 'iu');
const tails: Readonly<Partial<Record<QuotingLine, RegExp>>> = {
  title: length,
  still: length,
  scene: like,
  soundtrack: level,
  reference: purpose,
};
