/**
 * A word and a colon that are no field, where a field was meant: any one or two lower-case ASCII
 * words, and a Chinese word one character away from a field. In blocks that hold nothing but fields,
 * any label at all.
 */
import { fieldFacts } from '../../../language/fields.ts';
import type { FieldKey } from '../../../language/keywords.ts';
import { isValueOf } from '../../../language/lone-line.ts';
import type { CheckedLine, LineContext, LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { labelOf, type Label } from './label.ts';
import { mentionOf } from './mention-of.ts';
import { nearChineseField, nearEnglishField } from './near-names.ts';
import { fieldForOtherWord, hintForOtherWord } from './other-words.ts';
import { placeIn, proseOf } from './words-of.ts';

export const unknownField: LineRule = {
  name: 'unknown-field',
  mark: 'colon',
  check(line, context) {
    const words = proseOf(line);
    const label = words && labelOf(words);
    if (!words || !label || context.block === 'file') return undefined;
    const verdict = judge(line, label, context);
    if (!verdict) return undefined;
    const place = placeIn(words, 0, label.text.length, context);
    return registry.make(
      'unknown-field',
      place,
      { label: label.text },
      {
        hint: verdict.hint,
        fixes:
          verdict.near === undefined
            ? []
            : [
                {
                  title: `Write ${verdict.near}`,
                  edits: [{ span: place.span, text: verdict.near }],
                },
              ],
      },
    );
  },
};

/** Its twin from elsewhere, else the nearest: `action` is no slip of `caption`. */
function fieldMeantBy(word: string, context: LineContext): FieldKey | undefined {
  if (hintForOtherWord(word) !== undefined) return undefined;
  const twin = fieldForOtherWord(word);
  return twin !== undefined && holds(context, twin) ? twin : nearEnglishField(word, context.block);
}

function holds({ block }: LineContext, field: FieldKey): boolean {
  return fieldFacts[field].blocks.some((holder) => holder === block);
}

interface Verdict {
  readonly near?: string;
  readonly hint: string;
}

function judge(line: CheckedLine, label: Label, context: LineContext): Verdict | undefined {
  const { text } = label;
  if (label.shape === 'lower') {
    const near = fieldMeantBy(text, context);
    // Without a blank behind the colon only a near miss is a field: `http:` and the like are not.
    if (!label.separate && near === undefined) return undefined;
    return near === undefined ? { hint: waysOut(text, context) } : nearVerdict(near);
  }
  const near = nearChineseField(text, context.block);
  if (near && (text.length >= 3 || isValueOf(near.key, label.rest))) {
    return {
      near: near.keyword,
      hint: `Did you mean “${near.keyword}”? A speaker who is not declared is quoted: “${text}”：…`,
    };
  }
  if (line.kind === 'stray' && context.block !== 'scene') return { hint: waysOut(text, context) };
  return undefined;
}

function nearVerdict(near: string): Verdict {
  return { near, hint: `Did you mean “${near}”?` };
}

function waysOut(text: string, context: LineContext): string {
  if (context.declarations.names.has(text)) {
    return `Speech begins with an @: “${mentionOf(text)}: …”.`;
  }
  if (context.block !== 'shot' && context.block !== 'scene') {
    return 'Only fields can stand here. `note:` holds what is meant for people alone.';
  }
  const known = hintForOtherWord(text);
  if (known !== undefined) return known;
  return 'What the camera does is written “camera: …”, speech “@who: …”, action without a label; a line that begins with “!” is action whatever follows.';
}
