/** `备注 等导演确认`, `首帧frames/a.png`: a field's key at the start of a line of action, and no colon. */
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
    const written = start.exec(words.text)?.[1] ?? gluedKey(words.text);
    if (written === undefined) return undefined;
    const key = fieldByWord.get(foldKeyword(written));
    if (key === undefined || !fieldFacts[key].blocks.includes('shot')) return undefined;
    const rest = words.text.slice(written.length);
    // An English sentence may begin with most of these words, a Chinese one does not part them off.
    const mayBeProse = ascii.test(written) && key !== 'sfx' && !han.test(rest);
    const isParted = blank.test(rest);
    if ((mayBeProse || !isParted) && !isPlainValue(key, rest.trim())) return undefined;
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

const han = /\p{Script=Han}/u;
const wordy: ReadonlySet<ValueShape> = new Set<ValueShape>(['words', 'words-or-mention']);
const blank = /^[ \t\u3000]/;
const start = /^([a-z]+(?: frame)?|\p{Script=Han}{2,5})[ \t\u3000]+(?=[^ \t\u3000])/u;
const ascii = /^[a-z]/;

/** A key that its value sticks to; `首帧画面` and `参考A图` are prose. */
function gluedKey(text: string): string | undefined {
  return (gluedNumber.exec(text) ?? gluedMedium.exec(text))?.[0];
}

const gluedNumber = gluedTo(['length', 'range', 'integer'], '[0-9]');
const gluedMedium = gluedTo(
  ['frame', 'opening', 'reference'],
  String.raw`["“@＠]|[\w./-]+\.[A-Za-z0-9]{2,4}(?:\s|$)`,
);

function gluedTo(shapes: readonly ValueShape[], value: string): RegExp {
  const keys = [...fieldByWord]
    .filter(([word, key]) => han.test(word) && shapes.includes(fieldFacts[key].shape))
    .map(([word]) => word);
  return new RegExp(`^(?:${keys.join('|')})(?=${value})`, 'u');
}
