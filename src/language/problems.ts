/** From what the parser met to the one diagnostic of a line. */
import { languageDiagnostics } from './diagnostics.ts';
import { fieldFacts } from './fields.ts';
import { contentEnd } from './layout.ts';
import { forms, valueForms } from './forms.ts';
import { describe } from './parser-messages.ts';
import { Mention } from './tokens.ts';
import { blockByWord, fieldByWord, foldKeyword, reservedAfterMedium } from './lookup.ts';
import { foldWidth } from './characters.ts';
import { spanOf } from './values.ts';
import type { IToken } from 'chevrotain';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import type { SourceText, Span } from '../source/text.ts';
import type { ShotBlock } from './syntax.ts';
import type { BlockKeyword, FieldKey } from './keywords.ts';
import type { FieldBlock } from './fields.ts';

/** The line that is being read. */
export type LineBeingRead =
  | { readonly kind: 'keyword'; readonly keyword: BlockKeyword; readonly token: IToken }
  | {
      readonly kind: 'field';
      readonly token: IToken;
      readonly key: FieldKey;
      readonly block: FieldBlock;
    }
  | { readonly kind: 'dialogue'; readonly speaker: IToken };

/** Where the grammar could not go on. */
export interface Misread {
  readonly found: IToken;
  readonly previous: IToken;
  /** What would have been right, in words. */
  readonly expected: string;
}

export class Problems {
  readonly diagnostics: Diagnostic[] = [];
  private readonly source: SourceText;

  constructor(source: SourceText) {
    this.source = source;
  }

  readonly report = <Code extends keyof typeof languageDiagnostics.definitions>(
    code: Code,
    span: Span,
    values: Parameters<typeof languageDiagnostics.make<Code>>[2],
    options?: Parameters<typeof languageDiagnostics.make<Code>>[3],
  ): void => {
    this.diagnostics.push(
      languageDiagnostics.make(code, { source: this.source, span }, values, options),
    );
  };

  /** One message for a line that the grammar could not read to its end. */
  notUnderstood({ found: token, previous, expected }: Misread, line: LineBeingRead): void {
    const span = this.spanOfFound(token, previous);
    const type = token.tokenType.name;
    if (type === 'UnclosedQuote') return this.unclosedQuote(token);
    if (line.kind !== 'dialogue') {
      const deeper = this.deeperLine(token, line.token);
      if (deeper) return this.tooDeep(deeper, line.token);
    }
    if (type === 'Medium' && reservedAfterMedium.has(foldKeyword(token.image))) {
      const hint = 'What follows a medium is a level, or for and words.';
      return this.report('reserved-word', span, { word: token.image }, { hint });
    }
    if (type === 'Medium' && previous.tokenType.name === 'Medium') {
      return this.unquotedMedium(previous);
    }
    if (line.kind === 'dialogue') {
      const { speaker } = line;
      return this.report('dialogue-without-words', spanOf(speaker), { speaker: speaker.image });
    }
    if (line.kind === 'field') return this.badValue(line.token, line.key, line.block);
    if (this.isUnquoted(token, previous, line.keyword)) return this.unquotedText(token);
    const length = this.lengthInWords(token, previous);
    if (length) return this.notALength(length);
    const form = `Write it like this: ${forms[line.keyword]}`;
    if (type === 'Mention' && previous === line.token && !nameless.has(line.keyword)) {
      const { start } = span;
      const fixes = [fix('Drop the @', { start, end: start + 1 }, '')];
      return this.report('name-with-at', span, { keyword: line.keyword, form }, { fixes });
    }
    if (type === 'Word' && previous === line.token && expected === describe(Mention)) {
      const { start } = span;
      const fixes = [fix('Write it with @', { start, end: start }, '@')];
      return this.report('name-without-at', span, { keyword: line.keyword, form }, { fixes });
    }
    this.report('line-not-understood', span, {
      problem: isEnd(token) ? 'This line ends too early' : `${nameOf(token)} is not understood`,
      expected,
      form,
    });
  }

  /** The line that was to stand by itself and, being indented, continues the one that is read. */
  private deeperLine(found: IToken, first: IToken): Span | undefined {
    if (isEnd(found)) return undefined;
    const { text } = this.source;
    const begins = text.lastIndexOf('\n', found.startOffset - 1) + 1;
    if (begins <= first.startOffset) return undefined;
    const start = begins + text.slice(begins, found.startOffset + 1).search(notBlank);
    return { start, end: contentEnd(text, start) };
  }

  private tooDeep(span: Span, first: IToken): void {
    const { text } = this.source;
    const written = text.slice(span.start, span.end);
    const field = fieldStart.exec(written)?.[1];
    const key = field === undefined ? undefined : fieldByWord.get(foldKeyword(field));
    const word = headerWord.exec(written)?.[0] ?? '';
    const what =
      key !== undefined
        ? `The field “${key}”`
        : blockByWord.has(foldKeyword(word))
          ? `A line “${word} …”`
          : 'This line';
    const above = text.lastIndexOf('\n', first.startOffset - 1) + 1;
    const indent = text.slice(above, first.startOffset);
    const begins = text.lastIndexOf('\n', span.start - 1) + 1;
    const title = 'Begin it in the column of the line above';
    const fixes =
      indent.trim() === '' ? [fix(title, { start: begins, end: span.start }, indent)] : [];
    const hint =
      'It is indented deeper than the line above and would become its tail. Begin it in the column of that line.';
    this.report('misplaced-line', span, { what }, { hint, fixes });
  }

  /** `5sec`, `5 seconds`, `五秒`: seconds as people write them. */
  private lengthInWords(found: IToken, previous: IToken): Span | undefined {
    const start = previous.tokenType.name === 'Digits' ? previous.startOffset : found.startOffset;
    lengthInWords.lastIndex = start;
    const written = lengthInWords.exec(this.source.text)?.[0];
    return written === undefined ? undefined : { start, end: start + written.length };
  }

  private notALength(span: Span): void {
    const written = this.source.text.slice(span.start, span.end);
    const number = /^[0-9.]+/.exec(foldWidth(written))?.[0] ?? numeral(written);
    const unit = /^m/i.test(foldWidth(written).replace(/^[0-9.]+[ \t]*/, '')) ? 'm' : 's';
    const right = `${number ?? '5'}${unit}`;
    const fixes = number === undefined ? [] : [fix(`Write ${right}`, span, right)];
    this.report('length-in-words', span, { written, right }, { fixes });
  }

  /** A field whose value is not what the field takes. */
  badValue(keyToken: IToken, key: FieldKey, block: FieldBlock): void {
    const { text } = this.source;
    const written = keyToken.image.replace(colonAndBlanks, '');
    const expected = valueForms(key);
    const valueAt = spanOf(keyToken).end;
    const end = contentEnd(text, valueAt);
    const value = text.slice(valueAt, end);
    if (value.trim() === '') {
      return this.report('value-missing', spanOf(keyToken), { key: written, expected });
    }
    const start = end - value.trimStart().length;
    const hint = otherWay(key, block);
    this.report(
      'value-not-understood',
      { start, end },
      { key: written, found: shortened(value.trim()), expected },
      hint === undefined ? {} : { hint },
    );
  }

  /** A shot without a name, and the number that is free for it. */
  nameless(shot: ShotBlock, name: string): void {
    const { start } = shot.header;
    const keyword = headerWord.exec(this.source.text.slice(start, shot.header.end))?.[0] ?? '';
    const end = start + keyword.length;
    this.report(
      'shot-without-name',
      { start, end },
      { name },
      {
        fixes: [fix(`Name it ${name}`, { start: end, end }, ` ${name}`)],
      },
    );
  }

  bareNumber(token: IToken): void {
    const span = spanOf(token);
    const number = foldWidth(token.image);
    this.report(
      'length-without-unit',
      span,
      { number },
      {
        fixes: [fix('Add the unit for seconds', { start: span.end, end: span.end }, 's')],
      },
    );
  }

  private unclosedQuote(token: IToken): void {
    const span = spanOf(token);
    const mark = token.image.charAt(0);
    const partner = mark === '“' ? '”' : mark === '「' ? '」' : mark === '”' ? '“' : '"';
    const end = span.start + token.image.trimEnd().length;
    const fixes = mark === '”' ? [] : [fix('Close the quote', { start: end, end }, partner)];
    this.report('unclosed-quote', { start: span.start, end }, { mark, partner }, { fixes });
  }

  /** Whether what stands here can only be a title or a path without its marks. */
  private isUnquoted(token: IToken, previous: IToken, keyword: BlockKeyword): boolean {
    if (isEnd(token) || !wantsQuotes(keyword, previous)) return false;
    const { text } = this.source;
    const start = token.startOffset;
    return !quoteMark.test(text.slice(start, contentEnd(text, start)));
  }

  /** A title or a path whose marks were forgotten: it runs to the end of the line. */
  private unquotedText(token: IToken): void {
    const { text } = this.source;
    const start = token.startOffset;
    const span = { start, end: contentEnd(text, start) };
    const quoted = `"${text.slice(start, span.end).replace(/["\\\\]/g, '\\\\$&')}"`;
    const fixes = [fix('Put it in quotes', span, quoted)];
    this.report('text-not-quoted', span, { quoted }, { fixes });
  }

  private unquotedMedium(first: IToken): void {
    const { text } = this.source;
    const start = first.startOffset;
    const path = text.slice(start, contentEnd(text, start)).replace(lastLength, '');
    const span = { start, end: start + path.length };
    this.report(
      'medium-not-quoted',
      span,
      { path },
      {
        fixes: [fix('Quote the path', span, `"${path}"`)],
      },
    );
  }

  /** A place that can be shown: the found token, or the end of what stands before the line's end. */
  private spanOfFound(token: IToken, previous: IToken): Span {
    const { length } = this.source.text;
    if (isEnd(token)) {
      const end = Number.isNaN(previous.startOffset) ? 0 : spanOf(previous).end;
      return { start: Math.min(end, length), end: Math.min(end, length) };
    }
    const span = spanOf(token);
    return { start: span.start, end: Math.min(span.end, length) };
  }
}

const colonAndBlanks = /[ \t\u00a0\u3000]*[:：]$/;
const quoteMark = /["“”「」]/;
/** The length that follows a medium. */
const lastLength = /[ \t\u00a0\u3000]+[0-9０-９.．]+[ \t]*(?:ms|s|秒|m)$/iu;
/** A field's key at the start of a line. */
const fieldStart = /^([^\s:：]+(?:[ \t]+[A-Za-zＡ-Ｚａ-ｚ]+)?)[ \t\u3000]*[:：]/;
/** `五` of `五秒`; undefined for what takes more than one character to count. */
function numeral(written: string): string | undefined {
  const value = '一二三四五六七八九十'.indexOf(written.charAt(0)) + 1;
  return value > 0 && written.charAt(1) === '秒' ? String(value) : undefined;
}

const lengthInWords =
  /(?:[0-9０-９.．]+[ \t\u3000]*(?:seconds?|secs?|minutes?|mins?|秒钟|″)|[一二两三四五六七八九十半]+秒钟?)(?![\p{L}\p{Nd}])/iuy;
/** Lines of a scene that have no name. */
const nameless: ReadonlySet<BlockKeyword> = new Set<BlockKeyword>([
  ...(['still', 'black', 'title', 'transition', 'import', 'series', 'episode'] as const),
]);
const notBlank = /[^ \t\u00a0\u3000]/;
const headerWord = /^[^\s\u3000\u00a0"“「@＠]+/;

export function fix(title: string, span: Span, text: string): Fix {
  return { title, edits: [{ span, text }] };
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

function isEnd(token: IToken): boolean {
  return ['LineEnd', 'EOF', 'Indent', 'Outdent'].includes(token.tokenType.name);
}

function nameOf(token: IToken): string {
  return shortened(token.image.trim());
}

function shortened(text: string): string {
  return text.length > 40 ? `${[...text].slice(0, 30).join('')}…` : text;
}

/** What a writer of a Chinese script may have meant by a key that means something else here. */
function otherWay(key: FieldKey, block: FieldBlock): string | undefined {
  if (key === 'audio' && block === 'shot') {
    return 'For what is heard in the shot write sfx: (音效：) or music: (音乐：).';
  }
  if (key === 'subtitles' && block === 'shot') {
    return 'For words in the picture write text: (画面文字：); for words laid over the clip write caption: (花字：).';
  }
  if (fieldFacts[key].shape === 'mentions' || fieldFacts[key].shape === 'mention') {
    return 'Write the name of something declared, with its @.';
  }
  return undefined;
}
