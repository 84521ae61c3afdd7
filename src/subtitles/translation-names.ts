/** What the names of files beside a script say: `EPISODE.LANGUAGE.po`, `.srt`, `.vtt`. */
import { Failure } from '../failure.ts';

/** A language as BCP 47 writes it, as far as a file's name or an option says one: `en`, `zh-Hant`. */
export const languageTag = '[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*';

export const translationFormats = ['po', 'srt', 'vtt'] as const;
export type TranslationFormat = (typeof translationFormats)[number];

export interface NamedTranslation {
  readonly language: string;
  readonly format: TranslationFormat;
}

/** What the name of a file says that lies beside `EPISODE.scene`; undefined: it is no translation. */
export function translationNamed(file: string, episode: string): NamedTranslation | undefined {
  if (!file.startsWith(`${episode}.`)) return undefined;
  const [, language, ending] = namePattern.exec(file.slice(episode.length + 1)) ?? [];
  const format = translationFormats.find((known) => known === ending);
  return language !== undefined && format ? { language, format } : undefined;
}

const namePattern = new RegExp(`^(${languageTag})\\.([a-z]+)$`);

/** Throws Failure `configuration` where two files are of one language: neither is the one to go by. */
export function refuseTwoOfOne(
  files: readonly { readonly file: string; readonly language: string }[],
): void {
  const first = new Map<string, string>();
  for (const { file, language } of files) {
    const other = first.get(language.toLowerCase());
    if (other !== undefined)
      throw new Failure(
        'configuration',
        `${other} and ${file} are both the words in ${language}.`,
        {
          hint: 'Keep one of them beside the script, and give the other another name.',
        },
      );
    first.set(language.toLowerCase(), file);
  }
}
