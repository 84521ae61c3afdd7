/** The files that hold an episode's dialogue in other languages. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { translationNamed } from '../../subtitles/translation-names.ts';

/** `EPISODE.LANGUAGE.po`, `.srt` or `.vtt` beside the script, in the order of their names; absolute. */
export async function translationFiles(script: string): Promise<readonly string[]> {
  const { dir, name } = path.parse(script);
  const names = await readdir(dir);
  return names
    .filter((file) => translationNamed(file, name) !== undefined)
    .sort()
    .map((file) => path.join(dir, file));
}
