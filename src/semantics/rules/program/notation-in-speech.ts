/** The service's numbers in how a line is spoken, and in who speaks it where that is only quoted. */
import { mediaNumber } from '../../notation.ts';
import type { ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const notationInSpeech: ProgramRule = {
  name: 'notation-in-speech',
  *check({ shots }) {
    for (const { dialogue } of shots) {
      for (const { speakers, manners, place } of dialogue) {
        const quoted = speakers.filter((speaker) => typeof speaker === 'string');
        for (const words of [...quoted, ...manners]) {
          const found = mediaNumber.exec(words);
          if (found) yield registry.make('notation-in-prose', place, { notation: found[0] });
        }
      }
    }
  },
};
