/** `镜头1：` or `Shot 1:` at the start of a line: the service's label of an inner shot, ours is `cut:`. */
import type { FieldKey } from '../../../language/keywords.ts';
import type { Words } from '../../../language/syntax.ts';
import { lineStarts } from '../../../language/words.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { placeIn, wordsOf } from './words-of.ts';

const label =
  /(?:镜头|分镜|[Ss][Hh][Oo][Tt]|[Cc][Uu][Tt])[ \t]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})[ \t]?[:：][ \t]*/y;

/** Never sent, or sent as written. */
const unwatched: ReadonlySet<FieldKey> = new Set<FieldKey>(['note', 'prompt', 'caption']);

export const innerShotLabel: LineRule = {
  name: 'inner-shot-label',
  mark: 'colon',
  check(line, context) {
    if (line.kind === 'dialogue') return undefined;
    if (line.kind === 'field' && unwatched.has(line.key)) return undefined;
    const words = wordsOf(line);
    if (!words) return undefined;
    const found = findAtLineStart(words);
    if (!found) return undefined;
    const place = placeIn(words, found.from, found.to, context);
    const startsTheLine = line.kind === 'action' && found.from === 0;
    return registry.make(
      'inner-shot-label',
      place,
      { label: words.text.slice(found.from, found.to).trim() },
      startsTheLine
        ? { fixes: [{ title: 'Write cut:', edits: [{ span: place.span, text: 'cut: ' }] }] }
        : {},
    );
  },
};

function findAtLineStart(words: Words): { from: number; to: number } | undefined {
  for (const at of lineStarts(words)) {
    label.lastIndex = at;
    if (label.test(words.text)) return { from: at, to: label.lastIndex };
  }
  return undefined;
}
