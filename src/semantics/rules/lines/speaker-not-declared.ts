/**
 * One to six Han characters, or one to three capitalised words, and a colon: a speaker whom nobody
 * declared. It may be prose all the same, so it is a warning.
 */
import type { Declarations } from '../../declarations.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { labelOf } from './label.ts';
import { mentionOf } from './mention-of.ts';
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
    const stage =
      near === undefined
        ? (hintForStageLabel(label.text) ?? hintForThing(label.text, context.declarations))
        : undefined;
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

/** `手机：…`, where @手机 is a prop: it is there to be seen. */
function hintForThing(label: string, { assets }: Declarations): string | undefined {
  for (const { asset } of assets.values()) {
    if (asset.displayName !== label) continue;
    return `“${label}” is a ${asset.kind}: for what is seen of it write “${mentionOf(asset.name)} …” without a colon. To let it speak, quote the name.`;
  }
  return undefined;
}
