/** An episode's dialogue in other languages, read. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { refuseTwoOfOne, translationNamed } from '../../subtitles/translation-names.ts';
import { readTranslation, type Translation } from '../../subtitles/translations.ts';
import { translationFiles } from './translation-files.ts';

/**
 * What is in the files beside the script, one for each language. Throws Failure `configuration` for a
 * file that cannot be read as what its name says, and for two of one language.
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
