/** The source map of a film that has just been cut. */
import path from 'node:path';
import type { AssembleReport } from '../../episode/report.ts';
import type { Plan, PlanCutItem } from '../../plan/plan.ts';
import type { Take } from '../../render/take.ts';
import type { PlacedLine } from '../../subtitles/place-lines.ts';
import { sourceMapVersion, type MappedItem, type SourceMap } from './source-map.ts';

export interface MapSources {
  readonly plan: Plan;
  readonly report: AssembleReport;
  readonly takes: ReadonlyMap<string, Take>;
  readonly lines: readonly PlacedLine[];
  /** The film's path, and its length. */
  readonly film: string;
  readonly bytes: number;
}

export function makeSourceMap(sources: MapSources): SourceMap {
  const { plan, report, film, bytes } = sources;
  return {
    formatVersion: sourceMapVersion,
    film: path.basename(film),
    bytes,
    episode: plan.episode.file,
    framesPerSecond: report.framesPerSecond,
    frames: report.frames,
    transitions: [...report.transitions],
    items: report.items.flatMap((placed) => {
      const item = plan.cut[placed.cutIndex];
      if (!item || item.kind === 'transition') return [];
      const { firstFrame, frames, sourceFrom } = placed;
      return [
        {
          kind: item.kind,
          name: nameOf(item),
          scene: item.scene,
          firstFrame,
          frames,
          sourceFrame: sourceFrom,
          ...(item.kind === 'clip'
            ? ofShot(item.task, { ...placed, ...sources })
            : { script: null, take: null, lines: [] }),
        },
      ];
    }),
  };
}

function ofShot(
  task: string,
  at: MapSources & { readonly firstFrame: number; readonly frames: number },
): Pick<MappedItem, 'script' | 'take' | 'lines'> {
  const { plan, takes, lines, firstFrame, frames } = at;
  const take = takes.get(task)?.attempt;
  return {
    script: plan.tasks.find(({ id }) => id === task)?.source ?? null,
    take: take
      ? {
          task: take.intent.task,
          id: take.id,
          clip: take.clip.sha256,
          request: take.intent.request,
        }
      : null,
    lines: lines
      .filter((line) => line.shot === task)
      .filter((line) => line.firstFrame >= firstFrame && line.firstFrame < firstFrame + frames)
      .map(({ speaker, text, line, ...time }) => ({
        speaker,
        text,
        line,
        firstFrame: time.firstFrame,
        frames: time.frames,
      })),
  };
}

function nameOf(item: Exclude<PlanCutItem, { readonly kind: 'transition' }>): string {
  switch (item.kind) {
    case 'clip':
      return item.task;
    case 'title':
      return item.text;
    case 'footage':
    case 'still':
      return item.url;
    case 'black':
      return 'black';
  }
}
