/** From the cut to the film: subtitles, chapters, title, mark and cover, and the source map beside it. */
import { stat } from 'node:fs/promises';
import { chaptersOf } from '../../episode/chapters.ts';
import { finish } from '../../episode/finish/finish.ts';
import { aiMark } from '../../episode/finish/mark.ts';
import type { AssembleReport } from '../../episode/report.ts';
import { localPath } from '../../episode/sources.ts';
import { titleOf } from '../../export/sequence.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Take } from '../../render/take.ts';
import { makeSourceMap } from '../source-map/make-source-map.ts';
import { sourceMapPath } from '../source-map/source-map.ts';
import { writeAtomically } from '../write-atomically.ts';
import type { FilmWords } from './film-words.ts';

export interface FinishFilmOptions {
  readonly plan: Plan;
  readonly takes: ReadonlyMap<string, Take>;
  readonly root: string;
  readonly fetched: ReadonlyMap<string, string>;
  /** Of the cut that `assemble` made. */
  readonly report: AssembleReport;
  readonly words: FilmWords;
  /** The film to write; absolute. */
  readonly output: string;
  readonly signal: AbortSignal;
}

/** What somebody who looks at the film should know. */
export async function finishFilm(options: FinishFilmOptions): Promise<readonly string[]> {
  const { plan, report, takes, words, output, signal } = options;
  const { lines, tracks, warnings } = await words.tracks(report);
  const cover = coverOf(options);
  const warned = await finish({
    cut: report.output,
    output,
    title: titleOf(plan),
    mark: aiMark,
    chapters: chaptersOf(plan, report.items),
    frames: report.frames,
    framesPerSecond: report.framesPerSecond,
    subtitles: tracks,
    ...(cover === undefined ? {} : { cover }),
    signal,
  });
  const { size: bytes } = await stat(output);
  const map = makeSourceMap({ plan, report, takes, lines, film: output, bytes });
  await writeAtomically(sourceMapPath(output), `${JSON.stringify(map, null, 2)}\n`);
  return [...warnings, ...warned.map((warning) => `ffmpeg: ${warning}`)];
}

/** A medium, or the clip of the shot that is named; a clip that is missing gives no cover. */
function coverOf({ plan, takes, root, fetched }: FinishFilmOptions): string | undefined {
  const { cover } = plan.film;
  if (cover === null) return undefined;
  if (cover.startsWith('clip:')) return takes.get(cover.slice('clip:'.length))?.clipPath;
  return localPath(cover, { root, fetched });
}
