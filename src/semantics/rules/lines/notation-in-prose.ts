/**
 * `图片1`, `Video 2` and their like in a writer's own words: the service would read them as references
 * by number, and the numbers are the compiler's to give. A mention says what is meant.
 */
import type { FieldKey } from '../../../language/keywords.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { placeIn, wordsOf } from './words-of.ts';

const notation =
  /(?:图片|视频|音频)[ \t]?[0-9０-９]{1,2}(?![0-9０-９])|(?<![A-Za-z])(?:image|video|audio) ?[0-9]{1,2}(?![0-9A-Za-z])/iu;

/** `note:` is never compiled, `caption:` never sent, `prompt:` the writer's own notation. */
const unwatched: ReadonlySet<FieldKey> = new Set<FieldKey>(['note', 'prompt', 'caption']);

export const notationInProse: LineRule = {
  name: 'notation-in-prose',
  mark: 'digit',
  check(line, context) {
    if (line.kind === 'field' && unwatched.has(line.key)) return undefined;
    const words = wordsOf(line);
    const found = words && notation.exec(words.text);
    if (!found) return undefined;
    const place = placeIn(words, found.index, found.index + found[0].length, context);
    return registry.make('notation-in-prose', place, { notation: found[0] });
  },
};
