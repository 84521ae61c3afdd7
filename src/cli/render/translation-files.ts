/** The files that hold an episode's dialogue in other languages. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** `EPISODE.LANGUAGE.po` beside the script, in the order of their names; absolute. */
export async function translationFiles(script: string): Promise<readonly string[]> {
  const { dir, name } = path.parse(script);
  const names = await readdir(dir);
  return names
    .filter(
      (file) =>
        file.startsWith(`${name}.`) && /^[A-Za-z0-9-]+\.po$/.test(file.slice(name.length + 1)),
    )
    .sort()
    .map((file) => path.join(dir, file));
}
