/** A speaker's voice that the shot's mode cannot send; said once a shot. */
import { models } from '../../../seedance/capabilities.ts';
import type { Asset } from '../../program.ts';
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const voiceNotCarried: ProgramRule = {
  name: 'voice-not-carried',
  *check(draft) {
    for (const shot of draft.shots) {
      if (shot.dialogue.length === 0 || !shot.audio || draft.incomplete.has(shot.id)) continue;
      const missing = speakersWithoutTheirVoice(shot);
      const first = missing[0];
      if (!first) continue;
      const names = [...new Set(missing.map(({ asset }) => asset.displayName))].join(', ');
      yield registry.make('voice-not-carried', first.place, { names, ...reasonOf(shot) });
    }
  },
};

function speakersWithoutTheirVoice(shot: DraftShot) {
  const sent = new Set<Asset | string>();
  for (const { bindings } of shot.audios) {
    for (const binding of bindings) {
      if (binding.kind !== 'voice') continue;
      sent.add(typeof binding.of === 'string' ? binding.of : binding.of.asset);
    }
  }
  return shot.dialogue.flatMap(({ speakers, place }) =>
    speakers.flatMap((speaker) =>
      typeof speaker !== 'string' && speaker.asset.voice && !sent.has(speaker.asset)
        ? [{ asset: speaker.asset, place }]
        : [],
    ),
  );
}

function reasonOf(shot: DraftShot): { readonly why: string; readonly wayOut: string } {
  if (shot.mode === 'frame') {
    return {
      why: 'a shot that starts from a frame sends the frame and no sounds',
      wayOut:
        'Give the frame as “opening:” instead, so that voices and images can stand beside it, or keep the line for a shot that extends this one.',
    };
  }
  return {
    why: models[shot.model].references.audioAlone
      ? 'this shot sends no references'
      : `${shot.model} takes sound only beside an image or a video`,
    wayOut: 'Mention an asset that has an image, or give the speaker one.',
  };
}
