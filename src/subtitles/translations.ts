/** Dialogue in another language, as somebody has sent it: line by line (PO), or as subtitles with times. */
import { Failure } from '../failure.ts';
import { textOfFile } from './file-text.ts';
import { languageTag } from './language-tag.ts';
import { readPo, type PoTranslation } from './po.ts';
import { readSubtitles, type WrittenCue } from './subtitle-files.ts';

export type Translation = {
  readonly language: string;
  /** As messages name it. */
  readonly file: string;
} & (
  | ({ readonly kind: 'po' } & PoTranslation)
  | { readonly kind: 'cues'; readonly cues: readonly WrittenCue[] }
);

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

/** Throws Failure `configuration` that names the file, and where there is one the line. */
export async function readTranslation(
  bytes: Uint8Array,
  file: string,
  { language, format }: NamedTranslation,
): Promise<Translation> {
  const text = textOfFile(bytes, file);
  if (format === 'po') return { kind: 'po', file, ...readPo(text, file, language) };
  return { kind: 'cues', language, file, cues: await readSubtitles(text, file, format) };
}

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
