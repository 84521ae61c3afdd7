/**
 * What a clip that was made from another gives up in the cut: the frames that it repeats. Which ends
 * are asked depends on the relation; what is not found is not cut, save between neighbours, where the
 * vendor's advice stands in: 6 frames of the earlier and 1 of the later.
 */
import type { PlanRelation } from '../../plan/plan.ts';
import type { SeamReport } from '../report.ts';
import { leastConfidence, type Overlap } from './overlap.ts';

/** An item of the cut that plays pictures, in playing order. */
export interface SeamItem {
  readonly cutIndex: number;
  /** The shot's id or the footage's URL; undefined for what nothing can be made from. */
  readonly name: string | undefined;
  readonly relation: PlanRelation | undefined;
  /** A written trim outweighs what is found. */
  readonly trimmed: boolean;
  readonly trimmedAtHead: boolean;
  readonly trimmedAtTail: boolean;
}

/** Frames to cut from an item's two ends. */
export interface Trim {
  readonly head: number;
  readonly tail: number;
}

export interface Seams {
  /** One for each item. */
  readonly trims: readonly Trim[];
  readonly reports: readonly SeamReport[];
}

/** The overlap of two clips by name; undefined where one of them is not there to compare. */
export type CompareClips = (before: string, after: string) => Promise<Overlap | undefined>;

export const adviceFrames = { earlier: 6, later: 1 } as const;

export async function findSeams(items: readonly SeamItem[], compare: CompareClips): Promise<Seams> {
  const trims = items.map(() => ({ head: 0, tail: 0 }));
  const reports: SeamReport[] = [];
  for (const [index, item] of items.entries()) {
    const { relation, name } = item;
    if (!relation || name === undefined || item.trimmed) continue;
    for (const { end, clip, source } of endsOf(relation, name)) {
      const overlap = await (end === 'head' ? compare(source, clip) : compare(clip, source));
      const neighbourIndex = end === 'head' ? index - 1 : index + 1;
      const neighbour = items[neighbourIndex];
      const isNeighbour = neighbour?.name === source;
      const own = trims[index];
      const other = trims[neighbourIndex];
      if (!own) continue;
      const confidence = overlap?.confidence ?? 0;
      const found = overlap !== undefined && overlap.frames > 0 && confidence >= leastConfidence;
      if (found) own[end] += overlap.frames;
      else if (isNeighbour && other) advise(own, other, end, neighbour);
      reports.push({
        cutIndex: item.cutIndex,
        shot: name,
        relation: relation.kind,
        source,
        end,
        by: found ? 'found' : isNeighbour ? 'advice' : 'none',
        cutFrames: own[end],
        cutFromNeighbour:
          isNeighbour && other && !found ? other[end === 'head' ? 'tail' : 'head'] : 0,
        supposedFrames: overlap?.frames ?? 0,
        confidence,
      });
    }
  }
  return { trims, reports };
}

/** What somebody should look at: seams that no repetition was found for, or one that is doubtful. */
export function seamWarnings(seams: readonly SeamReport[]): readonly string[] {
  return seams.flatMap(({ shot, source, end, by, supposedFrames, confidence, ...cut }) => {
    if (by === 'found') return [];
    const where = `the ${end === 'head' ? 'beginning' : 'end'} of ${shot}`;
    const finding =
      supposedFrames > 0
        ? `It may be that ${supposedFrames} frames of ${source} come again at ${where}, but that is not sure enough (${confidence.toFixed(2)} of 1)`
        : `No frames of ${source} were found again at ${where}`;
    if (by === 'none') return supposedFrames > 0 ? [`${finding}: nothing was cut.`] : [];
    return [
      `${finding}: by the service's advice ${cut.cutFrames} frames of ${shot} and ${cut.cutFromNeighbour} of ${source} were cut. Look at the join, and write \`trim:\` where it jumps.`,
    ];
  });
}

interface RepeatingEnd {
  readonly end: 'head' | 'tail';
  /** Whose frames are compared: an edit looks unlike the source, what it edits does not. */
  readonly clip: string;
  readonly source: string;
}

/** Which end of the clip repeats which source. */
function endsOf({ kind, of, edited }: PlanRelation, clip: string): readonly RepeatingEnd[] {
  const first = of[0];
  const last = of.at(-1);
  if (first === undefined || last === undefined) return [];
  switch (kind) {
    case 'extends':
      return [{ end: 'head', clip, source: first }];
    case 'precedes':
      return [{ end: 'tail', clip, source: first }];
    case 'joins':
      return [
        { end: 'head', clip, source: first },
        { end: 'tail', clip, source: last },
      ];
    case 'edits':
      return edited ? endsOf(edited.relation, edited.task) : [];
    // The doubled first frame is the plan's `dropFirstFrame`.
    case 'continues':
      return [];
  }
}

/** The neighbour gives only at an end that no trim has set. */
function advise(
  own: { head: number; tail: number },
  other: { head: number; tail: number },
  end: 'head' | 'tail',
  neighbour: SeamItem,
): void {
  const { earlier, later } = adviceFrames;
  if (end === 'head') {
    own.head += later;
    if (!neighbour.trimmedAtTail) other.tail += earlier;
  } else {
    own.tail += earlier;
    if (!neighbour.trimmedAtHead) other.head += later;
  }
}
