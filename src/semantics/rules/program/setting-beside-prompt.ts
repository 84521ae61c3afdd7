/**
 * A place or a style that is written beside a `prompt:`. What comes from the scene or the episode stays
 * silent and the plan says so; whoever writes it in the shot itself expects to see it.
 */
import type { FieldLine } from '../../../language/syntax.ts';
import type { AssetUse } from '../../program.ts';
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { imagesOf } from '../../shots/collection.ts';
import { registry } from '../diagnostics.ts';
import { fieldOf } from './describe.ts';
import { mentionsIn } from './uses-of-shot.ts';

export const settingBesidePrompt: ProgramRule = {
  name: 'setting-beside-prompt',
  *check(draft) {
    for (const shot of draft.shots) {
      if (!shot.prompt || draft.incomplete.has(shot.id)) continue;
      const { at, style } = shot.settings;
      const named = style?.value && 'asset' in style.value ? style.value : undefined;
      yield* beside(fieldOf(shot, 'at'), at?.value, shot);
      yield* beside(fieldOf(shot, 'style'), named, shot);
    }
  },
};

/** `use` is what the field names; a prompt that mentions it says it itself. */
function* beside(field: FieldLine | undefined, use: AssetUse | undefined, shot: DraftShot) {
  if (!field || field.value.kind === 'keyword' || !shot.prompt) return;
  if ([...mentionsIn(shot.prompt)].some(({ asset }) => asset === use?.asset)) return;
  // In a prompt a mention is its picture's number: without one only the words help.
  const words = use && imagesOf(use).length > 0 ? `@${use.asset.name}` : 'its words';
  const place = { source: shot.sourceFile.source, span: field.span };
  yield registry.make('setting-beside-prompt', place, { field: field.key, words });
}
