/** The field that a word was meant to be, by how little the two differ. */
import { distance } from 'fastest-levenshtein';
import { fieldFacts, type FieldBlock } from '../../../language/fields.ts';
import { fieldKeywords, type FieldKey } from '../../../language/keywords.ts';
import type { BlockKind } from '../../rule.ts';
import { fieldKeys } from './field-keys.ts';

/** The English field of this block that is nearest to `word`, where one is near enough. */
export function nearEnglishField(word: string, block: BlockKind): FieldKey | undefined {
  let best: FieldKey | undefined;
  let bestDistance = mostSlips(word) + 1;
  for (const { key } of englishFields(block)) {
    if (Math.abs(key.length - word.length) >= bestDistance) continue;
    const slips = slipsBetween(word, key);
    if (slips < bestDistance) {
      best = key;
      bestDistance = slips;
    }
  }
  return best;
}

/** How many slips of the hand lead from one to the other; two letters that changed places are one. */
export function slipsBetween(word: string, meant: string): number {
  const found = distance(word, meant);
  return found === 2 && isSwap(word, meant) ? 1 : found;
}

function isSwap(word: string, meant: string): boolean {
  if (word.length !== meant.length) return false;
  let at = 0;
  while (word[at] === meant[at]) at += 1;
  return (
    word[at] === meant[at + 1] &&
    word[at + 1] === meant[at] &&
    word.slice(at + 2) === meant.slice(at + 2)
  );
}

/** A slip in a word of four letters, two in a word of five to eight (`ligth`), three in a long one. */
function mostSlips(word: string): number {
  if (word.length <= 2) return 0;
  if (word.length <= 4) return 1;
  return word.length <= 8 ? 2 : 3;
}

export interface FieldWord {
  readonly key: FieldKey;
  readonly keyword: string;
}

/** The Chinese field of this block that is as long as `word` and differs in one character. */
export function nearChineseField(word: string, block: BlockKind): FieldWord | undefined {
  return chineseFields(block).find(({ keyword }) => differByOne(word, keyword));
}

const english = wordsByBlock((key) => [key]);
const chinese = wordsByBlock((key) => fieldKeywords[key]);

function englishFields(block: BlockKind): readonly FieldWord[] {
  return block === 'file' ? [] : english[block];
}

function chineseFields(block: BlockKind): readonly FieldWord[] {
  return block === 'file' ? [] : chinese[block];
}

function wordsByBlock(
  keywordsOf: (key: FieldKey) => readonly string[],
): Readonly<Record<FieldBlock, readonly FieldWord[]>> {
  const all = fieldKeys.flatMap((key) => keywordsOf(key).map((keyword) => ({ key, keyword })));
  const fieldsOf = (block: FieldBlock): readonly FieldWord[] =>
    all.filter(({ key }) => fieldFacts[key].blocks.includes(block));
  return {
    character: fieldsOf('character'),
    narrator: fieldsOf('narrator'),
    place: fieldsOf('place'),
    prop: fieldsOf('prop'),
    style: fieldsOf('style'),
    video: fieldsOf('video'),
    audio: fieldsOf('audio'),
    variant: fieldsOf('variant'),
    series: fieldsOf('series'),
    episode: fieldsOf('episode'),
    scene: fieldsOf('scene'),
    shot: fieldsOf('shot'),
  };
}

function differByOne(word: string, keyword: string): boolean {
  if (word.length !== keyword.length || word.length < 2) return false;
  let different = 0;
  for (let at = 0; at < word.length; at += 1) {
    if (word[at] !== keyword[at]) different += 1;
  }
  return different === 1;
}
