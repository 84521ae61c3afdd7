/**
 * Dialogue that cannot be spoken in its shot's seconds. An extension has a second less: its clip
 * begins (or ends) with what its source shows.
 */
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { formatSeconds } from './describe.ts';
import { charactersPerSecond, speechSeconds } from './speech-seconds.ts';

export const dialogueTooLong: ProgramRule = {
  name: 'dialogue-too-long',
  *check(draft) {
    for (const shot of draft.shots) {
      const { duration } = shot;
      if (shot.dialogue.length === 0 || duration === 'auto') continue;
      const seconds = duration - repeatedSeconds(shot);
      if (isSurelyShort(shot, seconds)) continue;
      let needed = 0;
      let tooLate: DraftShot['dialogue'][number] | undefined;
      for (const spoken of shot.dialogue) {
        needed += speechSeconds(spoken.text);
        if (needed > seconds) tooLate ??= spoken;
      }
      if (!tooLate) continue;
      yield registry.make('dialogue-too-long', tooLate.place, {
        needed: formatSeconds(Math.ceil(needed * 10) / 10),
        seconds,
      });
    }
  },
};

/** No character takes longer to speak than a Chinese one: most dialogue need not be counted. */
function isSurelyShort({ dialogue }: DraftShot, seconds: number): boolean {
  let characters = 0;
  for (const { text } of dialogue) characters += text.length;
  return characters <= seconds * charactersPerSecond;
}

function repeatedSeconds({ relation }: DraftShot): number {
  return relation?.kind === 'extends' || relation?.kind === 'precedes' ? 1 : 0;
}
