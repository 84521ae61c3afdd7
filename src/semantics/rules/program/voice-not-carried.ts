/** A speaker's voice that the shot's mode cannot send; said once a shot. */
import { models } from '../../../seedance/capabilities.ts';
import type { Place } from '../../../source/diagnostic.ts';
import type { Asset } from '../../program.ts';
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { frameAsOpening } from './describe.ts';

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

function speakersWithoutTheirVoice(
  shot: DraftShot,
): readonly { readonly asset: Asset; readonly place: Place }[] {
  const missing: { readonly asset: Asset; readonly place: Place }[] = [];
  for (const { speakers, place } of shot.dialogue) {
    for (const speaker of speakers) {
      if (typeof speaker === 'string' || !speaker.asset.voice) continue;
      if (!isVoiceSent(speaker.asset, shot)) missing.push({ asset: speaker.asset, place });
    }
  }
  return missing;
}

function isVoiceSent(asset: Asset, { audios }: DraftShot): boolean {
  return audios.some(({ bindings }) =>
    bindings.some(
      (binding) =>
        binding.kind === 'voice' && typeof binding.of !== 'string' && binding.of.asset === asset,
    ),
  );
}

function reasonOf(shot: DraftShot): { readonly why: string; readonly wayOut: string } {
  if (shot.mode === 'frame') {
    return {
      why: 'a shot that starts from a frame sends the frame and no sounds',
      wayOut: `${frameAsOpening(shot)}, so that voices and images can stand beside it, or keep the line for a shot that extends this one.`,
    };
  }
  return {
    why: models[shot.model].references.audioAlone
      ? 'this shot sends no references'
      : `${shot.model} takes sound only beside an image or a video`,
    wayOut: 'Mention an asset that has an image, or give the speaker one.',
  };
}
