/** 【…】 in action: the service's mark of words that are drawn in the picture. Ours is `text:`. */
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { placeIn } from './words-of.ts';

export const drawnTextInAction: LineRule = {
  name: 'drawn-text-in-action',
  check(line, context) {
    if (line.kind !== 'action') return undefined;
    const { words } = line;
    const open = words.text.indexOf('【');
    if (open === -1) return undefined;
    const close = words.text.indexOf('】', open);
    if (close === -1) return undefined;
    const inside = words.text.slice(open + 1, close).trim();
    const place = placeIn(words, open, close + 1, context);
    return registry.make('drawn-text-in-action', place, { inside });
  },
};
