/** Sound without a picture beside it: a whole family of models refuses that. */
import { models } from '../../../seedance/capabilities.ts';
import type { ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const audioAlone: ProgramRule = {
  name: 'audio-alone',
  *check(draft) {
    for (const shot of draft.shots) {
      const first = shot.audios[0];
      if (!first || shot.images.length > 0 || shot.videos.length > 0) continue;
      if (draft.incomplete.has(shot.id)) continue;
      if (models[shot.model].references.audioAlone) continue;
      yield registry.make('audio-alone', first.place, { model: shot.model });
    }
  },
};
