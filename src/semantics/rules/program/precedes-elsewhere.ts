/** A shot that leads into another belongs directly before it. */
import type { CutItem } from '../../program.ts';
import type { ClipSource } from '../../program.ts';
import type { ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { nameOfMedium } from './describe.ts';

export const precedesElsewhere: ProgramRule = {
  name: 'precedes-elsewhere',
  *check(draft) {
    if (!draft.shots.some((shot) => shot.relation?.kind === 'precedes')) return;
    const playing = draft.cut.filter(({ kind }) => kind !== 'transition');
    const positions = new Map<string, number>();
    playing.forEach((item, index) => {
      if (item.kind === 'clip' && !item.again) positions.set(item.shot, index);
    });
    for (const shot of draft.shots) {
      const source = shot.relation?.kind === 'precedes' ? shot.relation.of[0] : undefined;
      const position = positions.get(shot.id);
      if (!source || position === undefined) continue;
      const next = playing[position + 1];
      if (next && shows(next, source)) continue;
      // One that an edit stands for has no place to stand before; that is said already.
      const isReplaced = source.kind === 'shot' && !positions.has(source.id);
      if (isReplaced && !draft.shotsById.get(source.id)?.omit) continue;
      const { relation } = shot.block;
      yield registry.make(
        'precedes-elsewhere',
        relation ? { source: shot.sourceFile.source, span: relation.span } : shot.place,
        { source: source.kind === 'shot' ? source.id : `@${source.asset.name}` },
      );
    }
  },
};

function shows(item: CutItem, source: ClipSource): boolean {
  if (source.kind === 'shot') return item.kind === 'clip' && item.shot === source.id;
  return item.kind === 'footage' && nameOfMedium(item.medium) === nameOfMedium(source.medium);
}
