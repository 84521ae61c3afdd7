/** How many images, videos and audios a shot sends, against the model's table. */
import { models, promptAdvice } from '../../../seedance/capabilities.ts';
import type { ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { nameOfItem } from './describe.ts';

const kinds = ['images', 'videos', 'audios'] as const;

export const referenceCounts: ProgramRule = {
  name: 'reference-counts',
  *check(draft) {
    for (const shot of draft.shots) {
      if (shot.mode !== 'reference') continue;
      let broken = false;
      for (const kind of kinds) {
        const items = shot[kind];
        const limit = models[shot.model].references[kind];
        if (items.length <= limit) continue;
        broken = true;
        const list = items.map(nameOfItem).join(', ');
        yield registry.make('too-many-references', shot.place, {
          count: items.length,
          kind,
          model: shot.model,
          limit,
          list,
        });
      }
      const count = shot.images.length + shot.videos.length + shot.audios.length;
      if (!broken && count > promptAdvice.references) {
        yield registry.make('many-references', shot.place, {
          count,
          advice: promptAdvice.references,
        });
      }
    }
  },
};
