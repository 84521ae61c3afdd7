/** Building on a shot that an edit has replaced: the film no longer shows what this one follows. */
import type { Draft, DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { sourcesOf } from './chain.ts';

export const replacedSource: ProgramRule = {
  name: 'replaced-source',
  *check(draft) {
    const edits = editsThatReplace(draft);
    if (edits.size === 0) return;
    for (const shot of draft.shots) {
      for (const source of sourcesOf(shot)) {
        const edit = edits.get(source);
        if (!edit || edit === shot) continue;
        yield registry.make(
          'replaced-source',
          shot.block.relation
            ? { source: shot.sourceFile.source, span: shot.block.relation.span }
            : shot.place,
          { source, edit: edit.id },
          { related: [{ ...edit.place, message: `${edit.id} replaces ${source} here` }] },
        );
      }
    }
  },
};

/** The first edit of each shot that has left the film for it. */
function editsThatReplace(draft: Draft): ReadonlyMap<string, DraftShot> {
  const edits = new Map<string, DraftShot>();
  for (const shot of draft.shots) {
    if (shot.relation?.kind !== 'edits') continue;
    const source = shot.relation.of[0];
    if (source?.kind === 'shot' && !edits.has(source.id)) edits.set(source.id, shot);
  }
  if (edits.size === 0) return edits;
  for (const item of draft.cut) {
    if (item.kind === 'clip' && !item.again) edits.delete(item.shot);
  }
  return edits;
}
