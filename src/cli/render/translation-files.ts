/** The files that hold an episode's dialogue in other languages. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  readTranslation,
  refuseTwoOfOne,
  translationNamed,
  type Translation,
} from '../../subtitles/translations.ts';

/** `EPISODE.LANGUAGE.po`, `.srt` or `.vtt` beside the script, in the order of their names; absolute. */
export async function translationFiles(script: string): Promise<readonly string[]> {
  const { dir, name } = path.parse(script);
  const names = await readdir(dir);
  return names
    .filter((file) => translationNamed(file, name) !== undefined)
    .sort()
    .map((file) => path.join(dir, file));
}

/**
 * What is in them, one for each language. Throws Failure `configuration` for a file that cannot be read
 * as what its name says, and for two of one language.
 */
export async function readTranslations(script: string): Promise<readonly Translation[]> {
  const episode = path.parse(script).name;
  const files = (await translationFiles(script)).flatMap((file) => {
    const name = path.basename(file);
    const named = translationNamed(name, episode);
    return named ? [{ path: file, file: name, named }] : [];
  });
  refuseTwoOfOne(files.map(({ file, named }) => ({ file, language: named.language })));
  return Promise.all(
    files.map(async (one) => readTranslation(await readFile(one.path), one.file, one.named)),
  );
}
