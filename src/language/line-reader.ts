/**
 * What a line is, by its beginning and by the block it stands in. A line that the block cannot hold
 * is prose here; what its writer meant by it, the rules say later.
 */
import { blankPattern as blank, isBlank, speakerPattern } from './characters.ts';
import { fieldFacts } from './fields.ts';
import { blockByWord, fieldByWord, foldKeyword, reservedFields } from './lookup.ts';
import type { Block, Layout } from './layout.ts';
import type { BlockKeyword, FieldKey } from './keywords.ts';

export interface LineKind {
  /** The name of a token of mode `line`. */
  readonly kind: string;
  /** Where the token ends. */
  readonly end: number;
  readonly payload?: unknown;
}

/** What `opens` blocks, and in which block its header stands. */
const openers: Readonly<Partial<Record<BlockKeyword, Block>>> = {
  series: 'series',
  episode: 'episode',
  character: 'character',
  narrator: 'narrator',
  place: 'place',
  prop: 'prop',
  style: 'style',
  video: 'video',
  audio: 'audio',
  variant: 'variant',
  scene: 'scene',
  shot: 'shot',
};

const topLevel: readonly BlockKeyword[] = [
  ...(['format', 'import', 'series', 'episode', 'character', 'narrator', 'place'] as const),
  ...(['prop', 'style', 'video', 'audio', 'scene'] as const),
];
const sceneLines: readonly BlockKeyword[] = [
  ...(['shot', 'title', 'transition', 'clip', 'still', 'black'] as const),
];
/** The keywords that open a line of each kind of block. */
export const keywordsOf: Readonly<Partial<Record<Block, ReadonlySet<BlockKeyword>>>> = {
  file: new Set(topLevel),
  character: new Set(['variant']),
  place: new Set(['variant']),
  prop: new Set(['variant']),
  style: new Set(['variant']),
  scene: new Set(sceneLines),
};

const word = sticky(String.raw`[A-Za-zＡ-Ｚａ-ｚ]+|[\u4e00-\u9fff]{1,5}`);
/** A word or two and a colon: the longest key of the table has two words. */
const key = sticky(
  String.raw`([A-Za-zＡ-Ｚａ-ｚ]+(?:${blank}+[A-Za-zＡ-Ｚａ-ｚ]+)?|[\u4e00-\u9fff]{1,6})${blank}*[:：]`,
);
const speaker = speakerPattern;
const speakers = `${speaker}(?:${blank}*[,，、]${blank}*${speaker})*${blank}*`;
const dialogue = sticky(String.raw`${speakers}(?:[(（][^()（）\n\r]*[)）]${blank}*)?[:：]`);
const unclosed = sticky(
  String.raw`${speakers}[(（][^()（）\n\r:：]*[:：][^()（）\n\r]*(?=[\n\r]|$)`,
);
const picture = sticky(String.raw`画面${blank}*[:：]${blank}*`);

export class LineReader {
  private at = -1;
  private line: LineKind = { kind: '', end: 0 };

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(offset: number, layout: Layout): LineKind {
    if (this.at !== offset) {
      this.line = this.classify(offset, layout);
      this.at = offset;
    }
    return this.line;
  }

  /** Whether the line at the offset would be a keyword's line in a block of this kind. */
  belongs(offset: number, block: Block): boolean {
    const keyword = this.keywordAt(offset);
    return keyword !== undefined && (keywordsOf[block]?.has(keyword) ?? false);
  }

  private classify(offset: number, layout: Layout): LineKind {
    if (offset < layout.start) return { kind: '', end: 0 };
    const { text } = this;
    const { block } = layout;
    // Most lines of a shot have no colon, and then neither field nor speaker need be looked for.
    const isLabelled = hasColon(text, offset);
    if (block === 'shot') {
      const line =
        this.readForced(offset, layout) ??
        (isLabelled ? this.readSpoken(offset, layout) : undefined);
      if (line) return line;
    }
    const allowed = keywordsOf[block];
    if (allowed) {
      const keyword = this.keywordAt(offset);
      if (keyword !== undefined && allowed.has(keyword)) {
        layout.opens = openers[keyword];
        return { kind: keywordKinds[keyword], end: word.lastIndex };
      }
    }
    if (block !== 'file' && isLabelled) {
      const field = this.readField(offset, layout);
      if (field) return field;
    }
    return this.whole('Prose', offset, offset, layout);
  }

  private readForced(offset: number, layout: Layout): LineKind | undefined {
    const { text } = this;
    switch (text.charCodeAt(offset)) {
      case 0x21: // !
      case 0xff01: // ！
      case 0x25b3: // △
        return this.whole('ForcedAction', offset, skipBlanks(text, offset + 1), layout);
      case 0x753b: // 画
        return matches(picture, text, offset)
          ? this.whole('ForcedAction', offset, picture.lastIndex, layout)
          : undefined;
      default:
        return undefined;
    }
  }

  private readSpoken(offset: number, layout: Layout): LineKind | undefined {
    const { text } = this;
    if (!opensSpeaker(text.charCodeAt(offset))) return undefined;
    if (matches(dialogue, text, offset)) {
      return { kind: 'FirstSpeaker', end: this.endOfSpeaker(offset) };
    }
    return matches(unclosed, text, offset)
      ? this.whole('UnclosedManner', offset, offset, layout)
      : undefined;
  }

  private endOfSpeaker(offset: number): number {
    matches(firstSpeaker, this.text, offset);
    return firstSpeaker.lastIndex;
  }

  private readField(offset: number, layout: Layout): LineKind | undefined {
    const { text } = this;
    if (!matches(key, text, offset)) return undefined;
    const end = key.lastIndex;
    const written = foldKeyword(text.slice(offset, trimEnd(text, offset, end - 1)));
    const field = fieldByWord.get(written);
    if (field !== undefined) {
      return { kind: fieldKinds[field], end, payload: field };
    }
    return reservedFields.has(written)
      ? this.whole('ReservedField', offset, offset, layout)
      : undefined;
  }

  private whole(kind: string, offset: number, words: number, layout: Layout): LineKind {
    const { end, pieces } = layout.readLine(words);
    return words === offset && !pieces
      ? { kind, end }
      : { kind, end: Math.max(end, offset + 1), payload: pieces ?? [{ start: words, end }] };
  }

  private keywordAt(offset: number): BlockKeyword | undefined {
    const { text } = this;
    if (!matches(word, text, offset)) return undefined;
    const end = word.lastIndex;
    const keyword = blockByWord.get(foldKeyword(text.slice(offset, end)));
    if (keyword === undefined || end >= text.length) return keyword;
    const next = text.charCodeAt(end);
    if (isBlank(next)) {
      // `镜头 ：近景` is a field.
      const after = text.charCodeAt(skipBlanks(text, end));
      return after === 0x3a || after === 0xff1a ? undefined : keyword;
    }
    return next === 0x0a || next === 0x0d || opensSpeaker(next) ? keyword : undefined;
  }
}

const firstSpeaker = sticky(speaker);

/** The names of the tokens, by keyword and by field: see `tokens.ts`. */
const keywordKinds = Object.fromEntries(
  [...new Set(blockByWord.values())].map((keyword) => [keyword, `${camelCase(keyword)}Keyword`]),
) as Readonly<Record<BlockKeyword, string>>;
const fieldKinds = Object.fromEntries(
  Object.entries(fieldFacts).map(([field, facts]) => [field, `${camelCase(facts.shape)}Key`]),
) as Readonly<Record<FieldKey, string>>;

/** `@` or a quote; a keyword may be followed by one at once. */
function opensSpeaker(code: number): boolean {
  return code === 0x22 || code === 0x40 || code === 0x201c || code === 0x300c || code === 0xff20;
}

/** Whether a colon stands on the line of the offset. */
function hasColon(text: string, offset: number): boolean {
  for (let at = offset; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3a || code === 0xff1a) return true;
    if (code === 0x0a) return false;
  }
  return false;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function camelCase(kebab: string): string {
  return kebab.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function sticky(pattern: string): RegExp {
  return new RegExp(pattern, 'uy');
}

function matches(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}
