/** From items of the cut and their sources to segments: what of each source plays. */
import type { PlanTrim } from '../plan/plan.ts';
import { Failure } from '../failure.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import type { FilmFormat } from './film-format.ts';
import { nameOf, type FilmItem } from './items.ts';
import type { AssembleProgress, SeamReport } from './report.ts';
import { clipComparer, type RelatedClips } from './seams/compare-clips.ts';
import { findSeams, seamWarnings, type SeamItem, type Trim } from './seams/seams.ts';
import type { Segment } from './timeline.ts';

export interface SegmentOptions extends RelatedClips {
  readonly staging: Staging;
  readonly format: FilmFormat;
  readonly warn: (message: string) => void;
  readonly progress: (progress: AssembleProgress) => void;
}

/** One segment for each item, in order: seams are looked for, trims and doubled frames applied. */
export async function cutSegments(
  items: readonly FilmItem[],
  options: SegmentOptions,
): Promise<{ readonly segments: readonly Segment[]; readonly seams: readonly SeamReport[] }> {
  const { format, warn } = options;
  const { trims, reports } = await findSeams(items.map(seamItem), clipComparer(items, options));
  for (const warning of seamWarnings(reports)) warn(warning);
  const segments = items.map(({ item, cutIndex, source }, index): Segment => {
    const trim = item.kind === 'clip' || item.kind === 'footage' ? item.trim : undefined;
    const range = playedRange(
      source,
      {
        framesPerSecond: format.framesPerSecond,
        trim: source.kind === 'clip' ? trim : undefined,
        seam: trims[index] ?? { head: 0, tail: 0 },
        firstFrame: item.kind === 'clip' && item.dropFirstFrame ? 'drop' : 'keep',
      },
      warn,
    );
    return { cutIndex, source: index, ...range };
  });
  return { segments, seams: reports };
}

/** A slate in a clip's stead has no frames that anything could repeat. */
function seamItem({ item, cutIndex, source }: FilmItem): SeamItem {
  const trim = item.kind === 'clip' || item.kind === 'footage' ? item.trim : undefined;
  return {
    cutIndex,
    name: source.kind === 'clip' ? nameOf(item) : undefined,
    relation: item.kind === 'clip' ? item.relation : undefined,
    trimmed: trim !== undefined,
    trimmedAtHead: trim !== undefined && trim.fromSeconds !== null,
    trimmedAtTail: trim !== undefined && trim.toSeconds !== null,
  };
}

export interface PlayedRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The frames of a source that play: within the writer's trim, without what a seam gives up and without
 * a doubled first frame. Throws Failure `clip-unusable` where nothing is left.
 */
export function playedRange(
  source: { readonly name: string; readonly frames: number },
  options: {
    readonly framesPerSecond: number;
    readonly trim: PlanTrim | undefined;
    readonly seam: Trim;
    readonly firstFrame: 'keep' | 'drop';
  },
  warn: (message: string) => void,
): PlayedRange {
  const { trim, seam, framesPerSecond } = options;
  const inFrames = (seconds: number): number => Math.round(seconds * framesPerSecond);
  const written = { from: inFrames(trim?.fromSeconds ?? 0), to: source.frames };
  if (trim && trim.toSeconds !== null) {
    const end = inFrames(trim.toSeconds);
    // A clip that was asked for 5 s has 121 frames or a few less: half a second is no surprise.
    if (end > source.frames + framesPerSecond / 2)
      warn(
        `${source.name} lasts ${(source.frames / framesPerSecond).toFixed(2)} s, and its trim ends at ${trim.toSeconds} s.`,
      );
    written.to = Math.min(end, source.frames);
  }
  const doubled = options.firstFrame === 'drop' && written.from === 0 && seam.head === 0 ? 1 : 0;
  const from = written.from + seam.head + doubled;
  const to = written.to - seam.tail;
  if (to > from) return { from, to };
  throw new Failure('clip-unusable', nothingLeft(source, written, seam), {
    hint: 'Write a `trim:` for the shot, leave it out with `omit: yes`, or render it again.',
  });
}

function nothingLeft(
  { name, frames }: { readonly name: string; readonly frames: number },
  written: PlayedRange,
  seam: Trim,
): string {
  return written.to <= written.from
    ? `The trim of ${name} leaves nothing of its ${frames} frames.`
    : `${name} shows nothing new: of its ${written.to - written.from} frames ${seam.head + seam.tail} are those of the clips that it was made from.`;
}
