/** The size of a request: local images and sounds travel inside it, in base64, four bytes for three. */
import { mediumLimits } from '../../../seedance/capabilities.ts';
import type { ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { isMedium, nameOfMedium } from './describe.ts';

export const requestSize: ProgramRule = {
  name: 'request-size',
  *check(draft) {
    for (const shot of draft.shots) {
      let total = 0;
      for (const { source } of shot.images) total += embeddedBytes(source);
      for (const { source } of shot.audios) total += embeddedBytes(source);
      if (total <= mediumLimits.bodyBytesMax) continue;
      const list = [...shot.images, ...shot.audios]
        .map(({ source }) => source)
        .filter(isMedium)
        .sort((a, b) => embeddedBytes(b) - embeddedBytes(a))
        .slice(0, 3)
        .map(nameOfMedium)
        .join(', ');
      yield registry.make('request-too-large', shot.place, {
        megabytes: Math.ceil(total / 1_000_000),
        limit: mediumLimits.bodyBytesMax / 1_000_000,
        list,
      });
    }
  },
};

function embeddedBytes(source: Parameters<typeof isMedium>[0]): number {
  return isMedium(source) && source.facts ? 4 * Math.ceil(source.facts.bytes / 3) : 0;
}
