/** What stands in a film beside its pictures and its sound, and the source map beside the film. */
import { stat } from 'node:fs/promises';
import { chaptersOf } from '../../episode/chapters.ts';
import type { Finishing } from '../../episode/finish/arguments.ts';
import { aiMark } from '../../episode/finish/mark.ts';
import type { AssembleReport, PlacedFilm } from '../../episode/report.ts';
import { localPath } from '../../episode/sources.ts';
import { titleOf } from '../../export/sequence.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Take } from '../../render/take.ts';
import { writeDurably } from '../../store/durable-file.ts';
import { makeSourceMap } from '../source-map/make-source-map.ts';
import { sourceMapPath } from '../source-map/source-map.ts';
import type { FilmTracks, FilmWords } from './film-words.ts';

export interface FinishingOptions {
  readonly plan: Plan;
  readonly takes: ReadonlyMap<string, Take>;
  readonly root: string;
  readonly fetched: ReadonlyMap<string, string>;
}

/** Subtitles, chapters, title, mark and cover. */
export function finishingOf(
  film: PlacedFilm,
  { tracks }: Pick<FilmTracks, 'tracks'>,
  options: FinishingOptions,
): Finishing {
  const { plan } = options;
  const cover = coverOf(options);
  return {
    title: titleOf(plan),
    mark: aiMark,
    chapters: chaptersOf(plan, film.items),
    subtitles: tracks,
    ...(cover === undefined ? {} : { cover }),
  };
}

/** Says what stands where in the film that `report` tells of. */
export async function writeSourceMap(
  report: AssembleReport,
  words: FilmWords,
  { plan, takes }: Pick<FinishingOptions, 'plan' | 'takes'>,
): Promise<void> {
  const { output: film } = report;
  const { size: bytes } = await stat(film);
  const map = makeSourceMap({ plan, report, takes, lines: words.lines(report), film, bytes });
  await writeDurably(sourceMapPath(film), `${JSON.stringify(map, null, 2)}\n`);
}

/** A medium, or the clip of the shot that is named; a clip that is missing gives no cover. */
function coverOf({ plan, takes, root, fetched }: FinishingOptions): string | undefined {
  const { cover } = plan.film;
  if (cover === null) return undefined;
  if (cover.startsWith('clip:')) return takes.get(cover.slice('clip:'.length))?.clipPath;
  return localPath(cover, { root, fetched });
}
