/** Dialogue in a shot whose sound is switched off. */
import type { ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const dialogueWithoutSound: ProgramRule = {
  name: 'dialogue-without-sound',
  *check(draft) {
    for (const shot of draft.shots) {
      const first = shot.dialogue[0];
      if (first && !shot.audio) yield registry.make('dialogue-without-sound', first.place, {});
    }
  },
};
