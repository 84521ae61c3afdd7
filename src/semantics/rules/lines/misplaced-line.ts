/**
 * A line of the language where it cannot stand: a header among the lines of a shot, a header's
 * keyword with a colon, a field or a spoken line that is indented too deep and so would become the
 * tail of the line above.
 */
import { languageDiagnostics } from '../../../language/diagnostics.ts';
import { forms } from '../../../language/forms.ts';
import { fieldByWord, foldKeyword } from '../../../language/lookup.ts';
import type { BlockKeyword, FieldKey } from '../../../language/keywords.ts';
import type { Words, WordsPiece } from '../../../language/syntax.ts';
import type { Fix } from '../../../source/diagnostic.ts';
import type { CheckedLine, LineContext, LineRule } from '../../rule.ts';
import { readHeaderLine, type HeaderLine } from './header-line.ts';
import { placeIn, proseOf, wordsOf } from './words-of.ts';

export const misplacedLine: LineRule = {
  name: 'misplaced-line',
  check(line, context) {
    const prose = proseOf(line);
    const first = prose && checkStart(prose, context);
    if (first) return first;
    const words = wordsOf(line);
    if (!words || words.pieces.length < 2) return undefined;
    if (line.kind === 'field' && free.has(line.key)) return undefined;
    // A line that belongs nowhere is what went wrong; what continues it is no second mistake.
    if (line.kind === 'stray') return undefined;
    return checkContinuations(words, line, context);
  },
};

/** Their continuations may say what they like. */
const free: ReadonlySet<FieldKey> = new Set<FieldKey>(['note', 'prompt']);

/** No keyword is longer in Chinese, and an English one is a word of ASCII letters. */
const keywordStart = /^[A-Za-zＡ-Ｚａ-ｚ\u4e00-\u9fff]/;

function checkStart(words: Words, context: LineContext) {
  const text = pieceText(words, 0);
  if (!keywordStart.test(text)) return undefined;
  const header = readHeaderLine(text);
  // What stands in a scene or a file and lacks a blank is said to lack it.
  if (!header || (header.shape === 'glued' && context.block !== 'shot')) return undefined;
  const place = placeIn(
    words,
    0,
    header.shape === 'colon' ? header.keywordEnd : text.length,
    context,
  );
  return languageDiagnostics.make(
    'misplaced-line',
    place,
    { what: nameOf(header, text) },
    { hint: hintFor(header, text) },
  );
}

/** The keyword as its writer wrote it. */
function writtenKeyword({ keywordEnd }: HeaderLine, text: string): string {
  return text.slice(0, keywordEnd);
}

function nameOf(header: HeaderLine, text: string): string {
  const written = writtenKeyword(header, text);
  return header.shape === 'colon' ? `“${written}” with a colon` : `A line “${written} …”`;
}

function hintFor(header: HeaderLine, text: string): string {
  const { keyword, shape } = header;
  const where = homes[keyword] ?? 'It stands at the start of a line, without any blanks before it';
  const unmeant = 'If it is action, begin the line with “!”.';
  if (shape === 'whole') return `${where}. ${unmeant}`;
  if (shape === 'glued') {
    return `${where}, with a blank behind “${writtenKeyword(header, text)}”. ${unmeant}`;
  }
  return `It is no field and is written without a colon: “${withoutColon(header, text)}”. ${where}. ${unmeant}`;
}

/** `转场：闪白` as `转场 闪白`; what cannot be told from the line is shown by an example. */
function withoutColon(header: HeaderLine, text: string): string {
  const written = writtenKeyword(header, text);
  const line = `${written} ${text.slice(header.keywordEnd).replace(/^\s*[:：]\s*/, '')}`;
  return readHeaderLine(line)?.shape === 'whole' ? line : forms[header.keyword];
}

const inScene = 'It stands in a scene, in the column of its shots';
const homes: Readonly<Partial<Record<BlockKeyword, string>>> = {
  shot: inScene,
  transition: inScene,
  title: inScene,
  clip: inScene,
  still: inScene,
  black: inScene,
  variant: 'It stands in the block of its character, place, prop or style',
};

// ---------------------------------------------------------------- indented too deep

const fieldStart =
  /^([A-Za-zＡ-Ｚａ-ｚ]+(?:[ \t]+[A-Za-zＡ-Ｚａ-ｚ]+)?|[\u4e00-\u9fff]{2,5})[ \t\u3000]*[:：]/;
const spokenStart = /^[@＠][^\s:：，。！？,!?]+[ \t]*(?:[(（][^()（）]*[)）][ \t]*)?[:：]/;

function checkContinuations(words: Words, line: CheckedLine, context: LineContext) {
  for (let index = 1; index < words.pieces.length; index += 1) {
    const piece = words.pieces[index];
    const what = piece && whatContinues(pieceText(words, index));
    if (!piece || what === undefined) continue;
    const place = { source: context.file.source, span: piece.span };
    return languageDiagnostics.make(
      'misplaced-line',
      place,
      { what },
      {
        hint: 'It is indented deeper than the line above and would become its tail. Begin it in the column of that line.',
        fixes: moveOut(piece, line, context),
      },
    );
  }
  return undefined;
}

function whatContinues(text: string): string | undefined {
  if (spokenStart.test(text)) return 'A spoken line';
  if (!keywordStart.test(text)) return undefined;
  const field = fieldStart.exec(text)?.[1];
  const key = field === undefined ? undefined : fieldByWord.get(foldKeyword(field));
  if (key !== undefined) return `The field “${key}”`;
  const header = readHeaderLine(text);
  return header && nameOf(header, text);
}

/** Gives the piece the indentation of the line that it would have continued. */
function moveOut(piece: WordsPiece, line: CheckedLine, { file }: LineContext): readonly Fix[] {
  const { text } = file.source;
  const indent = text.slice(lineStart(text, line.span.start), line.span.start);
  if (indent.trim() !== '') return [];
  const span = { start: lineStart(text, piece.span.start), end: piece.span.start };
  return [{ title: 'Begin it in the column of the line above', edits: [{ span, text: indent }] }];
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function pieceText({ text, pieces }: Words, index: number): string {
  const start = pieces[index]?.at ?? 0;
  return text.slice(start, pieces[index + 1]?.at).trimEnd();
}
