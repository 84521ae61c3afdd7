/** Lines of a script that are neither blocks nor fields: from tokens to nodes. */
import { foldKeyword, transitionByWord } from './lookup.ts';
import { spanOf, toMention, toQuoted, unquote } from './values.ts';
import type { IToken } from 'chevrotain';
import type { Span } from '../source/text.ts';
import type { FieldBlock } from './fields.ts';
import type { BlockKeyword } from './keywords.ts';
import type { LineBeingRead } from './problems.ts';
import type * as syntax from './syntax.ts';
import { BlockNodes } from './block-nodes.ts';
import { across, keyOf } from './field-nodes.ts';

/** Everything that the parser builds with; one for each text. */
export class NodeBuilder extends BlockNodes {
  /**
   * Builds nothing: what chevrotain's recording of the grammar runs with. The offsets of its tokens are no
   * small integers to the engine, and one span made of them would double the room of every later one.
   */
  static readonly idle = new Proxy(new NodeBuilder({ path: '', text: '' }), {
    get: () => () => undefined,
  });

  lineBeingRead(
    kind: BlockKeyword | 'field' | 'dialogue',
    first: IToken,
    block: FieldBlock,
  ): LineBeingRead {
    if (kind === 'field') return { kind, token: first, key: keyOf(first), block };
    if (kind === 'dialogue') return { kind, speaker: first };
    return { kind: 'keyword', keyword: kind, token: first };
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

const betweenCommas = /[^,，、]+/g;

function toSpeaker(token: IToken): syntax.Speaker {
  const span = spanOf(token);
  const { image } = token;
  if (!/^[@＠]/.test(image)) return { kind: 'quoted', text: unquote(image), span };
  return { kind: 'mention', ...toMention(token) };
}

function upTo(first: IToken, last: syntax.Node): Span {
  return { start: first.startOffset, end: last.span.end };
}
