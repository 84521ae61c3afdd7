/** A declared speaker without a voice sounds different in every clip; said once, at the first line. */
import type { Asset } from '../../program.ts';
import type { ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const speakerWithoutVoice: ProgramRule = {
  name: 'speaker-without-voice',
  *check(draft) {
    const said = new Set<Asset>();
    for (const shot of draft.shots) {
      if (!shot.audio) continue;
      for (const { speakers, place } of shot.dialogue) {
        for (const speaker of speakers) {
          if (typeof speaker === 'string' || speaker.asset.voice || said.has(speaker.asset))
            continue;
          said.add(speaker.asset);
          const declared = draft.declarations.assets.get(speaker.asset.name);
          yield registry.make(
            'speaker-without-voice',
            place,
            { name: speaker.asset.displayName },
            declared
              ? {
                  related: [
                    { ...declared.place, message: `@${speaker.asset.name} is declared here` },
                  ],
                }
              : {},
          );
        }
      }
    }
  },
};
