/** From what the parser met to the one diagnostic of a line. */
import { languageDiagnostics } from './diagnostics.ts';
import { fieldFacts } from './fields.ts';
import { forms, valueForms } from './forms.ts';
import { foldKeyword, reservedAfterMedium } from './lookup.ts';
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
  | { readonly kind: 'keyword'; readonly keyword: BlockKeyword }
  | { readonly kind: 'field'; readonly key: FieldKey; readonly block: FieldBlock }
  | { readonly kind: 'dialogue'; readonly speaker: string };

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

  readonly report = <Code extends keyof typeof languageDiagnostics.definitions & string>(
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
    switch (token.tokenType.name) {
      case 'UnclosedQuote':
        return this.unclosedQuote(token);
      case 'Digits':
        if (expected.includes('a length')) return this.bareNumber(token);
        break;
      case 'Medium':
        if (reservedAfterMedium.has(foldKeyword(token.image))) {
          return this.report('reserved-word', span, { word: token.image });
        }
        if (previous.tokenType.name === 'Medium') {
          return this.unquotedMedium(previous);
        }
        break;
      default:
    }
    if (line.kind === 'dialogue') {
      return this.report('dialogue-without-words', span, { speaker: line.speaker });
    }
    if (line.kind === 'field') return this.badValue(line.key, line.block, token, span);
    this.report('line-not-understood', span, {
      found: nameOf(token),
      expected,
      form: `Write it like this: ${forms[line.keyword]}`,
    });
  }

  badValue(key: FieldKey, block: FieldBlock, token: IToken, span: Span): void {
    const expected = valueForms(key);
    if (isEnd(token)) {
      return this.report('value-missing', span, { key, expected });
    }
    const hint = otherWay(key, block);
    this.report(
      'value-not-understood',
      span,
      { key, found: nameOf(token), expected },
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

  private unquotedMedium(first: IToken): void {
    const { text } = this.source;
    const start = first.startOffset;
    let end = start;
    while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end += 1;
    const path = text.slice(start, end).trimEnd();
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

const headerWord = /^[^\s\u3000\u00a0"“「@＠]+/;

export function fix(title: string, span: Span, text: string): Fix {
  return { title, edits: [{ span, text }] };
}

function isEnd(token: IToken): boolean {
  return ['LineEnd', 'EOF', 'Indent', 'Outdent'].includes(token.tokenType.name);
}

function nameOf(token: IToken): string {
  if (isEnd(token)) return 'The end of the line';
  const image = token.image.trim();
  return image.length > 40 ? `${[...image].slice(0, 30).join('')}…` : image;
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
