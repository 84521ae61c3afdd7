/** Tokens to nodes of the tree, and what is wrong with a token that the grammar let pass. */
import { Problems } from './problems.ts';
import { namelessShots } from './nameless-shots.ts';
import { fieldFacts } from './fields.ts';
import { foldCase, foldWidth } from './characters.ts';
import {
  blockByWord,
  foldKeyword,
  relationByWord,
  transitionByWord,
  valueByWord,
} from './lookup.ts';
import { joinWords, wordsOf } from './words.ts';
import {
  spanOf,
  toLength,
  toLevelDb,
  toMedium,
  toMention,
  toMoney,
  toName,
  toNumber,
  toQuoted,
  toShotName,
  unquote,
} from './values.ts';
import type { IToken } from 'chevrotain';
import type { SourceText, Span } from '../source/text.ts';
import type { FieldBlock } from './fields.ts';
import type { BlockKeyword, FieldKey } from './keywords.ts';
import type { LineBeingRead } from './problems.ts';
import type * as syntax from './syntax.ts';

export interface Header {
  name?: syntax.Name;
  quoted?: syntax.Quoted;
  like?: syntax.Name;
  number?: { readonly value: number } & syntax.Node;
  seconds?: syntax.Length;
  relation?: syntax.RelationClause;
  end?: number;
  /** Its line has its message already. */
  misread?: true;
}

type Field = syntax.FieldLine | syntax.BadLine;
type Source = syntax.MediumNode | ({ readonly kind: 'mention' } & syntax.MentionNode);
type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

export class NodeBuilder {
  /** Builds for no text: what chevrotain's recording of the grammar runs with. */
  static readonly idle = new NodeBuilder({ path: '', text: '' });

  readonly problems: Problems;
  /** The whole text is in NFC. */
  readonly isNormal: boolean;
  private readonly source: SourceText;
  /** Shots whose header has its message already. */
  private readonly misread = new Set<syntax.ShotBlock>();

  constructor(source: SourceText) {
    this.source = source;
    this.isNormal = source.text.normalize('NFC') === source.text;
    this.problems = new Problems(source);
  }

  lineBeingRead(
    kind: BlockKeyword | 'field' | 'dialogue',
    first: IToken,
    block: FieldBlock,
  ): LineBeingRead {
    if (kind === 'field') return { kind, token: first, key: keyOf(first), block };
    if (kind === 'dialogue') return { kind, speaker: first };
    return { kind: 'keyword', keyword: kind, token: first };
  }

  // -------------------------------------------------------------- lines

  bad(start: number, end: number): syntax.BadLine {
    return { kind: 'bad', span: { start, end: Math.max(start, end) } };
  }

  format(start: IToken, version: IToken): syntax.FormatLine | syntax.BadLine {
    const number = this.wholeNumber(version);
    const span = across(start, version);
    return number ? { version: number.value, span } : this.bad(span.start, span.end);
  }

  lateFormat(line: syntax.FormatLine): syntax.BadLine {
    this.problems.report('format-not-first', line.span, {});
    return { kind: 'bad', span: line.span };
  }

  importLine(start: IToken, path: IToken): syntax.ImportLine {
    return { kind: 'import', path: toQuoted(path), span: across(start, path) };
  }

  stray(token: IToken): syntax.StrayLine {
    return { kind: 'stray', words: this.wordsOf(token), span: spanOf(token) };
  }

  action(token: IToken): syntax.ActionLine {
    const words = this.wordsOf(token);
    return { kind: 'action', forced: false, words, span: words.span };
  }

  forcedAction(token: IToken): syntax.ActionLine {
    return { kind: 'action', forced: true, words: this.wordsOf(token), span: spanOf(token) };
  }

  unclosedManner(token: IToken): syntax.BadLine {
    const open = token.image.search(/[(（]/);
    const start = token.startOffset + Math.max(0, open);
    this.problems.report('unclosed-manner', { start, end: start + 1 }, {});
    return { kind: 'bad', span: spanOf(token) };
  }

  reservedField(token: IToken, block: FieldBlock): syntax.BadLine {
    const word = token.image.split(/[:：]/, 1)[0] ?? '';
    const start = token.startOffset;
    this.problems.report(
      'reserved-word',
      { start, end: start + word.trimEnd().length },
      { word: `${word.trimEnd()}:` },
      block === 'shot' ? {} : { hint: 'Delete this line, or keep its words in a comment.' },
    );
    return { kind: 'bad', span: spanOf(token) };
  }

  dialogue(
    speakers: readonly IToken[],
    before: IToken | undefined,
    after: IToken | undefined,
    words: IToken,
  ): syntax.DialogueLine {
    const manners = [before, after].flatMap((token) => (token ? this.manners(token) : []));
    const first = speakers[0] ?? words;
    return {
      kind: 'dialogue',
      speakers: speakers.map(toSpeaker),
      manners,
      words: this.wordsOf(words),
      span: across(first, words),
    };
  }

  title(start: IToken, words: IToken, seconds: syntax.Length | undefined): syntax.TitleLine {
    return {
      kind: 'title',
      words: toQuoted(words),
      ...(seconds && { seconds }),
      span: { start: start.startOffset, end: (seconds ?? toQuoted(words)).span.end },
    };
  }

  transition(
    start: IToken,
    name: IToken,
    seconds: syntax.Length | undefined,
  ): syntax.TransitionLine {
    return {
      kind: 'transition',
      transition: transitionByWord.get(foldKeyword(name.image)) ?? 'cut',
      ...(seconds && { seconds }),
      span: { start: start.startOffset, end: seconds?.span.end ?? spanOf(name).end },
    };
  }

  clip(start: IToken, target: syntax.Target, range: syntax.Range | undefined): syntax.ClipLine {
    const end = (range ?? target).span.end;
    return {
      kind: 'clip',
      target,
      ...(range && { range }),
      span: { start: start.startOffset, end },
    };
  }

  still(start: IToken, medium: syntax.MediumNode, seconds: syntax.Length): syntax.StillLine {
    return { kind: 'still', medium, seconds, span: upTo(start, seconds) };
  }

  black(start: IToken, seconds: syntax.Length): syntax.BlackLine {
    return { kind: 'black', seconds, span: upTo(start, seconds) };
  }

  // -------------------------------------------------------------- blocks

  keywordOf(token: IToken): BlockKeyword {
    return blockByWord.get(foldKeyword(token.image)) ?? 'shot';
  }

  blockOf(token: IToken): FieldBlock {
    return assetKindOf(this.keywordOf(token));
  }

  asset(
    token: IToken,
    header: Header,
    body: syntax.AssetBlock['body'],
  ): syntax.AssetBlock | syntax.BadLine {
    const { name, quoted } = header;
    const block = this.blockSpans(token, header, body);
    if (!name) return this.bad(block.span.start, block.span.end);
    return {
      kind: 'asset',
      asset: assetKindOf(this.keywordOf(token)),
      name,
      ...(quoted && { displayName: quoted }),
      body,
      ...block,
    };
  }

  variant(
    token: IToken,
    header: Header,
    body: syntax.VariantBlock['body'],
  ): syntax.VariantBlock | syntax.BadLine {
    const { name, quoted } = header;
    const block = this.blockSpans(token, header, body);
    if (!name) return this.bad(block.span.start, block.span.end);
    if (name.text === plainLook) {
      this.problems.report('reserved-name', name.span, { name: name.text });
    }
    return { kind: 'variant', name, ...(quoted && { displayName: quoted }), body, ...block };
  }

  series(token: IToken, header: Header, body: syntax.SeriesBlock['body']): syntax.SeriesBlock {
    const { quoted } = header;
    const block = this.blockSpans(token, header, body);
    return { kind: 'series', ...(quoted && { title: quoted }), body, ...block };
  }

  episode(token: IToken, header: Header, body: syntax.EpisodeBlock['body']): syntax.EpisodeBlock {
    const { number, quoted } = header;
    return {
      kind: 'episode',
      ...(number && { number }),
      ...(quoted && { title: quoted }),
      body,
      ...this.blockSpans(token, header, body),
    };
  }

  scene(
    token: IToken,
    header: Header,
    body: readonly syntax.SceneLine[],
  ): syntax.SceneBlock | syntax.BadLine {
    const { name, quoted, like } = header;
    const block = this.blockSpans(token, header, body);
    for (const { shot, name: free } of namelessShots(body)) {
      if (!this.misread.has(shot)) this.problems.nameless(shot, free);
    }
    if (!name) return this.bad(block.span.start, block.span.end);
    return {
      kind: 'scene',
      name,
      ...(quoted && { heading: quoted }),
      ...(like && { like }),
      body,
      ...block,
    };
  }

  shot(token: IToken, header: Header, body: readonly syntax.ShotLine[]): syntax.ShotBlock {
    const { name, seconds, relation } = header;
    const shot: syntax.ShotBlock = {
      kind: 'shot',
      ...(name && { name }),
      ...(seconds && { seconds }),
      ...(relation && { relation }),
      body,
      ...this.blockSpans(token, header, body),
    };
    if (header.misread) this.misread.add(shot);
    return shot;
  }

  private blockSpans(
    token: IToken,
    header: Header,
    body: readonly syntax.Node[],
  ): { header: Span; span: Span } {
    const start = token.startOffset;
    const end = header.end ?? spanOf(token).end;
    const last = body[body.length - 1];
    return { header: { start, end }, span: { start, end: last?.span.end ?? end } };
  }

  // -------------------------------------------------------------- parts of a header

  assetName(token: IToken): syntax.Name {
    const { name, variant, span } = toMention(token);
    if (reservedNames.has(foldKeyword(name)) || variant !== undefined) {
      this.problems.report('reserved-name', span, { name: token.image });
    }
    return { text: name, span };
  }

  quoted(token: IToken): syntax.Quoted {
    return toQuoted(token);
  }

  wholeNumber(token: IToken): ({ readonly value: number } & syntax.Node) | undefined {
    const value = toNumber(token.image);
    if (Number.isSafeInteger(value) && value >= 0) return { value, span: spanOf(token) };
    this.problems.report('number-not-whole', spanOf(token), { number: token.image });
    return undefined;
  }

  name(token: IToken): syntax.Name {
    const name = toName(token);
    if (reservedNames.has(foldKeyword(token.image))) {
      this.problems.report('reserved-name', name.span, { name: token.image });
    }
    return name;
  }

  lengthOf(token: IToken): syntax.Length {
    return toLength(token);
  }

  bareLength(token: IToken): syntax.Length {
    this.problems.bareNumber(token);
    const milliseconds = Math.round(Math.abs(toNumber(token.image)) * 1000);
    return { milliseconds, span: spanOf(token) };
  }

  shotSeconds(length: syntax.Length, header: Header): syntax.Length {
    if (header.seconds) this.problems.report('written-twice', length.span, { what: 'length' });
    return length;
  }

  oneRelation(relation: syntax.RelationClause, header: Header): syntax.RelationClause {
    if (header.relation) this.problems.report('written-twice', relation.span, { what: 'relation' });
    return relation;
  }

  relation(kind: IToken, targets: readonly syntax.Target[]): syntax.RelationClause {
    const relation = relationByWord.get(foldKeyword(kind.image)) ?? 'continues';
    const last = targets[targets.length - 1];
    const span = { start: kind.startOffset, end: last?.span.end ?? spanOf(kind).end };
    const right =
      relation === 'joins' ? targets.length > 1 && targets.length < 4 : targets.length === 1;
    if (!right) {
      this.problems.report('wrong-clip-count', span, {
        kind: relation,
        takes: relation === 'joins' ? 'two or three clips' : 'one clip',
        count: targets.length,
      });
    }
    return { kind: relation, targets, span };
  }

  mentionTarget(token: IToken): { readonly kind: 'mention' } & syntax.MentionNode {
    return { kind: 'mention', ...toMention(token) };
  }

  shotName(token: IToken): syntax.ShotName {
    return toShotName(token);
  }

  // -------------------------------------------------------------- fields

  words(key: IToken, words: IToken, block: FieldBlock): Field {
    return this.noneOr(key, words, block) ?? this.wordsField(key, words);
  }

  wordsOrMention(key: IToken, words: IToken, block: FieldBlock): Field {
    const none = this.noneOr(key, words, block);
    if (none) return none;
    return words.payload === undefined && aloneMention.test(words.image)
      ? this.field(key, this.mentionTarget(words))
      : this.wordsField(key, words);
  }

  private noneOr(key: IToken, words: IToken, block: FieldBlock): Field | undefined {
    const facts = fieldFacts[keyOf(key)];
    return facts.keywords.length > 0 && valueByWord.get(foldKeyword(words.image)) === 'none'
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
    const word = valueByWord.get(foldKeyword(token.image));
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
    const value = valueByWord.get(foldKeyword(token.image));
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
      value: toNumber(token.image.replace(loudnessUnit, '')),
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
    if (
      medium.kind === 'medium' &&
      valueByWord.get(foldKeyword(medium.text)) === 'none' &&
      !level
    ) {
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
  cover(key: IToken, medium: syntax.MediumNode, block: FieldBlock): Field {
    const image = this.source.text.slice(medium.span.start, medium.span.end);
    if (valueByWord.get(foldKeyword(image)) === 'none') {
      return this.field(key, { kind: 'keyword', value: 'none', span: medium.span });
    }
    void block;
    const isShot = shotShape.test(image) && !pictureFile.test(image);
    if (!isShot) return this.field(key, medium);
    const [first = '', second] = medium.text.split(/[.．]/u);
    return this.field(key, {
      kind: 'shot-name',
      ...(second === undefined ? { shot: first } : { scene: first, shot: second }),
      span: medium.span,
    });
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

  private wordsOf(token: IToken): syntax.Words {
    const { text } = this.source;
    const pieces = piecesOf(token);
    return pieces ? joinWords(text, pieces) : wordsOf(text, spanOf(token), this);
  }

  /** The parts of `(低声，OS)` between its commas. */
  private manners(token: IToken): syntax.Name[] {
    const parts: syntax.Name[] = [];
    const inner = token.image.slice(1, -1);
    for (const match of inner.matchAll(betweenCommas)) {
      const raw = match[0].trim();
      if (raw === '') continue;
      const start = token.startOffset + 1 + match.index + match[0].indexOf(raw);
      parts.push({ text: raw.normalize('NFC'), span: { start, end: start + raw.length } });
    }
    return parts;
  }
}

/** `@lin.base` is the look without any variant. */
const plainLook = 'base';
const loudnessUnit = /[ \t\u00a0\u3000]*lufs$/i;
const afterKey = /[ \t\u00a0\u3000]*[:：]$/;
const bracesAndBlanks = /[{｛][ \t\u00a0\u3000]*|[ \t\u00a0\u3000]*[}｝]/g;
const betweenCommas = /[^,，、]+/g;
const aloneMention =
  /^[@＠](?:[{｛][^{}｛｝]*[}｝]|[\p{L}][\p{L}\p{M}\p{Nd}_-]*)(?:[.．]\p{L}[\p{L}\p{M}\p{Nd}_-]*)?$/u;
const servicePair = /^([A-Za-z_][A-Za-z0-9_.-]*)\s*[=＝]\s*(.+)$/s;
const shotShape =
  /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_-]*(?:[.．][\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_-]*)?$/u;
const pictureFile = /\.(?:png|jpe?g|webp|bmp|tiff?|gif|hei[cf])$/i;
const reservedNames: ReadonlySet<string> = new Set(['auto', '自动', ...relationByWord.keys()]);

function keyOf(token: IToken): FieldKey {
  const key: unknown = token.payload;
  return typeof key === 'string' && key in fieldFacts ? (key as FieldKey) : 'note';
}

/** The pieces that the lexer attached to a token of more than one line. */
function piecesOf(token: IToken): readonly Span[] | undefined {
  const pieces: unknown = token.payload;
  return Array.isArray(pieces) ? (pieces as readonly Span[]) : undefined;
}

function toSpeaker(token: IToken): syntax.Speaker {
  const span = spanOf(token);
  const { image } = token;
  if (!/^[@＠]/.test(image)) return { kind: 'quoted', text: unquote(image), span };
  const braced = /^.[{｛]/.test(image);
  const text = image.slice(1).replace(bracesAndBlanks, '').normalize('NFC');
  return { kind: 'mention', text, braced, span };
}

function parseJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

const assetKinds: readonly syntax.AssetKind[] = [
  ...(['character', 'narrator', 'place', 'prop', 'style', 'video', 'audio'] as const),
];

function assetKindOf(keyword: BlockKeyword): syntax.AssetKind {
  return assetKinds.find((kind) => kind === keyword) ?? 'character';
}

function upTo(first: IToken, last: syntax.Node): Span {
  return { start: first.startOffset, end: last.span.end };
}

function across(first: IToken, last: IToken): Span {
  return { start: first.startOffset, end: spanOf(last).end };
}
