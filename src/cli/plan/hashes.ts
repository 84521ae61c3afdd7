/** What a saved plan is bound to: the bytes of the scripts, and of every local medium that it names. */
import path from 'node:path';
import { filmMedia } from '../../plan/film-media.ts';
import type { Plan } from '../../plan/plan.ts';
import { pathOf } from '../../render/project-file.ts';
import { codeOf } from '../../disk-trouble.ts';
import { urlsOf } from '../../store/content-urls.ts';
import { hashFile } from '../../files.ts';

/** SHA-256 by path; undefined where a file cannot be read. Paths are relative to the root. */
export async function hashesOf(
  root: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const hashes = new Map<string, string | undefined>();
  for (const file of files) hashes.set(file, await hashOf(path.resolve(root, file)));
  return hashes;
}

/** The local media of the requests and of the film, relative to the root, each once. */
export function mediaOf(plan: Plan): readonly string[] {
  const urls = new Set([
    ...plan.tasks.flatMap((task) => urlsOf(task.request.content)),
    plan.film.cover ?? '',
    ...filmMedia(plan).keys(),
  ]);
  return [...urls]
    .filter((url) => url.startsWith('file:'))
    .map(pathOf)
    .sort();
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return (await hashFile(file)).sha256;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
