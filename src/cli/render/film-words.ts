/** What is said in a film, and its subtitles in each language that there is. */
import path from 'node:path';
import type { PlacedFilm } from '../../episode/report.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Take } from '../../render/take.ts';
import { shapeOf } from '../../subtitles/break-lines.ts';
import type { Cue } from '../../subtitles/cues.ts';
import { srtOf } from '../../subtitles/formats.ts';
import { spokenLanguageOf, threeLetters } from '../../subtitles/language.ts';
import { listenToShots } from '../../subtitles/listen.ts';
import { placeLines, type PlacedLine } from '../../subtitles/place-lines.ts';
import { spokenShots } from '../../subtitles/spoken-shots.ts';
import { subtitlesOf, type Subtitles } from '../../subtitles/subtitles.ts';
import type { Translation } from '../../subtitles/translations.ts';
import { readTranslations } from './read-translations.ts';

/** What was heard, before it is known where each clip stands. */
export interface FilmWords {
  /** What is to be burnt into the pictures: the words as they are said. */
  burnt(film: PlacedFilm): readonly Cue[];
  /** Where each line is said. */
  lines(film: PlacedFilm): readonly PlacedLine[];
  /** The tracks of the film, and what somebody should know of them and of the lines. */
  tracks(film: PlacedFilm): Promise<FilmTracks>;
}

export interface FilmTracks {
  /** The spoken words first, unless they are burnt in; then each language that there is a file of. */
  readonly tracks: readonly {
    /** In three letters (ISO 639-2). */
    readonly language: string;
    readonly srt: string;
  }[];
  readonly warnings: readonly string[];
}

/** Listens to the clips whose shots have lines. */
export async function filmWords(
  plan: Plan,
  takes: ReadonlyMap<string, Take>,
  { root, signal }: { readonly root: string; readonly signal: AbortSignal },
): Promise<FilmWords> {
  const clips = new Map([...takes].map(([shot, { clipPath }]) => [shot, clipPath]));
  const speech = await listenToShots(plan, clips, { signal });
  const placed = (film: PlacedFilm): ReturnType<typeof placeLines> =>
    placeLines(spokenShots(plan, film.items, speech), film.framesPerSecond);
  return {
    burnt: (film) => subtitlesIn(film, placed(film).lines).cues,
    lines: (film) => placed(film).lines,
    async tracks(film) {
      const { lines, warnings } = placed(film);
      if (plan.film.subtitles === 'off') return { tracks: [], warnings };
      const made = await allTracks(plan, path.join(root, plan.episode.file), (translation) =>
        subtitlesIn(film, lines, translation),
      );
      return {
        tracks: made.tracks.map(({ cues, ...track }) => ({
          ...track,
          srt: srtOf(cues, film.framesPerSecond),
        })),
        warnings: [...warnings, ...made.warnings],
      };
    },
  };
}

function subtitlesIn(
  film: PlacedFilm,
  lines: readonly PlacedLine[],
  translation?: Translation,
): Subtitles {
  const { framesPerSecond, frames } = film;
  return subtitlesOf(lines, { framesPerSecond, frames, shape: shapeOf(film) }, translation);
}

interface Track {
  readonly language: string;
  readonly cues: readonly Cue[];
}

async function allTracks(
  plan: Plan,
  script: string,
  subtitles: (translation?: Translation) => Subtitles,
): Promise<{ readonly tracks: readonly Track[]; readonly warnings: readonly string[] }> {
  const spoken = spokenLanguageOf(plan);
  const said = subtitles();
  const warnings = [...said.warnings];
  const tracks: Track[] =
    plan.film.subtitles === 'burn' ? [] : [{ language: threeLetters(spoken), cues: said.cues }];
  for (const translation of await readTranslations(script)) {
    const { language, file } = translation;
    if (language.toLowerCase() === spoken) {
      warnings.push(
        `${file} is not read: it is in the language of the script, whose own words stand.`,
      );
      continue;
    }
    const { cues, missing, warnings: own } = subtitles(translation);
    if (missing.length > 0)
      warnings.push(
        `Subtitles in ${language}: ${missing.length} lines are not translated and stay as they are said.`,
      );
    warnings.push(...own.map((warning) => `Subtitles in ${language}: ${warning}`));
    tracks.push({ language: threeLetters(language), cues });
  }
  return { tracks, warnings };
}
