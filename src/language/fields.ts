/**
 * What each field's value looks like, where the field may stand, and whether it may stand twice.
 * The lexer, the parser, the formatter and the rules read this table; nothing of it is said elsewhere.
 */
import type { FieldKey, KeywordValue } from './keywords.ts';

/** The grammar of a value. Each shape is one alternative of the parser's rule `field`. */
export type ValueShape =
  | 'words'
  | 'words-or-mention'
  | 'symbol'
  | 'keyword'
  | 'integer'
  | 'decimal'
  | 'length'
  | 'range'
  | 'money'
  | 'mentions'
  | 'mention'
  | 'medium'
  | 'frame'
  | 'opening'
  | 'reference'
  | 'soundtrack'
  | 'cover'
  | 'service';

/** A block that fields stand in. */
export type FieldBlock =
  | 'character'
  | 'narrator'
  | 'place'
  | 'prop'
  | 'style'
  | 'video'
  | 'audio'
  | 'variant'
  | 'series'
  | 'episode'
  | 'scene'
  | 'shot';

export interface FieldFacts {
  readonly shape: ValueShape;
  readonly blocks: readonly FieldBlock[];
  /** May stand more than once in one block. */
  readonly repeats: boolean;
  /** The keyword values that it takes, beside what its shape says. */
  readonly keywords: readonly KeywordValue[];
}

const anySetting = ['series', 'episode', 'scene', 'shot'] as const;
const film = ['series', 'episode'] as const;
const pictured = ['character', 'place', 'prop', 'style', 'variant'] as const;
const shot = ['shot'] as const;

export const fieldFacts: Readonly<Record<FieldKey, FieldFacts>> = {
  model: once('symbol', anySetting),
  resolution: once('symbol', anySetting),
  ratio: once('symbol', anySetting, ['adaptive']),
  duration: once('length', anySetting, ['auto']),
  audio: once('keyword', anySetting, ['on', 'off', 'yes', 'no']),
  watermark: once('keyword', anySetting, ['on', 'off', 'yes', 'no']),
  seed: once('integer', anySetting, ['none']),
  takes: once('integer', anySetting),
  style: once('words-or-mention', anySetting, ['none']),
  light: many('words-or-mention', anySetting, ['none']),
  camera: many('words-or-mention', anySetting, ['none']),
  cast: once('mentions', anySetting, ['none']),
  at: once('mention', ['scene', 'shot'], ['none']),
  avoid: many('words', anySetting, ['none']),
  soundtrack: once('soundtrack', ['series', 'episode', 'scene'], ['none']),
  language: once('keyword', anySetting, ['zh', 'en']),
  service: many('service', anySetting),

  budget: once('money', film, ['none']),
  length: once('length', film, ['none']),
  subtitles: once('keyword', film, ['off', 'on', 'burn', 'yes', 'no']),
  loudness: once('decimal', film),
  cover: once('cover', film, ['none']),

  look: once('words', [...pictured, 'narrator']),
  face: once('medium', ['character']),
  image: many('medium', pictured),
  voice: once('medium', ['character', 'narrator']),
  file: once('medium', ['video', 'audio']),

  sfx: many('words', shot),
  music: many('words', shot),
  cut: many('words', shot),
  text: many('words', shot),
  caption: many('words', shot),
  'first frame': once('frame', shot),
  'last frame': once('frame', shot),
  opening: once('opening', shot),
  reference: many('reference', shot),
  note: many('words', [...anySetting, ...pictured, 'narrator', 'video', 'audio']),
  omit: once('keyword', shot, ['yes', 'no', 'on', 'off']),
  trim: once('range', shot),
  prompt: once('words', shot),
};

function once(
  shape: ValueShape,
  blocks: readonly FieldBlock[],
  keywords: readonly KeywordValue[] = [],
): FieldFacts {
  return { shape, blocks, repeats: false, keywords };
}

function many(
  shape: ValueShape,
  blocks: readonly FieldBlock[],
  keywords: readonly KeywordValue[] = [],
): FieldFacts {
  return { shape, blocks, repeats: true, keywords };
}
