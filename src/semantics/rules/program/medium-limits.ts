/** Each local medium that is sent, against what the service takes; said once, where it is first sent. */
import { problemOfMedium } from '../../../seedance/medium-limits.ts';
import type { ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { isMedium, nameOfMedium, type SentItem } from './describe.ts';

const codes = {
  image: 'image-out-of-limits',
  video: 'video-out-of-limits',
  audio: 'audio-out-of-limits',
} as const;

export const mediumLimitsRule: ProgramRule = {
  name: 'medium-limits',
  *check(draft) {
    // An asset's medium is one object in all shots: only what is new is looked at by name.
    const seen = new Set<SentItem['source']>();
    const named = new Set<string>();
    const fresh: SentItem[] = [];
    for (const { images, videos, audios } of draft.shots) {
      for (const item of images) if (!seen.has(item.source)) fresh.push(item);
      for (const item of videos) if (!seen.has(item.source)) fresh.push(item);
      for (const item of audios) if (!seen.has(item.source)) fresh.push(item);
      for (const { source, place } of fresh) {
        seen.add(source);
        if (!isMedium(source) || !source.facts) continue;
        const what = nameOfMedium(source);
        if (named.has(what)) continue;
        named.add(what);
        const problem = problemOfMedium(source.facts);
        if (problem !== undefined) {
          yield registry.make(codes[source.facts.kind], place, { what, problem });
        }
      }
      fresh.length = 0;
    }
  },
};
