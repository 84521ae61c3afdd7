/** Dialogue in another language, as somebody has sent it: line by line (PO), or as subtitles with times. */
import { textOfFile } from './file-text.ts';
import { readPo, type PoTranslation } from './po.ts';
import { readSubtitles, type WrittenCue } from './subtitle-files.ts';
import type { NamedTranslation } from './translation-names.ts';

export type Translation = {
  readonly language: string;
  /** As messages name it. */
  readonly file: string;
} & (
  | ({ readonly kind: 'po' } & PoTranslation)
  | { readonly kind: 'cues'; readonly cues: readonly WrittenCue[] }
);

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
