/** The tokens of the language. How each is recognised stands in `lexer.ts` and `line-reader.ts`. */
import { createToken, Lexer } from 'chevrotain';
import { dottedName, lexeme, lineStart, lineStep, name, rest } from './matchers.ts';
import { blankPattern as blank, namePattern, quotedPattern, speakerPattern } from './characters.ts';
import { foldKeyword, relationByWord, transitionByWord, valueByWord } from './lookup.ts';
import type { ITokenConfig, TokenType } from 'chevrotain';
import type { ValueShape } from './fields.ts';
import type { BlockKeyword } from './keywords.ts';

type Options = Partial<ITokenConfig>;

function token(name: string, pattern: ITokenConfig['pattern'], options: Options = {}): TokenType {
  return createToken({ name, ...(pattern && { pattern }), line_breaks: false, ...options });
}

// ---------------------------------------------------------------- layout

/** The end of a logical line. After it `Indent` may open a block, `Outdent` close one. */
export const LineEnd = token('LineEnd', lineStep('same'), { line_breaks: true, push_mode: 'line' });
export const Indent = token('Indent', lineStep('open'), { line_breaks: true, push_mode: 'line' });
export const Outdent = token('Outdent', lineStep('close'), {
  line_breaks: true,
  push_mode: 'line',
});
export const Continuation = token('Continuation', lineStep('continue'), {
  line_breaks: true,
  group: Lexer.SKIPPED,
});
export const Leading = token('Leading', lineStep('begin'), {
  line_breaks: true,
  group: Lexer.SKIPPED,
});
export const Blank = token('Blank', lexeme(`${blank}+`, ' \t\u00a0\u3000'), {
  group: Lexer.SKIPPED,
});

// ---------------------------------------------------------------- the start of a line

/** A whole logical line of prose. */
export const Prose = token('Prose', lineStart('Prose'), { line_breaks: true, push_mode: 'end' });
/** A line of a shot that `!`, `△` or `画面：` makes action whatever follows. */
export const ForcedAction = token('ForcedAction', lineStart('ForcedAction'), {
  line_breaks: true,
  push_mode: 'end',
});
/** A field's key that is kept free, with its colon and the whole line. */
export const ReservedField = token('ReservedField', lineStart('ReservedField'), {
  line_breaks: true,
  push_mode: 'end',
});
/** A speaker and a parenthesis that is never closed. */
export const UnclosedManner = token('UnclosedManner', lineStart('UnclosedManner'), {
  line_breaks: true,
  push_mode: 'end',
});

/** The first speaker of a dialogue; those after it are `Speaker`. */
export const FirstSpeaker = token('FirstSpeaker', lineStart('FirstSpeaker'), {
  push_mode: 'speakers',
});

const modeOfShape: Readonly<Record<ValueShape, string>> = {
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
    return [shape, token(name, lineStart(name), { push_mode: mode })];
  }),
) as Readonly<Record<ValueShape, TokenType>>;

const modeOfKeyword: Readonly<Record<BlockKeyword, string>> = {
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
    return keyword === 'like'
      ? [
          keyword,
          token(
            name,
            word((written) => written === 'like' || written === '同'),
          ),
        ]
      : [keyword, token(name, lineStart(name), { push_mode: mode })];
  }),
) as Readonly<Record<BlockKeyword, TokenType>>;

// ---------------------------------------------------------------- within a line

const number = String.raw`[0-9０-９]+(?:[.．][0-9０-９]+)?`;
/** A unit ends where a word would; `1s到4s` and `1s..4s` are ranges, `3s.png` is a file. */
const boundary = String.raw`(?![\p{Nd}_/\\-]|(?!到)\p{L}|[.．](?![.．]))`;

const quotes = '"“”「';
const signs = '-+−－＋';
const digits = '0123456789０１２３４５６７８９';

export const Mention = token(
  'Mention',
  lexeme(
    String.raw`[@＠](?:[{｛]${blank}*${namePattern}${blank}*[}｝]|${namePattern})(?:[.．]${namePattern})?`,
    '@＠',
  ),
);
export const Quoted = token('Quoted', lexeme(quotedPattern, quotes));
/** An opening mark without its partner on the line, and what follows it. */
export const UnclosedQuote = token('UnclosedQuote', lexeme(String.raw`["“”「][^\n\r]*`, quotes));
export const Length = token(
  'Length',
  lexeme(String.raw`${number}${blank}*(?:[mMｍＭ][sSｓＳ]|[sSｓＳ秒mMｍＭ])${boundary}`, digits),
);
export const Level = token(
  'Level',
  lexeme(String.raw`[-+−－＋]?${number}${blank}*[dDｄＤ][bBｂＢ]${boundary}`, signs + digits),
);
const currency = String.raw`(?:[cCｃＣ][nNｎＮ][yYｙＹ]|[uUｕＵ][sSｓＳ][dDｄＤ]|元|¥|￥|\$|＄)`;
const amount = String.raw`(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?`;
export const Money = token(
  'Money',
  lexeme(
    String.raw`${currency}${blank}*${amount}(?![0-9０-９,，.．])|${amount}${blank}*${currency}${boundary}`,
  ),
);
export const RangeMark = token(
  'RangeMark',
  lexeme(String.raw`[.．]{2}|到(?=${blank}*(?:[0-9０-９\r\n]|$))|～|~`, '.．到～~'),
);
/** A number without a unit. */
export const Digits = token('Digits', lexeme(`[-+−－＋]?${number}${boundary}`, signs + digits));
/** `arrival.arrive` */
export const DottedName = token('DottedName', dottedName());
export const Relation = token(
  'Relation',
  word((written) => relationByWord.has(written)),
);
export const TransitionName = token(
  'TransitionName',
  word((written) => transitionByWord.has(written)),
);
/** `-16 LUFS` */
export const Loudness = token(
  'Loudness',
  lexeme(
    String.raw`[-+−－＋]?${number}${blank}*[lLｌＬ][uUｕＵ][fFｆＦ][sSｓＳ]${boundary}`,
    signs + digits,
  ),
);
/** `on`, `auto`, `none` and their like, where a value may be one. */
export const ValueWord = token(
  'ValueWord',
  word((written) => valueByWord.has(written)),
);
export const Word = token('Word', name());
export const Comma = token('Comma', lexeme('[,，、]', ',，、'));
/** Anything else up to the next blank: never part of a right line. */
export const Unknown = token('Unknown', lexeme(String.raw`[^\n]`));

/** A model, a resolution, a ratio. */
export const Symbol = token('Symbol', lexeme(String.raw`[^\s\u3000\u00a0]+`));
export const Medium = token(
  'Medium',
  lexeme(String.raw`[^\s\u3000\u00a0"“”「@＠][^\s\u3000\u00a0"“”「]*`),
);
export const LastOf = token(
  'LastOf',
  lexeme(String.raw`(?:[lL][aA][sS][tT]${blank}+[oO][fF]|尾帧于)(?=[\s\u3000\u00a0])`, 'lL尾'),
  { push_mode: 'header' },
);
export const For = token(
  'For',
  lexeme(String.raw`(?:[fF][oO][rR]|用于)(?=[\s\u3000\u00a0@＠"“「])`, 'fF用'),
  {
    push_mode: 'words',
  },
);

export const Speaker = token('Speaker', lexeme(speakerPattern, `@＠${quotes}`));
/** `(low voice)`; the marks are part of it. */
export const Manner = token('Manner', lexeme(String.raw`[(（][^()（）\n\r]*[)）]`, '(（'));
export const Colon = token('Colon', lexeme('[:：]', ':：'), { push_mode: 'spoken' });
/** A manner after the colon; what follows are words, whatever their marks. */
export const SpokenManner = token(
  'SpokenManner',
  lexeme(String.raw`[(（][^()（）\n\r]*[)）]`, '(（'),
  {
    push_mode: 'words',
  },
);
export const Words = token('Words', rest(), { line_breaks: true, push_mode: 'end' });

const ends = [Continuation, LineEnd, Indent, Outdent];

export const modes: Readonly<Record<string, TokenType[]>> = {
  line: [
    Prose,
    fieldTokens['words-or-mention'],
    fieldTokens.words,
    FirstSpeaker,
    blockTokens.shot,
    ...Object.values(fieldTokens).filter(
      (type) => type !== fieldTokens.words && type !== fieldTokens['words-or-mention'],
    ),
    ...Object.values(blockTokens).filter(
      (type) => type !== blockTokens.shot && type !== blockTokens.like,
    ),
    ForcedAction,
    ReservedField,
    UnclosedManner,
    Leading,
  ],
  end: [LineEnd, Outdent, Indent, Continuation],
  words: [Blank, Words, ...ends],
  spoken: [Blank, SpokenManner, Words, ...ends],
  speakers: [Blank, Speaker, Comma, Manner, Colon, ...ends, Unknown],
  header: [
    Blank,
    ...ends,
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
  transition: [Blank, ...ends, TransitionName, Length, Digits, Word, Unknown],
  value: [Blank, ...ends, Loudness, Length, Level, Money, RangeMark, Digits, ValueWord, Unknown],
  symbol: [Blank, ...ends, Symbol, Unknown],
  medium: [
    Blank,
    ...ends,
    Mention,
    Quoted,
    UnclosedQuote,
    LastOf,
    For,
    Length,
    Level,
    Digits,
    Medium,
    Unknown,
  ],
};

export const allTokens: readonly TokenType[] = [...new Set(Object.values(modes).flat())];

function word(accepts: (written: string) => boolean): ITokenConfig['pattern'] {
  return name((written) => accepts(foldKeyword(written)));
}

export function camel(kebab: string): string {
  return kebab.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
