/** Slips of a typist that one line shows by itself: quotes, lengths, names, comments behind a line. */
import { contentEnd } from './layout.ts';
import { relationKeywords } from './keywords.ts';
import { blockByWord, foldKeyword, relationByWord, transitionByWord } from './lookup.ts';
import { closeQuote, putInQuotes } from './quoting.ts';
import { fix, ProblemReport, shortened } from './problem-report.ts';
import { foldWidth } from './characters.ts';
import { spanOf } from './values.ts';
import { nearName } from '../source/near-name.ts';
import type { IToken } from 'chevrotain';
import type { Span } from '../source/text.ts';
import type { BlockKeyword, FieldKey } from './keywords.ts';

export class Slips extends ProblemReport {
  bareNumber(token: IToken): void {
    const span = spanOf(token);
    const number = foldWidth(token.image);
    const end = { start: span.end, end: span.end };
    const fixes = [fix('Add the unit for seconds', end, 's')];
    this.report('length-without-unit', span, { number }, { fixes });
  }

  /** `5sec`, `5 seconds`, `五秒`: seconds as people write them. */
  protected lengthInWords(found: IToken, previous: IToken): Span | undefined {
    const start = previous.tokenType.name === 'Digits' ? previous.startOffset : found.startOffset;
    lengthInWords.lastIndex = start;
    const written = lengthInWords.exec(this.source.text)?.[0];
    return written === undefined ? undefined : { start, end: start + written.length };
  }

  protected notALength(span: Span): void {
    const written = this.written(span);
    const number = /^[0-9.]+/.exec(foldWidth(written))?.[0] ?? numeral(written);
    const unit = /^m/i.test(foldWidth(written).replace(/^[0-9.]+[ \t]*/, '')) ? 'm' : 's';
    const right = `${number ?? '5'}${unit}`;
    const fixes = number === undefined ? [] : [fix(`Write ${right}`, span, right)];
    this.report('length-in-words', span, { written, right }, { fixes });
  }

  protected unclosedQuote(token: IToken, line: BlockKeyword | FieldKey): void {
    const closed = closeQuote(token.image, token.startOffset, line);
    const { mark, partner, span } = closed;
    const fixes = [closed.fix];
    const help =
      mark === '”' ? { fixes, hint: 'A quote opens with “ and closes with ”.' } : { fixes };
    this.report('unclosed-quote', span, { mark, partner }, help);
  }

  /** Whether what stands here can only be a title or a path without its marks. */
  protected isUnquoted(token: IToken, previous: IToken, keyword: BlockKeyword): boolean {
    if (isEnd(token) || !wantsQuotes(keyword, previous)) return false;
    return !quoteMark.test(this.written(this.restOfLine(token)));
  }

  protected unquotedText(token: IToken, keyword: BlockKeyword): void {
    const rest = this.restOfLine(token);
    const { span, quoted, fix } = putInQuotes(this.written(rest), rest.start, keyword);
    this.report('text-not-quoted', span, { quoted }, { fixes: [fix] });
  }

  protected unquotedMedium(first: IToken): void {
    const rest = this.restOfLine(first);
    const path = this.written(rest).replace(lastLength, '');
    const span = { start: rest.start, end: rest.start + path.length };
    const fixes = [fix('Quote the path', span, `"${path}"`)];
    this.report('medium-not-quoted', span, { path }, { fixes });
  }

  /** `# …` behind something else, where its writer means a comment. */
  protected isComment({ startOffset: at }: IToken): boolean {
    return trailingComment.test(this.source.text.slice(Math.max(0, at - 1), at + 2));
  }

  protected commentBehind(token: IToken): void {
    const { text } = this.source;
    const span = this.restOfLine(token);
    const line = text.lastIndexOf('\n', span.start - 1) + 1;
    const indent = /^[ \t]*/.exec(text.slice(line, span.start))?.[0] ?? '';
    const before = text.slice(0, span.start).trimEnd().length;
    const edits = [
      { span: { start: line, end: line }, text: `${indent}${this.written(span)}\n` },
      { span: { start: before, end: span.end }, text: '' },
    ];
    const values = {
      problem: 'A comment stands behind something else',
      expected: 'the end of the line',
      form: 'A comment is a line of its own: move it above this line.',
    };
    const fixes = [{ title: 'Move the comment above this line', edits }];
    this.report('line-not-understood', span, values, { fixes });
  }

  /** Whether what could not be read follows a name at once, as if it were a part of it. */
  protected isGlued(found: IToken, name: IToken): boolean {
    return (
      nameTokens.has(name.tokenType.name) &&
      spanOf(name).end === found.startOffset &&
      found.tokenType.name !== 'Comma' &&
      !isEnd(found) &&
      !quoteMark.test(found.image)
    );
  }

  protected badName(name: IToken): void {
    const span = this.wordAt(name.startOffset);
    const isMention = name.tokenType.name === 'Mention';
    this.report('line-not-understood', span, {
      problem: `${shortened(this.written(span))} is not understood`,
      expected: isMention ? 'an @name' : 'a name',
      form: 'A name is made of letters, digits, _, and - between two of these; one that begins with a Latin letter is Latin throughout.',
    });
  }

  /** From the offset to the next blank. */
  protected wordAt(start: number): Span {
    const rest = this.source.text.slice(start, contentEnd(this.source.text, start));
    return { start, end: start + (wholeWord.exec(rest)?.[0].length ?? rest.length) };
  }

  private restOfLine({ startOffset: start }: IToken): Span {
    return { start, end: contentEnd(this.source.text, start) };
  }
}

/** The keyword that a word within a line of this kind was meant to be. */
export function nearKeyword(word: string, line: BlockKeyword): string | undefined {
  const parted = line === 'shot' ? word.replace(gluedRelation, '$1 $2 $3').trim() : word;
  if (parted !== word) return parted;
  const candidates = within[line];
  return candidates && nearName(foldKeyword(word), candidates);
}

export function isEnd(token: IToken): boolean {
  return ['LineEnd', 'EOF', 'Indent', 'Outdent'].includes(token.tokenType.name);
}

const within: Readonly<Partial<Record<BlockKeyword, readonly string[]>>> = {
  scene: ['like'],
  shot: [...relationByWord.keys()],
  transition: [...transitionByWord.keys()],
};

/** `5秒延长1`: Chinese puts no blank between words. */
const gluedRelation = new RegExp(
  `^([0-9０-９.．]+秒)?(${Object.values(relationKeywords).flat().join('|')})(.+)$`,
  'u',
);
const nameTokens: ReadonlySet<string> = new Set(['Word', 'Mention', 'DottedName']);
const wholeWord = /^[^\s\u3000\u00a0"“”「」]+/;
const trailingComment = /^[ \t\u3000\u00a0][#＃](?:[\s\u3000\u00a0]|$)/;
const quoteMark = /["“”「」]/;
/** The length that follows a medium. */
const lastLength = /[ \t\u00a0\u3000]+[0-9０-９.．]+[ \t]*(?:ms|s|秒|m)$/iu;
const lengthInWords =
  /(?:[0-9０-９.．]+[ \t\u3000]*(?:seconds?|secs?|minutes?|mins?|秒钟|″)|[一二两三四五六七八九十半]+秒钟?)(?![\p{L}\p{Nd}])/iuy;

/** `五` of `五秒`; undefined for what takes more than one character to count. */
function numeral(written: string): string | undefined {
  const value = '一二三四五六七八九十'.indexOf(written.charAt(0)) + 1;
  return value > 0 && written.charAt(1) === '秒' ? String(value) : undefined;
}

/** Whether a title or a path would stand after this token. */
function wantsQuotes(keyword: BlockKeyword, previous: IToken): boolean {
  const { name } = previous.tokenType;
  switch (keyword) {
    case 'import':
    case 'series':
    case 'title':
      return blockByWord.has(foldKeyword(previous.image));
    case 'episode':
      return name === 'Digits' || blockByWord.has(foldKeyword(previous.image));
    case 'scene':
    case 'variant':
      return name === 'Word' || name === 'Digits';
    case 'character':
    case 'narrator':
    case 'place':
    case 'prop':
    case 'style':
    case 'video':
    case 'audio':
      return name === 'Mention';
    default:
      return false;
  }
}
