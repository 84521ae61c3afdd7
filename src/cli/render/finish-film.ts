/** From the cut to the film: subtitles, chapters, title, mark and cover, and the source map beside it. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { chaptersOf } from '../../episode/chapters.ts';
import { finish } from '../../episode/finish/finish.ts';
import { aiMark } from '../../episode/finish/mark.ts';
import type { AssembleReport } from '../../episode/report.ts';
import { localPath } from '../../episode/sources.ts';
import { titleOf } from '../../export/sequence.ts';
import { probe } from '../../ffmpeg/probe.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Take } from '../../render/take.ts';
import { cuesOf } from '../../subtitles/cues.ts';
import { srtOf } from '../../subtitles/formats.ts';
import { spokenLanguageOf, threeLetters } from '../../subtitles/language.ts';
import { placeLines, type PlacedLine } from '../../subtitles/place-lines.ts';
import { soundLevels } from '../../subtitles/sound-levels.ts';
import { speechSpans, type SpeechSpan } from '../../subtitles/speech-spans.ts';
import { spokenShots } from '../../subtitles/spoken-shots.ts';
import { readTranslation, translate, type Translation } from '../../subtitles/translations.ts';
import { makeSourceMap } from '../source-map/make-source-map.ts';
import { sourceMapPath } from '../source-map/source-map.ts';
import { writeAtomically } from '../write-atomically.ts';
import { translationFiles } from './translation-files.ts';

export interface FinishFilmOptions {
  readonly plan: Plan;
  readonly takes: ReadonlyMap<string, Take>;
  readonly root: string;
  readonly fetched: ReadonlyMap<string, string>;
  /** Of the cut that `assemble` made. */
  readonly report: AssembleReport;
  /** The film to write; absolute. */
  readonly output: string;
  readonly signal: AbortSignal;
}

/** What somebody who looks at the film should know. */
export async function finishFilm(options: FinishFilmOptions): Promise<readonly string[]> {
  const { plan, report, takes, output, signal } = options;
  const placed = placeLines(
    spokenShots(plan, report.items, await listen(plan, takes, signal)),
    report.framesPerSecond,
  );
  const words = plan.film.subtitles === 'off' ? noWords : await tracksOf(placed.lines, options);
  const cover = coverOf(options);
  const warned = await finish({
    cut: report.output,
    output,
    title: titleOf(plan),
    mark: aiMark,
    chapters: chaptersOf(plan, report.items),
    frames: report.frames,
    framesPerSecond: report.framesPerSecond,
    subtitles: words.tracks,
    ...(cover === undefined ? {} : { cover }),
    signal,
  });
  const { size: bytes } = await stat(output);
  const map = makeSourceMap({ plan, report, takes, lines: placed.lines, film: output, bytes });
  await writeAtomically(sourceMapPath(output), `${JSON.stringify(map, null, 2)}\n`);
  return [
    ...(plan.film.subtitles === 'burn' ? [notBurnt] : []),
    ...placed.warnings,
    ...words.warnings,
    ...warned.map((warning) => `ffmpeg: ${warning}`),
  ];
}

const notBurnt =
  'The subtitles are a track of the film and not burnt into its pictures: that is not built yet.';

interface Words {
  readonly tracks: readonly { readonly language: string; readonly srt: string }[];
  readonly warnings: readonly string[];
}

const noWords: Words = { tracks: [], warnings: [] };

/** The spoken words first, then each language that there is a file of. */
async function tracksOf(
  lines: readonly PlacedLine[],
  { plan, root, report }: FinishFilmOptions,
): Promise<Words> {
  const { framesPerSecond, frames, width, height } = report;
  const shape = width < height ? 'portrait' : 'landscape';
  const srt = (words: readonly PlacedLine[]): string =>
    srtOf(cuesOf(words, { framesPerSecond, frames, shape }), framesPerSecond);
  const tracks = [{ language: threeLetters(spokenLanguageOf(plan)), srt: srt(lines) }];
  const warnings: string[] = [];
  for (const translation of await translationsOf(path.join(root, plan.episode.file))) {
    const { language } = translation;
    const translated = translate(lines, translation);
    if (translated.missing.length > 0)
      warnings.push(
        `Subtitles in ${language}: ${translated.missing.length} lines are not translated and stay as they are said.`,
      );
    tracks.push({ language: threeLetters(language), srt: srt(translated.lines) });
  }
  return { tracks, warnings };
}

/** Of the files `EPISODE.LANGUAGE.po` beside the script, in the order of their names. */
async function translationsOf(script: string): Promise<readonly Translation[]> {
  const found: Translation[] = [];
  for (const file of await translationFiles(script)) {
    const language = /\.([A-Za-z0-9-]+)\.po$/.exec(file)?.[1] ?? '';
    found.push(readTranslation(await readFile(file, 'utf8'), file, language));
  }
  return found;
}

/** Where somebody speaks, by shot. A clip without sound says nothing of it. */
async function listen(
  { tasks }: Plan,
  takes: ReadonlyMap<string, Take>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly SpeechSpan[]>> {
  const speech = new Map<string, readonly SpeechSpan[]>();
  for (const { id, dialogue } of tasks) {
    const take = takes.get(id);
    if (!take || dialogue.length === 0) continue;
    const { audio } = await probe(take.clipPath, { signal });
    if (!audio) continue;
    const spans = speechSpans(await soundLevels(take.clipPath, { signal }));
    if (spans) speech.set(id, spans);
  }
  return speech;
}

/** A medium, or the clip of the shot that is named; a clip that is missing gives no cover. */
function coverOf({ plan, takes, root, fetched }: FinishFilmOptions): string | undefined {
  const { cover } = plan.film;
  if (cover === null) return undefined;
  if (cover.startsWith('clip:')) return takes.get(cover.slice('clip:'.length))?.clipPath;
  return localPath(cover, { root, fetched });
}
