/** From what the parser met to the one diagnostic of a line. */
import { fieldFacts } from './fields.ts';
import { contentEnd } from './layout.ts';
import { forms, valueForms } from './forms.ts';
import { describe } from './parser-messages.ts';
import { fix, shortened } from './problem-report.ts';
import { isEnd, nearKeyword, Slips } from './slips.ts';
import { Mention } from './tokens.ts';
import { blockByWord, fieldByWord, foldKeyword, reservedAfterMedium } from './lookup.ts';
import { spanOf } from './values.ts';
import type { IToken } from 'chevrotain';
import type { Span } from '../source/text.ts';
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

export class Problems extends Slips {
  /** One message for a line that the grammar could not read to its end. */
  notUnderstood(misread: Misread, line: LineBeingRead): void {
    const { found: token, previous } = misread;
    const type = token.tokenType.name;
    if (line.kind !== 'dialogue') {
      const begins = line.kind === 'field' ? line.key : line.keyword;
      if (type === 'UnclosedQuote') return this.unclosedQuote(token, begins);
      const deeper = this.deeperLine(token, line.token);
      if (deeper) return this.tooDeep(deeper, line.token);
      if (this.isComment(token)) return this.commentBehind(token);
    }
    if (type === 'Medium' && reservedAfterMedium.has(foldKeyword(token.image))) {
      const hint = 'What follows a medium is a level, or for and words.';
      return this.report('reserved-word', spanOf(token), { word: token.image }, { hint });
    }
    if (
      type === 'Medium' &&
      previous.tokenType.name === 'Medium' &&
      !previous.image.endsWith(',') &&
      !token.image.startsWith('用于')
    ) {
      return this.unquotedMedium(previous);
    }
    if (line.kind === 'dialogue') {
      const { speaker } = line;
      return this.report('dialogue-without-words', spanOf(speaker), { speaker: speaker.image });
    }
    if (line.kind === 'field') return this.badValue(line.token, line.key, line.block);
    this.badLine(misread, line.keyword, line.token);
  }

  /** The same for a line that begins with a keyword, which `first` is. */
  private badLine(
    { found: token, previous, expected }: Misread,
    keyword: BlockKeyword,
    first: IToken,
  ): void {
    if (this.isGlued(token, previous)) return this.badName(previous);
    if (this.isUnquoted(token, previous, keyword)) return this.unquotedText(token, keyword);
    const length = this.lengthInWords(token, previous);
    if (length) return this.notALength(length);
    const type = token.tokenType.name;
    const span = this.spanOfFound(token, previous);
    const form = `Write it like this: ${forms[keyword]}`;
    if (type === 'Mention' && previous === first && !nameless.has(keyword)) {
      const { start } = span;
      const fixes = [fix('Drop the @', { start, end: start + 1 }, '')];
      return this.report('name-with-at', span, { keyword, form }, { fixes });
    }
    if (type === 'Word' && previous === first && expected === describe(Mention)) {
      const { start } = span;
      const fixes = [fix('Write it with @', { start, end: start }, '@')];
      return this.report('name-without-at', span, { keyword, form }, { fixes });
    }
    const found = this.written(span).trim();
    const near = nearKeyword(found, keyword);
    const isInsideQuotes =
      previous.tokenType.name === 'Quoted' && spanOf(previous).end === span.start;
    const values = {
      problem: isEnd(token) ? 'This line ends too early' : `${shortened(found)} is not understood`,
      expected: keyword === 'shot' && previous === first ? 'a name' : expected,
      form: isInsideQuotes
        ? 'A quote inside of quotes is written \\", or with other marks: 「」.'
        : form,
    };
    const meant = near === undefined ? {} : didYouMean(near, span);
    this.report('line-not-understood', span, values, meant);
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
    const written = this.written(span);
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
    const hint = otherWay(key, block, value);
    const parted = gluedPurpose.exec(value);
    const at = valueAt + (parted?.[0].length ?? 0);
    this.report(
      'value-not-understood',
      { start, end },
      { key: written, found: shortened(value.trim()), expected },
      parted
        ? {
            hint: 'A blank stands behind 用于.',
            fixes: [fix('Put a blank behind 用于', { start: at, end: at }, ' ')],
          }
        : hint === undefined
          ? {}
          : { hint },
    );
  }

  /** A shot without a name, and the number that is free for it. */
  nameless(shot: ShotBlock, name: string): void {
    const { start } = shot.header;
    const keyword = headerWord.exec(this.written(shot.header))?.[0] ?? '';
    const end = start + keyword.length;
    const fixes = [fix(`Name it ${name}`, { start: end, end }, ` ${name}`)];
    this.report('shot-without-name', { start, end }, { name }, { fixes });
  }

  /** A place that can be shown: the found token, or the end of what stands before the line's end. */
  private spanOfFound(token: IToken, previous: IToken): Span {
    const { length } = this.source.text;
    if (isEnd(token)) {
      const end = Number.isNaN(previous.startOffset) ? 0 : spanOf(previous).end;
      return { start: Math.min(end, length), end: Math.min(end, length) };
    }
    const span = spanOf(token);
    if (token.tokenType.name === 'Quoted') return span;
    const word = this.wordAt(span.start);
    return { start: span.start, end: Math.min(Math.max(word.end, span.end), length) };
  }
}

const colonAndBlanks = /[ \t\u00a0\u3000]*[:：]$/;
/** A field's key at the start of a line. */
const fieldStart = /^([^\s:：]+(?:[ \t]+[A-Za-zＡ-Ｚａ-ｚ]+)?)[ \t\u3000]*[:：]/;
/** Lines of a scene that have no name. */
const nameless: ReadonlySet<BlockKeyword> = new Set<BlockKeyword>([
  ...(['still', 'black', 'title', 'transition', 'import', 'series', 'episode'] as const),
]);
const notBlank = /[^ \t\u00a0\u3000]/;
const headerWord = /^[^\s\u3000\u00a0"“「@＠]+/;
const gluedPurpose = /^.*[ \t\u3000]用于(?=\p{L})/u;
const lastOf = /^[ \t]*(?:last[ \t]+of[ \t]|尾帧于)/i;

function didYouMean(word: string, span: Span) {
  return { hint: `Did you mean “${word}”?`, fixes: [fix(`Write ${word}`, span, word)] };
}

/** What a writer may have meant by a key that means something else here. */
function otherWay(key: FieldKey, block: FieldBlock, value: string): string | undefined {
  if (key === 'audio' && block === 'shot') {
    return 'For what is heard in the shot write sfx: (音效：) or music: (音乐：).';
  }
  if (key === 'subtitles' && block === 'shot') {
    return 'For words in the picture write text: (画面文字：); for words laid over the clip write caption: (花字：).';
  }
  if ((key === 'first frame' || key === 'reference') && lastOf.test(value)) {
    return 'To start on the last frame of a shot write “shot NAME continues SHOT”; to send it as a reference, “opening: last of SHOT”.';
  }
  if (fieldFacts[key].repeats && /,[ \t]/.test(value)) {
    return `One to a line: write “${key}: …” once for each.`;
  }
  if (fieldFacts[key].shape === 'mentions' || fieldFacts[key].shape === 'mention') {
    return 'Write the name of something declared, with its @.';
  }
  return undefined;
}
