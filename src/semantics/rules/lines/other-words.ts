/** Words that other tools and scripts put before a colon, and what says the same here. */
import type { FieldKey } from '../../../language/keywords.ts';

const fields: ReadonlyMap<string, FieldKey> = new Map<string, FieldKey>([
  ['angle', 'camera'],
  ['framing', 'camera'],
  ['lighting', 'light'],
  ['location', 'at'],
  ['setting', 'at'],
  ['characters', 'cast'],
  ['bgm', 'music'],
  ['sound effects', 'sfx'],
  ['subtitle', 'caption'],
  ['negative', 'avoid'],
  ['negative prompt', 'avoid'],
  ['start frame', 'first frame'],
  ['end frame', 'last frame'],
  ['comment', 'note'],
  ['todo', 'note'],
]);

const action = 'Action needs no label: write the words alone.';
const speech = 'Speech begins with an @ and who speaks: “@who: …”, or a name in quotes: "Guard": …';

const hints: ReadonlyMap<string, string> = new Map([
  ...['action', 'description', 'visual', 'picture'].map((word) => [word, action] as const),
  ...['dialogue', 'dialog', 'speech', 'line', 'narration', 'voiceover', 'voice over', 'vo'].map(
    (word) => [word, speech] as const,
  ),
]);

export function fieldForOtherWord(word: string): FieldKey | undefined {
  return fields.get(word);
}

export function hintForOtherWord(word: string): string | undefined {
  return hints.get(word);
}
