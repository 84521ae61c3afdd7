/**
 * The words of a clip that is made of others: what was said and shown in them is in it still. An edit
 * has those of what it edits unless it has its own; a join has those of the clips in its middle.
 */
import type { Relation, Shot, SpokenLine } from '../semantics/program.ts';

export type ShotsById = ReadonlyMap<string, Shot>;

/** What is spoken in the clip, in the order in which it is heard. */
export function linesHeard(shot: Shot, shots: ShotsById): readonly SpokenLine[] {
  if (!shot.audio) return shot.dialogue;
  return withCarried(shot, shot.dialogue, shots, linesHeard);
}

/** The captions that are laid over the clip in the cut. */
export function captionsShown(shot: Shot, shots: ShotsById): Shot['captions'] {
  return withCarried(shot, shot.captions, shots, captionsShown);
}

function withCarried<Words>(
  { relation }: Shot,
  own: readonly Words[],
  shots: ShotsById,
  wordsOf: (shot: Shot, shots: ShotsById) => readonly Words[],
): readonly Words[] {
  if (!relation || (relation.kind === 'edits' && own.length > 0)) return own;
  const held = heldBy(relation);
  if (held.length === 0) return own;
  const carried = held.flatMap((source) => {
    const shot = source.kind === 'shot' ? shots.get(source.id) : undefined;
    return shot ? wordsOf(shot, shots) : [];
  });
  return [...carried, ...own];
}

/** The clips whose words are in the clip of such a relation. */
function heldBy(relation: Relation): Relation['of'] {
  switch (relation.kind) {
    case 'edits':
      return relation.of;
    case 'joins':
      return relation.of.slice(1, -1);
    default:
      return [];
  }
}
