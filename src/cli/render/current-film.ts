/**
 * Whether the film that lies there is the one that would be cut now. What it was cut from is written
 * down in the store's own folder beside the pieces that it was made of, and may be lost at no cost.
 * Asked before the cutting room is loaded, which knows it too, but not before it has tried its tools.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { version } from '../../../package.json';
import type { Plan } from '../../plan/plan.ts';
import type { Take } from '../../render/take.ts';
import { sha256 } from '../../store/canonical.ts';
import { hashFile } from '../../store/local-store.ts';
import { writeAtomically } from '../write-atomically.ts';
import { translationFiles } from './translation-files.ts';

const noteSchema = z.object({
  /** Of all that the film was cut from. */
  source: z.string(),
  /** Of the film's file when it was done: a film that somebody has touched is cut again. */
  bytes: z.number(),
  modifiedMs: z.number(),
  seconds: z.number(),
  warnings: z.array(z.string()),
});

export type FilmNote = Readonly<z.infer<typeof noteSchema>>;

/** One hash of what a film is cut from: the plan, the clips, the files of the cut, this version. */
export async function filmSource(
  plan: Plan,
  takes: ReadonlyMap<string, Take>,
  root: string,
): Promise<string> {
  const clips = [...takes].map(([task, take]) => [task, take.attempt.clip.sha256]).sort();
  const files: string[] = [];
  for (const url of new Set([...filmUrls(plan), plan.film.cover ?? ''])) {
    if (!url.startsWith('file:')) continue;
    const { sha256: hash } = await hashFile(path.join(root, url.slice('file:'.length)));
    files.push(`${url} ${hash}`);
  }
  for (const file of await translationFiles(path.join(root, plan.episode.file)))
    files.push(`${path.basename(file)} ${(await hashFile(file)).sha256}`);
  return sha256(JSON.stringify({ version, plan, clips, files }));
}

/** The URLs of the media that the cut and its sound name, each once. */
export function filmUrls(plan: Plan): readonly string[] {
  const urls = [
    plan.film.soundtrack?.url,
    ...plan.scenes.map((scene) => scene.soundtrack?.url),
    ...plan.cut.map((item) => ('url' in item ? item.url : undefined)),
  ];
  return [...new Set(urls.filter((url) => typeof url === 'string'))];
}

/** What was noted of the film at `output`, where that is as it was left and cut from `source`. */
export async function currentFilm(
  output: string,
  source: string,
  folder: string,
): Promise<FilmNote | undefined> {
  const [text, file] = await Promise.all([
    readFile(notePath(output, folder), 'utf8').catch(unlessAbsent),
    stat(output).catch(unlessAbsent),
  ]);
  if (text === undefined || file === undefined) return undefined;
  const note = noteSchema.safeParse(jsonOf(text)).data;
  const same = note?.source === source && note.bytes === file.size;
  return same && note.modifiedMs === file.mtimeMs ? note : undefined;
}

export async function noteFilm(
  output: string,
  folder: string,
  note: Pick<FilmNote, 'source' | 'seconds' | 'warnings'>,
): Promise<void> {
  const { size: bytes, mtimeMs: modifiedMs } = await stat(output);
  await writeAtomically(notePath(output, folder), JSON.stringify({ ...note, bytes, modifiedMs }));
}

function notePath(output: string, folder: string): string {
  return path.join(folder, `film-${sha256(output).slice(0, 16)}.json`);
}

function unlessAbsent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Torn by a crash: as good as absent, and the film is cut again.
    return undefined;
  }
}
