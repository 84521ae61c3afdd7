/**
 * `图片1`, `Video 2` and their like in a writer's own words: the service would read them as references
 * by number, and the numbers are the compiler's to give. A mention says what is meant.
 */
import type { FieldKey } from '../../../language/keywords.ts';
import { mediaNumber } from '../../notation.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { placeIn, wordsOf } from './words-of.ts';

/** `note:` is never compiled, `caption:` never sent, `prompt:` the writer's own notation. */
const unwatched: ReadonlySet<FieldKey> = new Set<FieldKey>(['note', 'prompt', 'caption']);

export const notationInProse: LineRule = {
  name: 'notation-in-prose',
  mark: 'digit',
  check(line, context) {
    if (line.kind === 'field' && unwatched.has(line.key)) return undefined;
    const words = wordsOf(line);
    const found = words && mediaNumber.exec(words.text);
    if (!found) return undefined;
    const place = placeIn(words, found.index, found.index + found[0].length, context);
    return registry.make('notation-in-prose', place, { notation: found[0] });
  },
};
