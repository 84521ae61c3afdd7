/** `备注 等导演确认`, `首帧 frames/a.png`: a field's key at the start of a line of action, and no colon. */
import { fieldFacts, type ValueShape } from '../../../language/fields.ts';
import type { FieldKey } from '../../../language/keywords.ts';
import { fieldByWord, foldKeyword } from '../../../language/lookup.ts';
import { isValueOf } from '../../../language/lone-line.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { placeIn, proseOf } from './words-of.ts';

export const fieldWithoutColon: LineRule = {
  name: 'field-without-colon',
  check(line, context) {
    if (line.kind !== 'action') return undefined;
    const words = proseOf(line);
    if (!words) return undefined;
    start.lastIndex = 0;
    const written = start.exec(words.text)?.[1];
    if (written === undefined) return undefined;
    const key = fieldByWord.get(foldKeyword(written));
    if (key === undefined || !fieldFacts[key].blocks.includes('shot')) return undefined;
    const rest = words.text.slice(written.length).trim();
    // An English sentence may begin with any of these words, a Chinese one does not part them off.
    if (ascii.test(written) && !han.test(rest) && !isPlainValue(key, rest)) return undefined;
    const mark = ascii.test(written) ? ':' : '：';
    const place = placeIn(words, 0, written.length, context);
    const at = { start: place.span.end, end: place.span.end };
    return registry.make(
      'field-without-colon',
      place,
      { word: written, key: `${written}${mark}` },
      { fixes: [{ title: `Write ${written}${mark}`, edits: [{ span: at, text: mark }] }] },
    );
  },
};

/** A value that no prose is: words are never one. */
function isPlainValue(key: FieldKey, rest: string): boolean {
  return !wordy.has(fieldFacts[key].shape) && isValueOf(key, rest);
}

const wordy: ReadonlySet<ValueShape> = new Set<ValueShape>(['words', 'words-or-mention']);
const start = /([a-z]+(?: frame)?|\p{Script=Han}{2,5})[ \t\u3000]+(?=[^ \t\u3000])/uy;
const ascii = /^[a-z]/;
const han = /\p{Script=Han}/u;
