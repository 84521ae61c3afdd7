/** Words: prose that may run over several lines, and the way from its text back to the file. */
import { joinsWithoutSpace } from './characters.ts';
import type { Span } from '../source/text.ts';
import type { Words } from './syntax.ts';

/** The words of one line. `isNormal`: the whole text is in NFC, so that no part of it need be asked. */
export function wordsOf(
  text: string,
  span: Span,
  { isNormal }: { readonly isNormal: boolean },
): Words {
  const raw = text.slice(span.start, span.end);
  const normal = isNormal ? raw : raw.normalize('NFC');
  const pieces = normal === raw ? none : [{ at: 0, span, raw }];
  return { text: normal, pieces, span };
}

const none: Words['pieces'] = [];

/** Joins the pieces of one logical line and remembers where each came from. */
export function joinWords(text: string, pieces: readonly Span[]): Words {
  const first = pieces[0];
  if (!first) throw new Error('words need a piece');
  let joined = '';
  const placed: Words['pieces'][number][] = [];
  for (const span of pieces) {
    const raw = text.slice(span.start, span.end);
    const normal = raw.normalize('NFC');
    if (joined !== '' && needsSpace(joined, normal)) joined += ' ';
    placed.push(normal === raw ? { at: joined.length, span } : { at: joined.length, span, raw });
    joined += normal;
  }
  return {
    text: joined,
    pieces: placed,
    span: { start: first.start, end: (pieces[pieces.length - 1] ?? first).end },
  };
}

function needsSpace(before: string, after: string): boolean {
  // A low half at the end of the text before stands for its whole character.
  const last = before.codePointAt(before.length - 1) ?? 0;
  const code = last >= 0xdc00 && last <= 0xdfff ? before.charCodeAt(before.length - 2) : last;
  return !joinsWithoutSpace(code) && !joinsWithoutSpace(after.charCodeAt(0));
}

/** Where each line of the words begins in their text. */
export function lineStarts({ pieces }: Words): readonly number[] {
  return pieces.length === 0 ? [0] : pieces.map(({ at }) => at);
}

/** The offset in the file of `index` in the text of the words. */
export function sourceOffset(words: Words, index: number): number {
  const { pieces, span } = words;
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  if (!piece) return Math.min(span.start + Math.max(0, index), span.end);
  const within = Math.max(0, index - piece.at);
  const offset = piece.raw === undefined ? within : rawIndex(piece.raw, within);
  return Math.min(piece.span.start + offset, piece.span.end);
}

/** The span in the file of the text from `start` to `end`. */
export function spanIn(words: Words, start: number, end: number): Span {
  const from = sourceOffset(words, start);
  // The end belongs to the character before it, which may stand on an earlier line.
  const to = end > start ? sourceOffset(words, end - 1) : from;
  return { start: from, end: end > start ? Math.max(from, endAfter(words, end, to)) : from };
}

function endAfter(words: Words, end: number, lastStart: number): number {
  if (words.pieces.length === 0) return Math.min(lastStart + 1, words.span.end);
  const piece = words.pieces.find(
    (candidate) => candidate.span.start <= lastStart && lastStart < candidate.span.end,
  );
  if (piece?.raw === undefined) return lastStart + (piece ? 1 : 0);
  return Math.min(piece.span.start + rawIndex(piece.raw, end - piece.at), piece.span.end);
}

/** Index in the text before normalisation of an index in the text after it. */
function rawIndex(raw: string, index: number): number {
  if (index <= 0) return 0;
  let seen = 0;
  // A base character and the marks after it normalise together and apart from their neighbours.
  for (const cluster of raw.matchAll(clusters)) {
    const length = cluster[0].normalize('NFC').length;
    if (seen + length > index) return cluster.index;
    seen += length;
  }
  return raw.length;
}

const clusters = /\P{M}?[\p{M}\u1160-\u11ff]*/gu;
