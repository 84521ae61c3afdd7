/** A Chinese word one character away from a field whose value does not look like that field's. */
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { labelOf } from './label.ts';
import { nearChineseField } from './near-names.ts';
import { placeIn, proseOf } from './words-of.ts';

export const nearField: LineRule = {
  name: 'near-field',
  mark: 'colon',
  check(line, context) {
    const words = proseOf(line);
    const label = words && labelOf(words);
    if (!words || label?.shape !== 'han') return undefined;
    const near = nearChineseField(label.text, context.block);
    if (!near) return undefined;
    const place = placeIn(words, 0, label.text.length, context);
    const { keyword } = near;
    return registry.make(
      'near-field',
      place,
      { label: label.text, keyword },
      { fixes: [{ title: `Write ${keyword}`, edits: [{ span: place.span, text: keyword }] }] },
    );
  },
};
