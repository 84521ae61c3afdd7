/** How lines and values look, for messages that tell a writer what to write instead. */
import { fieldFacts } from './fields.ts';
import type { ValueShape } from './fields.ts';
import type { BlockKeyword, FieldKey } from './keywords.ts';

export const forms: Readonly<Record<BlockKeyword, string>> = {
  format: 'format 1',
  import: 'import "shared/cast.scene"',
  series: 'series "Title"',
  episode: 'episode 7 "Title"',
  character: 'character @lin "林夏"',
  narrator: 'narrator @voice "Name"',
  place: 'place @bookshop "Name"',
  prop: 'prop @letter "Name"',
  style: 'style @noir "Name"',
  video: 'video @drone "Name"',
  audio: 'audio @theme "Name"',
  variant: 'variant coat "Name"',
  scene: 'scene arrival "INT. BOOKSHOP - NIGHT"',
  like: 'scene return "Heading" like arrival',
  shot: 'shot counter 5s extends arrive',
  transition: 'transition dissolve 0.5s',
  title: 'title "Words" 2s',
  clip: 'clip @drone 1s..4s',
  still: 'still refs/photo.png 3s',
  black: 'black 1s',
};

const shapeForms: Readonly<Record<Exclude<ValueShape, 'keyword'>, string>> = {
  words: 'words',
  'words-or-mention': 'words or one @name',
  symbol: 'one word',
  integer: 'a whole number',
  decimal: 'a number in LUFS such as -16',
  length: 'a length such as 5s',
  range: 'a range such as 1s..4s',
  money: 'money such as 80 CNY or 12 USD',
  mentions: '@names with commas between them',
  mention: 'one @name',
  medium: 'the path of a medium, such as refs/lin.png (in quotes if it has blanks)',
  frame: 'the path of an image or an @name',
  opening: 'the path of an image, an @name, or last of SHOT',
  reference: 'the path of a medium or an @name, and then for WORDS if needed',
  soundtrack: 'the path of a sound and a level such as -18dB',
  cover: 'the path of an image or a shot such as arrival.face',
  service: 'KEY = JSON, such as camera_fixed = true',
};

/** What a field takes, as the end of a sentence. */
export function valueForms(key: FieldKey): string {
  const { shape, keywords } = fieldFacts[key];
  const words = shape === 'keyword' ? [] : [shapeForms[shape]];
  const all = [...words, ...keywords];
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`;
}
