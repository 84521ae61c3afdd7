/** Pictures of words as files that ffmpeg can open, and what somebody should know of them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Staging } from '../ffmpeg/staging.ts';
import type { Lettered } from '../lettering/cards.ts';

export interface KeepLetteredOptions {
  readonly staging: Staging;
  readonly warn: (message: string) => void;
}

/** The path of the picture; `file` is its name without an ending, `name` what warnings call it. */
export async function keepLettered(
  { png, missing, fits }: Lettered,
  { file, name }: { readonly file: string; readonly name: string },
  { staging, warn }: KeepLetteredOptions,
): Promise<string> {
  if (missing.length > 0)
    warn(`${name}: the typeface has no ${missing.join(' ')}; 〓 stands in its place.`);
  if (!fits) warn(`${name}: the words are too many for the picture.`);
  const path = join(staging.folder, `${file}.png`);
  await writeFile(path, png);
  return path;
}
