/** What a saved plan is bound to: the bytes of the scripts, and of every local medium that it names. */
import path from 'node:path';
import type { Plan } from '../../plan/plan.ts';
import { codeOf } from '../../disk-trouble.ts';
import { urlOf } from '../../store/key.ts';
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
  const urls = [
    ...plan.tasks.flatMap((task) => task.request.content.map(urlOf)),
    plan.film.cover ?? undefined,
    plan.film.soundtrack?.url,
    ...plan.scenes.map((scene) => scene.soundtrack?.url),
    ...plan.cut.map((item) => ('url' in item ? item.url : undefined)),
  ];
  const files = urls.flatMap((url) =>
    url?.startsWith('file:') ? [url.slice('file:'.length)] : [],
  );
  return [...new Set(files)].sort();
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return (await hashFile(file)).sha256;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
