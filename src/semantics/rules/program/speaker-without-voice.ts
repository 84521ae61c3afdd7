/** A declared speaker without a voice sounds different in every clip; said once, at the first line. */
import type { Asset } from '../../program.ts';
import type { ProgramRule } from '../../rule.ts';
import type { Place } from '../../../source/diagnostic.ts';
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
            speakersOf(place),
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

/** What stands before the colon of a spoken line. */
function speakersOf({ source, span }: Place): Place {
  const length = source.text.slice(span.start, span.end).search(/[:：]/);
  return length < 1
    ? { source, span }
    : { source, span: { start: span.start, end: span.start + length } };
}
