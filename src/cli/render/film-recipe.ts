/** What decides the bytes of a finished film. */
import path from 'node:path';
import { toolPlaces } from '../../ffmpeg/locate.ts';
import { filmMedia } from '../../plan/film-media.ts';
import type { Plan } from '../../plan/plan.ts';
import { pathOf } from '../../render/project-file.ts';
import type { Take } from '../../render/take.ts';
import { canonicalJson, sha256 } from '../../store/canonical.ts';
import { hashFile } from '../../files.ts';
import { aspectOf } from '../nothing-to-do/aspect.ts';
import type { Notes } from '../nothing-to-do/notes.ts';
import { translationFiles } from './translation-files.ts';

export interface FilmRecipeOptions {
  readonly root: string;
  /** The file whose bytes stand for the code that cuts. */
  readonly code: string;
  readonly notes: Notes;
}

/**
 * One hash of what a film is cut from: the plan, the clips, the files of the cut, ffmpeg and the code.
 * Asked before the cutting room is loaded and a tool is tried: ffmpeg is told by how its file looks.
 */
export async function filmRecipe(
  plan: Plan,
  takes: ReadonlyMap<string, Take>,
  { root, code, notes }: FilmRecipeOptions,
): Promise<string> {
  const files: string[] = [];
  for (const url of new Set([...filmMedia(plan).keys(), plan.film.cover ?? ''])) {
    if (!url.startsWith('file:')) continue;
    const file = path.join(root, pathOf(url));
    notes.lookClosely(file);
    files.push(`${url} ${(await hashFile(file)).sha256}`);
  }
  const script = path.join(root, plan.episode.file);
  notes.look('names', path.dirname(script));
  for (const file of await translationFiles(script)) {
    notes.look('content', file);
    files.push(`${path.basename(file)} ${(await hashFile(file)).sha256}`);
  }
  const tools = toolPlaces().map((place) => {
    notes.lookClosely(place);
    return `${place} ${aspectOf('stamp', place)}`;
  });
  const clips = [...takes].map(([task, take]) => [task, take.attempt.clip.sha256]).sort();
  const recipe = { code: aspectOf('content', code), plan, clips, files, tools };
  return sha256(canonicalJson(recipe));
}
