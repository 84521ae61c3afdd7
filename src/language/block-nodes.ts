/** Blocks and their headers: from tokens to nodes. */
import { namelessShots } from './nameless-shots.ts';
import { blockByWord, foldKeyword, relationByWord } from './lookup.ts';
import { spanOf, toMention, toName, toNumber, toQuoted } from './values.ts';
import type { IToken } from 'chevrotain';
import type { Mutable } from '../source/mutable.ts';
import type { Span } from '../source/text.ts';
import type { FieldBlock } from './fields.ts';
import type { BlockKeyword } from './keywords.ts';
import type * as syntax from './syntax.ts';
import { FieldNodes } from './field-nodes.ts';

export interface Header {
  asset?: syntax.AssetName;
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

export class BlockNodes extends FieldNodes {
  /** Shots whose header has its message already. */
  private readonly misread = new Set<syntax.ShotBlock>();

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
    const { asset: name, quoted } = header;
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
    const { header: head, span } = this.blockSpans(token, header, body);
    const shot: Mutable<syntax.ShotBlock> = { kind: 'shot', body, header: head, span };
    if (name) shot.name = name;
    if (seconds) shot.seconds = seconds;
    if (relation) shot.relation = relation;
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

  assetName(token: IToken): syntax.AssetName {
    const { name, nameSpan, variant, span } = toMention(token);
    if (reservedNames.has(foldKeyword(name)) || variant !== undefined) {
      this.problems.report('reserved-name', span, { name: token.image });
    }
    return { text: name, span, nameSpan };
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

  shotSeconds(length: syntax.Length, header: Header): syntax.Length {
    // Of two lengths in a shot without a name the first was meant as one, and that is said.
    if (header.seconds && header.name)
      this.problems.report('written-twice', length.span, { what: 'length' });
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
    const most = relation === 'joins' ? 3 : 1;
    const right = targets.length <= most && (relation !== 'joins' || targets.length > 1);
    if (!right) {
      this.problems.report('wrong-clip-count', span, {
        kind: relation,
        takes: relation === 'joins' ? 'two or three clips' : 'one clip',
        count: targets.length,
      });
    }
    return { kind: relation, targets: right ? targets : targets.slice(0, most), span };
  }
}

/** `@lin.base` is the look without any variant. */
const plainLook = 'base';
const reservedNames: ReadonlySet<string> = new Set(['auto', '自动', ...relationByWord.keys()]);

const assetKinds: readonly syntax.AssetKind[] = [
  ...(['character', 'narrator', 'place', 'prop', 'style', 'video', 'audio'] as const),
];

function assetKindOf(keyword: BlockKeyword): syntax.AssetKind {
  return assetKinds.find((kind) => kind === keyword) ?? 'character';
}
