/**
 * The syntax tree: what a writer wrote, line by line, before any name is looked up.
 *
 * Every node has a span into the text as it stands on disk. Text that a node carries (`name`,
 * `text`) is NFC, has its escapes undone, and keeps the width of its punctuation. Keywords and values
 * are canonical (lower-case English) whichever language and width they were written in.
 * A line that was not understood is a `bad` line: its one message is already in the diagnostics of
 * the parse, and later stages pass it over in silence.
 */
import type { Span } from '../source/text.ts';
import type { FieldKey, KeywordValue } from './keywords.ts';

export interface Node {
  readonly span: Span;
}

/** A bare name, in NFC. */
export interface Name extends Node {
  readonly text: string;
}

/** An asset's name where it is declared. The span has the `@`, `nameSpan` the name alone. */
export interface AssetName extends Name {
  readonly nameSpan: Span;
}

/** A quoted string: the marks gone, `\"` and `\\` undone. The span includes the marks. */
export interface Quoted extends Node {
  readonly text: string;
}

/**
 * Prose: the pieces of one logical line (the line and those that continue it), joined by the rule of
 * the language (one space, or none beside a Han character, kana or full-width mark).
 * `sourceOffset(words, index)` in `words.ts` maps an index of `text` to an offset of the file.
 */
export interface Words extends Node {
  readonly text: string;
  /** None where the words are one line as it stands in the file: most are. */
  readonly pieces: readonly WordsPiece[];
}

export interface WordsPiece {
  /** Where this piece begins in `Words.text`. */
  readonly at: number;
  /** The piece as it stands in the file, before NFC. */
  readonly span: Span;
  /** The piece before NFC, only where NFC changed it. */
  readonly raw?: string;
}

/** `@lin`, `@lin.coat`, `@{林夏}` in a place where only a mention can stand (`at:`, `cast:`, a target). */
export interface MentionNode extends Node {
  readonly name: string;
  /** The name alone, without the @ and the braces. */
  readonly nameSpan: Span;
  readonly variant?: string;
  readonly variantSpan?: Span;
}

/** A path relative to its file, an `https://…` address or `asset://ID`, as written; quotes gone. */
export interface MediumNode extends Node {
  readonly kind: 'medium';
  readonly text: string;
}

/** A length in milliseconds, so that `0.1s` is exact. */
export interface Length extends Node {
  readonly milliseconds: number;
}

/** `A..B`; an end that was left open is absent. */
export interface Range extends Node {
  readonly from?: Length;
  readonly to?: Length;
}

/** `arrive` or `arrival.arrive`. */
export interface ShotName extends Node {
  readonly kind: 'shot-name';
  readonly scene?: string;
  readonly sceneSpan?: Span;
  readonly shot: string;
  readonly shotSpan: Span;
}

/** What a relation, `clip` or `cover:` points at. */
export type Target = ShotName | ({ readonly kind: 'mention' } & MentionNode);

// ---------------------------------------------------------------- a file

export interface SyntaxTree extends Node {
  readonly format?: FormatLine;
  readonly items: readonly TopLevel[];
  /** Every comment of the file in order, for the formatter and for `# ignore CODE`. */
  readonly comments: readonly Comment[];
}

export interface FormatLine extends Node {
  readonly version: number;
}

/** `# words`; `ownLine` is always true in this language. The text is without the mark and the blank. */
export interface Comment extends Node {
  readonly text: string;
}

export type TopLevel =
  ImportLine | AssetBlock | SeriesBlock | EpisodeBlock | SceneBlock | StrayLine | BadLine;

export interface ImportLine extends Node {
  readonly kind: 'import';
  readonly path: Quoted;
}

export type AssetKind = 'character' | 'narrator' | 'place' | 'prop' | 'style' | 'video' | 'audio';

export interface AssetBlock extends Node {
  readonly kind: 'asset';
  readonly asset: AssetKind;
  /** The header line alone. */
  readonly header: Span;
  readonly name: AssetName;
  readonly displayName?: Quoted;
  readonly body: readonly (FieldLine | VariantBlock | StrayLine | BadLine)[];
}

export interface VariantBlock extends Node {
  readonly kind: 'variant';
  readonly header: Span;
  readonly name: Name;
  readonly displayName?: Quoted;
  readonly body: readonly (FieldLine | StrayLine | BadLine)[];
}

export interface SeriesBlock extends Node {
  readonly kind: 'series';
  readonly header: Span;
  readonly title?: Quoted;
  readonly body: readonly (FieldLine | StrayLine | BadLine)[];
}

export interface EpisodeBlock extends Node {
  readonly kind: 'episode';
  readonly header: Span;
  readonly number?: { readonly value: number } & Node;
  readonly title?: Quoted;
  readonly body: readonly (FieldLine | StrayLine | BadLine)[];
}

export interface SceneBlock extends Node {
  readonly kind: 'scene';
  readonly header: Span;
  readonly name: Name;
  readonly heading?: Quoted;
  readonly like?: Name;
  readonly body: readonly SceneLine[];
}

export type SceneLine =
  | FieldLine
  | ShotBlock
  | TitleLine
  | TransitionLine
  | ClipLine
  | StillLine
  | BlackLine
  | StrayLine
  | BadLine;

export interface ShotBlock extends Node {
  readonly kind: 'shot';
  readonly header: Span;
  /** Absent: the parser has reported `shot-without-name`. */
  readonly name?: Name;
  readonly seconds?: Length;
  readonly relation?: RelationClause;
  readonly body: readonly ShotLine[];
}

export type RelationKind = 'continues' | 'extends' | 'precedes' | 'edits' | 'joins';

export interface RelationClause extends Node {
  readonly kind: RelationKind;
  /** One, or two or three for `joins`; counts are checked by the parser. */
  readonly targets: readonly Target[];
}

export type ShotLine = FieldLine | DialogueLine | ActionLine | StrayLine | BadLine;

/** A line of prose in a shot. `△` or `!` at its start made it action outright and is not in the words. */
export interface ActionLine extends Node {
  readonly kind: 'action';
  readonly forced: boolean;
  readonly words: Words;
}

export interface DialogueLine extends Node {
  readonly kind: 'dialogue';
  readonly speakers: readonly Speaker[];
  /** The parts of the manners before and after the colon, split at commas, in order. */
  readonly manners: readonly Name[];
  readonly words: Words;
}

export type Speaker =
  | ({ readonly kind: 'mention' } & MentionNode)
  | ({ readonly kind: 'quoted'; readonly text: string } & Node);

export type TransitionKind =
  | 'cut'
  | 'dissolve'
  | 'fade-black'
  | 'fade-white'
  | 'wipe-left'
  | 'wipe-right'
  | 'wipe-up'
  | 'wipe-down'
  | 'slide-left'
  | 'slide-right'
  | 'slide-up'
  | 'slide-down';

export interface TitleLine extends Node {
  readonly kind: 'title';
  readonly words: Quoted;
  readonly seconds?: Length;
}

export interface TransitionLine extends Node {
  readonly kind: 'transition';
  readonly transition: TransitionKind;
  readonly seconds?: Length;
}

export interface ClipLine extends Node {
  readonly kind: 'clip';
  readonly target: Target;
  readonly range?: Range;
}

export interface StillLine extends Node {
  readonly kind: 'still';
  readonly medium: MediumNode;
  readonly seconds: Length;
}

export interface BlackLine extends Node {
  readonly kind: 'black';
  readonly seconds: Length;
}

/**
 * A whole line that this block cannot hold (a header of another level, prose outside a shot). What it
 * is, semantics says: `misplaced-line`, `unknown-field` or another, one message a line.
 */
export interface StrayLine extends Node {
  readonly kind: 'stray';
  readonly words: Words;
}

/** Already reported by the lexer or the parser. */
export interface BadLine extends Node {
  readonly kind: 'bad';
}

// ---------------------------------------------------------------- fields

/** `key: value`. The shape of the value follows from the key: see `fields.ts`. */
export interface FieldLine extends Node {
  readonly kind: 'field';
  readonly key: FieldKey;
  readonly keySpan: Span;
  readonly value: FieldValue;
}

export type FieldValue =
  | { readonly kind: 'words'; readonly words: Words; readonly span: Span }
  /** `on off yes no none auto adaptive burn zh en`, where the key takes it. */
  | { readonly kind: 'keyword'; readonly value: KeywordValue; readonly span: Span }
  /** A model, a resolution, a ratio: checked against the table by semantics. Full width is folded. */
  | { readonly kind: 'symbol'; readonly text: string; readonly span: Span }
  | { readonly kind: 'integer'; readonly value: number; readonly span: Span }
  /** Loudness in LUFS. */
  | { readonly kind: 'decimal'; readonly value: number; readonly span: Span }
  | { readonly kind: 'length'; readonly length: Length; readonly span: Span }
  | { readonly kind: 'range'; readonly range: Range; readonly span: Span }
  | {
      readonly kind: 'money';
      /** The amount as decimal digits, `80` or `12.50`: money is never a float. */
      readonly amount: string;
      readonly currency: 'CNY' | 'USD';
      readonly span: Span;
    }
  | { readonly kind: 'mentions'; readonly mentions: readonly MentionNode[]; readonly span: Span }
  | MediumNode
  | ({ readonly kind: 'mention' } & MentionNode)
  | ShotName
  | {
      readonly kind: 'soundtrack';
      readonly medium: MediumNode | ({ readonly kind: 'mention' } & MentionNode);
      readonly levelDb?: number;
      readonly span: Span;
    }
  | {
      readonly kind: 'reference';
      readonly medium: MediumNode | ({ readonly kind: 'mention' } & MentionNode);
      readonly purpose?: Words;
      readonly span: Span;
    }
  /** `last of SHOT` in `opening:`. */
  | { readonly kind: 'last-of'; readonly shot: ShotName; readonly span: Span }
  | { readonly kind: 'service'; readonly key: string; readonly json: unknown; readonly span: Span };
