/**
 * A shot that says nothing: no line, no medium, nothing inherited. What only the written prompt can
 * tell (lines whose words all fall away) the planner says under the same code.
 */
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const emptyShot: ProgramRule = {
  name: 'empty-shot',
  *check(draft) {
    for (const shot of draft.shots) {
      if (draft.incomplete.has(shot.id) || !isEmpty(shot)) continue;
      yield registry.make('empty-shot', shot.place, { shot: shot.name });
    }
  },
};

function isEmpty(shot: DraftShot): boolean {
  if (shot.images.length > 0 || shot.videos.length > 0 || shot.audios.length > 0) return false;
  if (shot.prompt) return false;
  const { at, style, timeOfDay } = shot.setting;
  if (at || style || timeOfDay !== undefined || shot.avoid.length > 0) return false;
  return shot.body.every(({ cut, lines }) => !cut && lines.length === 0);
}
