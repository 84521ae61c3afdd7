/** Words in quotes after a colon, in action: they would be drawn, not spoken. */
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { labelOf } from './label.ts';
import { placeIn, proseOf } from './words-of.ts';

const quotedAfterColon = /[:：]\s*[“"＂「『]/;
/** `她说：“…”` has the shape of a speaker and is not one. */
const verbOfSpeech = /[说道喊问叫答骂吼念想嚷]$/;

export const speechInAction: LineRule = {
  name: 'speech-in-action',
  mark: 'colon',
  check(line, context) {
    if (line.kind !== 'action') return undefined;
    const words = proseOf(line);
    if (!words) return undefined;
    const found = quotedAfterColon.exec(words.text);
    if (!found) return undefined;
    const label = labelOf(words);
    const isSpeaker = label?.shape === 'han' || label?.shape === 'capitalised';
    if (label && label.colon === found.index && isSpeaker && !verbOfSpeech.test(label.text)) {
      return undefined;
    }
    const place = placeIn(words, found.index, found.index + found[0].length, context);
    return registry.make('speech-in-action', place, {});
  },
};
