/** The tokens of the language. How each is recognised stands in `lexer.ts` and `line-reader.ts`. */
import { createToken } from 'chevrotain';
import { dottedName, lexeme, name } from './matchers.ts';
import { blankPattern as blank, namePattern, quotedPattern, speakerPattern } from './characters.ts';
import { foldKeyword, relationByWord, transitionByWord, valueByWord } from './lookup.ts';
import type { TokenType } from 'chevrotain';
import type { ValueShape } from './fields.ts';
import type { BlockKeyword } from './keywords.ts';
import type { Match } from './matchers.ts';

/** What is read after a token, where that changes. `line`: the start of a line. `end`: its end. */
export type Mode =
  | 'line'
  | 'end'
  | 'words'
  | 'spoken'
  | 'speakers'
  | 'header'
  | 'transition'
  | 'value'
  | 'symbol'
  | 'medium';

/** A token that stands within a line. */
export interface Lexeme {
  readonly type: TokenType;
  readonly match: Match;
  readonly next: Mode | undefined;
}

const lexemes = new Map<TokenType, Lexeme>();
const nextModes = new Map<TokenType, Mode>();

function token(name: string): TokenType {
  return createToken({ name });
}

/** A token that a line begins with; the line reader names it. */
function opening(name: string, next: Mode): TokenType {
  const type = token(name);
  nextModes.set(type, next);
  return type;
}

function within(name: string, match: Match, next?: Mode): TokenType {
  const type = token(name);
  lexemes.set(type, { type, match, next });
  return type;
}

// ---------------------------------------------------------------- layout

/** The end of a logical line. After it `Indent` may open a block, `Outdent` close one. */
export const LineEnd = token('LineEnd');
export const Indent = token('Indent');
export const Outdent = token('Outdent');

// ---------------------------------------------------------------- the start of a line

/** A whole logical line of prose. */
export const Prose = opening('Prose', 'end');
/** A line of a shot that `!`, `△` or `画面：` makes action whatever follows. */
export const ForcedAction = opening('ForcedAction', 'end');
/** A field's key that is kept free, with its colon and the whole line. */
export const ReservedField = opening('ReservedField', 'end');
/** A speaker and a parenthesis that is never closed. */
export const UnclosedManner = opening('UnclosedManner', 'end');
/** The first speaker of a dialogue; those after it are `Speaker`. */
export const FirstSpeaker = opening('FirstSpeaker', 'speakers');

const modeOfShape: Readonly<Record<ValueShape, Mode>> = {
  words: 'words',
  'words-or-mention': 'words',
  service: 'words',
  symbol: 'symbol',
  keyword: 'value',
  integer: 'value',
  decimal: 'value',
  length: 'value',
  range: 'value',
  money: 'value',
  mentions: 'header',
  mention: 'header',
  medium: 'medium',
  frame: 'medium',
  opening: 'medium',
  reference: 'medium',
  soundtrack: 'medium',
  cover: 'medium',
};

/** A field's key with its colon, one token a shape of value. */
export const fieldTokens = Object.fromEntries(
  Object.entries(modeOfShape).map(([shape, mode]) => {
    const name = `${camel(shape)}Key`;
    return [shape, opening(name, mode)];
  }),
) as Readonly<Record<ValueShape, TokenType>>;

const modeOfKeyword: Readonly<Record<BlockKeyword, Mode>> = {
  format: 'header',
  import: 'header',
  series: 'header',
  episode: 'header',
  character: 'header',
  narrator: 'header',
  place: 'header',
  prop: 'header',
  style: 'header',
  video: 'header',
  audio: 'header',
  variant: 'header',
  scene: 'header',
  like: 'header',
  shot: 'header',
  transition: 'transition',
  title: 'header',
  clip: 'header',
  still: 'medium',
  black: 'header',
};

/** The keyword that a header or a line of a scene begins with. `like` stands within a header. */
export const blockTokens = Object.fromEntries(
  Object.entries(modeOfKeyword).map(([keyword, mode]) => {
    const name = `${camel(keyword)}Keyword`;
    const isLike = (written: string) => written === 'like' || written === '同';
    return [keyword, keyword === 'like' ? within(name, word(isLike)) : opening(name, mode)];
  }),
) as Readonly<Record<BlockKeyword, TokenType>>;

// ---------------------------------------------------------------- within a line

const number = String.raw`[0-9０-９]+(?:[.．][0-9０-９]+)?`;
/** A unit ends where a word would; `1s到4s` and `1s..4s` are ranges, `3s.png` is a file. */
const boundary = String.raw`(?![\p{Nd}_/\\-]|(?!到)\p{L}|[.．](?![.．]))`;

const quotes = '"“”「';
const signs = '-+−－＋';
const digits = '0123456789０１２３４５６７８９';

export const Mention = within(
  'Mention',
  lexeme(
    String.raw`[@＠](?:[{｛]${blank}*${namePattern}${blank}*[}｝]|${namePattern})(?:[.．]${namePattern})?`,
    '@＠',
  ),
);
export const Quoted = within('Quoted', lexeme(quotedPattern, quotes));
/** An opening mark without its partner on the line, and what follows it. */
export const UnclosedQuote = within('UnclosedQuote', lexeme(String.raw`["“”「][^\n\r]*`, quotes));
export const Length = within(
  'Length',
  lexeme(String.raw`${number}${blank}*(?:[mMｍＭ][sSｓＳ]|[sSｓＳ秒mMｍＭ])${boundary}`, digits),
);
export const Level = within(
  'Level',
  lexeme(String.raw`[-+−－＋]?${number}${blank}*[dDｄＤ][bBｂＢ]${boundary}`, signs + digits),
);
const currency = String.raw`(?:CNY|USD|cny|usd|元|¥|￥|\$|＄)`;
const amount = String.raw`(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?`;
export const Money = within(
  'Money',
  lexeme(
    String.raw`${currency}${blank}*${amount}(?![0-9０-９,，.．])|${amount}${blank}*${currency}${boundary}`,
  ),
);
export const RangeMark = within(
  'RangeMark',
  lexeme(String.raw`[.．]{2}|到(?=${blank}*(?:[0-9０-９\r\n]|$))|～|~`, '.．到～~'),
);
/** A number without a unit. */
export const Digits = within('Digits', lexeme(`[-+−－＋]?${number}${boundary}`, signs + digits));
/** `arrival.arrive` */
export const DottedName = within('DottedName', dottedName());
export const Relation = within(
  'Relation',
  word((written) => relationByWord.has(written)),
);
export const TransitionName = within(
  'TransitionName',
  word((written) => transitionByWord.has(written)),
);
/** `-16 LUFS` */
export const Loudness = within(
  'Loudness',
  lexeme(String.raw`[-+−－＋]?${number}${blank}*[lL][uU][fF][sS]${boundary}`, signs + digits),
);
/** `on`, `auto`, `none` and their like, where a value may be one. */
export const ValueWord = within(
  'ValueWord',
  word((written) => valueByWord.has(written)),
);
export const Word = within('Word', name());
export const Comma = within('Comma', lexeme('[,，、]', ',，、'));
/** Anything else up to the next blank: never part of a right line. */
export const Unknown = within('Unknown', lexeme(String.raw`[^\n]`));

/** A model, a resolution, a ratio. */
export const Symbol = within('Symbol', lexeme(String.raw`[^\s\u3000\u00a0]+`));
export const Medium = within(
  'Medium',
  lexeme(String.raw`[^\s\u3000\u00a0"“”「@＠][^\s\u3000\u00a0"“”「]*`),
);
export const LastOf = within(
  'LastOf',
  lexeme(String.raw`(?:[lL][aA][sS][tT]${blank}+[oO][fF]|尾帧于)(?=[\s\u3000\u00a0])`, 'lL尾'),
  'header',
);
export const For = within(
  'For',
  lexeme(String.raw`(?:[fF][oO][rR]|用于)(?=[\s\u3000\u00a0])`, 'fF用'),
  'words',
);

export const Speaker = within('Speaker', lexeme(speakerPattern, `@＠${quotes}`));
/** `(low voice)`; the marks are part of it. */
export const Manner = within('Manner', lexeme(String.raw`[(（][^()（）\n\r]*[)）]`, '(（'));
export const Colon = within('Colon', lexeme('[:：]', ':：'), 'spoken');
/** A manner after the colon; what follows are words, whatever their marks. */
export const SpokenManner = within(
  'SpokenManner',
  lexeme(String.raw`[(（][^()（）\n\r]*[)）]`, '(（'),
  'words',
);
/** What is left of a logical line, with the lines that continue it. */
export const Words = token('Words');

const held: readonly (readonly [Mode, readonly TokenType[]])[] = [
  ['spoken', [SpokenManner]],
  ['speakers', [Speaker, Comma, Manner, Colon, Unknown]],
  [
    'header',
    [
      Mention,
      Quoted,
      UnclosedQuote,
      Length,
      Relation,
      blockTokens.like,
      RangeMark,
      DottedName,
      Digits,
      Word,
      Comma,
      Unknown,
    ],
  ],
  ['transition', [TransitionName, Length, Digits, Word, Unknown]],
  ['value', [Loudness, Length, Level, Money, RangeMark, Digits, ValueWord, Unknown]],
  ['symbol', [Symbol]],
  ['medium', [Mention, Quoted, UnclosedQuote, LastOf, For, Length, Level, Digits, Medium, Unknown]],
];

/** What is tried in a mode, in order. In `line` the line reader decides, in `end` the layout. */
export const lexemesOf: ReadonlyMap<Mode, readonly Lexeme[]> = new Map(
  held.map(([mode, types]) => [mode, types.flatMap((type) => lexemes.get(type) ?? [])]),
);

/** The tokens of the line reader by its names for them. */
export const openings: ReadonlyMap<string, { readonly type: TokenType; readonly next: Mode }> =
  new Map([...nextModes].map(([type, next]) => [type.name, { type, next }]));

export const allTokens: readonly TokenType[] = [
  ...[LineEnd, Indent, Outdent, Words],
  ...nextModes.keys(),
  ...lexemes.keys(),
];

function word(accepts: (written: string) => boolean): Match {
  return name((written) => accepts(foldKeyword(written)));
}

export function camel(kebab: string): string {
  return kebab.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
