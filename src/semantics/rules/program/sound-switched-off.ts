/** Sounds and music that are asked for in a shot whose sound is switched off; said once a shot. */
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const soundSwitchedOff: ProgramRule = {
  name: 'sound-switched-off',
  *check(draft) {
    for (const shot of draft.shots) {
      // Of a shot with dialogue that is said already.
      if (shot.audio || shot.dialogue.length > 0) continue;
      const line = firstSound(shot);
      if (line) yield registry.make('sound-switched-off', line.place, { field: line.kind });
    }
  },
};

function firstSound({ body }: DraftShot) {
  for (const { lines } of body) {
    for (const line of lines) if (line.kind === 'sfx' || line.kind === 'music') return line;
  }
  return undefined;
}
