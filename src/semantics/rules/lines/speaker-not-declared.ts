/**
 * One to six Han characters, or one to three capitalised words, and a colon: a speaker whom nobody
 * declared. It may be prose all the same, so it is a warning.
 */
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { labelOf } from './label.ts';
import { nearEnglishField } from './near-names.ts';
import { hintForStageLabel } from './stage-labels.ts';
import { placeIn, proseOf } from './words-of.ts';

export const speakerNotDeclared: LineRule = {
  name: 'speaker-not-declared',
  mark: 'colon',
  check(line, context) {
    if (line.kind !== 'action') return undefined;
    const words = proseOf(line);
    const label = words && labelOf(words);
    if (!words || !label) return undefined;
    const isChinese = label.shape === 'han';
    if (!isChinese && !(label.shape === 'capitalised' && label.separate)) return undefined;
    const place = placeIn(words, 0, label.text.length, context);
    const quoted = isChinese ? `“${label.text}”` : `"${label.text}"`;
    const near = isChinese ? undefined : nearEnglishField(label.text.toLowerCase(), 'shot');
    const stage = near === undefined ? hintForStageLabel(label.text) : undefined;
    const hint = near === undefined ? stage : `Did you mean the field “${near}”?`;
    const text = near ?? quoted;
    return registry.make(
      'speaker-not-declared',
      place,
      { label: label.text, quoted, colon: isChinese ? '：' : ':' },
      {
        ...(hint === undefined ? {} : { hint }),
        fixes:
          stage === undefined
            ? [{ title: `Write ${text}`, edits: [{ span: place.span, text }] }]
            : [],
      },
    );
  },
};
