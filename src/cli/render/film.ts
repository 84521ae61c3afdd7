/** From kept clips to the film's file. */
import path from 'node:path';
import { keepRecord, unchangedFilm } from '../../episode/film-record.ts';
import { filmMedia } from '../../plan/film-media.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Listener } from '../../render/events.ts';
import type { Take } from '../../render/take.ts';
import { sha256 } from '../../store/canonical.ts';
import type { Origin, Store } from '../../store/store.ts';
import type { Notes } from '../nothing-to-do/notes.ts';
import { filmRecipe } from './film-recipe.ts';

export interface CutOptions {
  /** The folder that the plan's `file:` paths are relative to; absolute. */
  readonly root: string;
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly onEvent: Listener;
  readonly notes: Notes;
}

/** What is told of a film when it is there. */
interface FilmReport {
  readonly seconds: number;
  readonly warnings: readonly string[];
}

type Takes = ReadonlyMap<string, Take>;

/** Beside the script, by its name; a simulated film never lies over a bought one. */
export function filmPath(script: string, origin: Origin): string {
  const { dir, name } = path.parse(script);
  return path.join(dir, origin === 'ark' ? `${name}.mp4` : `${name}.simulated.mp4`);
}

/** Shots of the cut without a clip, each once. */
export function missingShots(plan: Plan, takes: Takes): readonly string[] {
  const shown = plan.cut.flatMap((item) => (item.kind === 'clip' ? [item.task] : []));
  return [...new Set(shown)].filter((task) => !takes.has(task));
}

/**
 * Cuts the film; a card stands where a clip is missing. One that lies there and is just what would be
 * cut stays as it is.
 */
export async function cutFilm(
  plan: Plan,
  takes: Takes,
  output: string,
  { root, store, signal, onEvent, notes }: CutOptions,
): Promise<void> {
  const workDir = await store.scratchFolder('film');
  const name = sha256(output).slice(0, 16);
  const record = path.join(workDir, `film-${name}.json`);
  notes.look('content', record);
  notes.look('stamp', output);
  // The chunk that this is bundled into names that of the cutting room, and each is named by its content.
  const code = import.meta.filename;
  const recipe = await filmRecipe(plan, takes, { root, code, notes });
  const before = await unchangedFilm<FilmReport>(record, recipe, output);
  if (before) {
    tell(before);
    return;
  }
  onEvent({ type: 'assembling', stage: 'probe', done: 0, total: 0 });
  const { assemble } = await import('../../episode/assemble.ts');
  const { filmWords } = await import('./film-words.ts');
  const fetched = await fetchRemote(plan, store, signal);
  const { finishingOf, writeSourceMap } = await import('./finish-film.ts');
  const words = await filmWords(plan, takes, { root, signal });
  const report = await assemble({
    plan,
    root,
    clips: new Map([...takes].map(([task, take]) => [task, take.clipPath])),
    fetched,
    output,
    workDir,
    gaps: 'slate',
    ...(plan.film.subtitles === 'burn' ? { burn: (film) => words.burnt(film) } : {}),
    finishing: async (film, warn) => {
      const tracks = await words.tracks(film);
      for (const warning of tracks.warnings) warn(warning);
      return finishingOf(film, tracks, { plan, takes, root, fetched });
    },
    signal,
    onProgress: (progress) => {
      onEvent({ type: 'assembling', ...progress });
    },
  });
  await writeSourceMap(report, words, { plan, takes });
  const seconds = report.frames / report.framesPerSecond;
  const done: FilmReport = { seconds, warnings: report.warnings };
  await keepRecord(record, recipe, output, done);
  tell(done);

  function tell({ warnings, seconds }: FilmReport): void {
    for (const message of warnings) onEvent({ type: 'warning', message });
    onEvent({ type: 'assembled', output, seconds });
  }
}

/** Copies of the remote media that the cut and the soundtrack name, by URL; each is fetched once. */
async function fetchRemote(
  plan: Plan,
  store: Store,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const fetched = new Map<string, string>();
  for (const url of filmMedia(plan).keys()) {
    if (!url.startsWith('https://')) continue;
    const { download } = await import('../../seedance/download.ts');
    const file = path.join(await store.scratchFolder('remote'), sha256(url));
    await download(url, file, { signal });
    fetched.set(url, file);
  }
  return fetched;
}
