/** Fields and their values: from tokens to nodes, and what is wrong with a token that the grammar let pass. */
import { Problems } from './problems.ts';
import { fieldFacts } from './fields.ts';
import { foldCase, foldWidth } from './characters.ts';
import { valueOf } from './lookup.ts';
import { joinWords, wordsOf } from './words.ts';
import {
  shotNameOf,
  spanOf,
  toLength,
  toLevelDb,
  toMedium,
  toMention,
  toMoney,
  toNumber,
  toShotName,
} from './values.ts';
import type { IToken } from 'chevrotain';
import type { SourceText, Span } from '../source/text.ts';
import type { FieldBlock } from './fields.ts';
import type { FieldKey } from './keywords.ts';
import type * as syntax from './syntax.ts';

type Field = syntax.FieldLine | syntax.BadLine;
type Source = syntax.MediumNode | ({ readonly kind: 'mention' } & syntax.MentionNode);
type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

export class FieldNodes {
  readonly problems: Problems;
  /** The whole text is in NFC. */
  readonly isNormal: boolean;
  private readonly source: SourceText;

  constructor(source: SourceText) {
    this.source = source;
    this.isNormal = source.text.normalize('NFC') === source.text;
    this.problems = new Problems(source);
  }

  bad(start: number, end: number): syntax.BadLine {
    return { kind: 'bad', span: { start, end: Math.max(start, end) } };
  }

  /** Where a style may stand in their place, only who knows the declared names can tell the two apart. */
  words(key: IToken, words: IToken, block: FieldBlock): Field {
    return this.noneOr(key, words, block) ?? this.wordsField(key, words);
  }

  private noneOr(key: IToken, words: IToken, block: FieldBlock): Field | undefined {
    const facts = fieldFacts[keyOf(key)];
    return facts.keywords.length > 0 && valueOf(words.image) === 'none'
      ? this.keyword(key, words, block)
      : undefined;
  }

  private wordsField(key: IToken, token: IToken): syntax.FieldLine {
    const words = this.wordsOf(token);
    return this.field(key, { kind: 'words', words, span: words.span });
  }

  service(key: IToken, words: IToken, block: FieldBlock): Field {
    const { text, span } = this.wordsOf(words);
    const match = servicePair.exec(text);
    const json = match ? parseJson(match[2] ?? '') : undefined;
    if (!match || !json?.ok) return this.refuse(key, words, block);
    return this.field(key, { kind: 'service', key: match[1] ?? '', json: json.value, span });
  }

  symbol(key: IToken, token: IToken): syntax.FieldLine {
    const name = keyOf(key);
    const text = foldWidth(token.image);
    const word = valueOf(token.image);
    const span = spanOf(token);
    if (word !== undefined && fieldFacts[name].keywords.includes(word)) {
      return this.field(key, { kind: 'keyword', value: word, span });
    }
    return this.field(key, {
      kind: 'symbol',
      text: name === 'model' ? text : foldCase(text),
      span,
    });
  }

  keyword(key: IToken, token: IToken, block: FieldBlock): Field {
    const value = valueOf(token.image);
    return value !== undefined && fieldFacts[keyOf(key)].keywords.includes(value)
      ? this.field(key, { kind: 'keyword', value, span: spanOf(token) })
      : this.refuse(key, token, block);
  }

  integer(key: IToken, token: IToken, block: FieldBlock): Field {
    const value = toNumber(token.image);
    return Number.isSafeInteger(value)
      ? this.field(key, { kind: 'integer', value, span: spanOf(token) })
      : this.refuse(key, token, block);
  }

  decimal(key: IToken, token: IToken): syntax.FieldLine {
    return this.field(key, {
      kind: 'decimal',
      value: toNumber(foldWidth(token.image).replace(loudnessUnit, '')),
      span: spanOf(token),
    });
  }

  length(key: IToken, length: syntax.Length): syntax.FieldLine {
    return this.field(key, { kind: 'length', length, span: length.span });
  }

  range(key: IToken, range: syntax.Range): syntax.FieldLine {
    return this.field(key, { kind: 'range', range, span: range.span });
  }

  rangeOf(
    mark: IToken,
    from: syntax.Length | undefined,
    to: syntax.Length | undefined,
  ): syntax.Range {
    const start = from?.span.start ?? mark.startOffset;
    const end = to?.span.end ?? spanOf(mark).end;
    return { ...(from && { from }), ...(to && { to }), span: { start, end } };
  }

  money(key: IToken, token: IToken): syntax.FieldLine {
    return this.field(key, { kind: 'money', ...toMoney(token.image), span: spanOf(token) });
  }

  mentions(key: IToken, tokens: readonly IToken[]): syntax.FieldLine {
    const mentions = tokens.map(toMention);
    const span = across(tokens[0] ?? key, tokens[tokens.length - 1] ?? key);
    return this.field(key, { kind: 'mentions', mentions, span });
  }

  mention(key: IToken, token: IToken): syntax.FieldLine {
    return this.field(key, this.mentionTarget(token));
  }

  medium(key: IToken, value: Source): syntax.FieldLine {
    return this.field(key, value);
  }

  quotedMedium(token: IToken): syntax.MediumNode {
    return toMedium(token, true);
  }

  bareMedium(token: IToken): syntax.MediumNode {
    return toMedium(token, false);
  }

  lastOf(key: IToken, start: IToken, target: syntax.Target, block: FieldBlock): Field {
    if (target.kind === 'mention') return this.refuse(key, start, block);
    const span = { start: start.startOffset, end: target.span.end };
    return this.field(key, { kind: 'last-of', shot: target, span });
  }

  reference(key: IToken, medium: Source, purpose: IToken | undefined): syntax.FieldLine {
    const words = purpose && this.wordsOf(purpose);
    const end = (words ?? medium).span.end;
    return this.field(key, {
      kind: 'reference',
      medium,
      ...(words && { purpose: words }),
      span: { start: medium.span.start, end },
    });
  }

  soundtrack(key: IToken, medium: Source, level: IToken | undefined): syntax.FieldLine {
    if (medium.kind === 'medium' && valueOf(medium.text) === 'none' && !level) {
      return this.field(key, { kind: 'keyword', value: 'none', span: medium.span });
    }
    return this.field(key, {
      kind: 'soundtrack',
      medium,
      ...(level && { levelDb: toLevelDb(level) }),
      span: { start: medium.span.start, end: level ? spanOf(level).end : medium.span.end },
    });
  }

  /** A medium, or a shot: what has no slash and no ending of a picture's file is a shot. */
  cover(key: IToken, medium: syntax.MediumNode): Field {
    const image = this.source.text.slice(medium.span.start, medium.span.end);
    if (valueOf(image) === 'none') {
      return this.field(key, { kind: 'keyword', value: 'none', span: medium.span });
    }
    const isShot = shotShape.test(image) && !pictureFile.test(image);
    if (!isShot) return this.field(key, medium);
    return this.field(key, shotNameOf(image, medium.span));
  }

  private refuse(key: IToken, token: IToken, block: FieldBlock): syntax.BadLine {
    this.problems.badValue(key, keyOf(key), block);
    return this.bad(key.startOffset, spanOf(token).end);
  }

  private field(key: IToken, value: syntax.FieldValue): syntax.FieldLine {
    const start = key.startOffset;
    return {
      kind: 'field',
      key: keyOf(key),
      keySpan: { start, end: start + key.image.replace(afterKey, '').length },
      value,
      span: { start, end: value.span.end },
    };
  }

  lengthOf(token: IToken): syntax.Length {
    return toLength(token);
  }

  bareLength(token: IToken): syntax.Length {
    this.problems.bareNumber(token);
    const milliseconds = Math.round(Math.abs(toNumber(token.image)) * 1000);
    return { milliseconds, span: spanOf(token) };
  }

  mentionTarget(token: IToken): { readonly kind: 'mention' } & syntax.MentionNode {
    return { kind: 'mention', ...toMention(token) };
  }

  shotName(token: IToken): syntax.ShotName {
    return toShotName(token);
  }

  protected wordsOf(token: IToken): syntax.Words {
    const { text } = this.source;
    const pieces = piecesOf(token);
    return pieces ? joinWords(text, pieces) : wordsOf(text, spanOf(token), this);
  }
}

const loudnessUnit = /[ \t\u00a0\u3000]*lufs$/i;
const afterKey = /[ \t\u00a0\u3000]*[:：]$/;
const servicePair = /^([A-Za-z_][A-Za-z0-9_.-]*)\s*[=＝]\s*(.+)$/s;
const shotShape =
  /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_-]*(?:[.．][\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_-]*)?$/u;
const pictureFile = /\.(?:png|jpe?g|webp|bmp|tiff?|gif|hei[cf])$/i;

export function keyOf(token: IToken): FieldKey {
  const key: unknown = token.payload;
  return typeof key === 'string' && key in fieldFacts ? (key as FieldKey) : 'note';
}

/** The pieces that the lexer attached to a token of more than one line. */
function piecesOf(token: IToken): readonly Span[] | undefined {
  const pieces: unknown = token.payload;
  return Array.isArray(pieces) ? (pieces as readonly Span[]) : undefined;
}

function parseJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

export function across(first: IToken, last: IToken): Span {
  return { start: first.startOffset, end: spanOf(last).end };
}
