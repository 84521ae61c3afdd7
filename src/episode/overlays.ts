/** Captions as transparent pictures, one for each segment that has some. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Staging } from '../ffmpeg/staging.ts';
import { caption } from '../lettering/cards.ts';
import type { FilmFormat } from './film-format.ts';
import type { FilmItem } from './items.ts';

/** Paths of PNG files of the film's size, by the segment's number. */
export async function drawOverlays(
  items: readonly FilmItem[],
  options: {
    readonly staging: Staging;
    readonly format: FilmFormat;
    readonly warn: (message: string) => void;
  },
): Promise<ReadonlyMap<number, string>> {
  const { staging, format, warn } = options;
  const overlays = new Map<number, string>();
  for (const [index, { item }] of items.entries()) {
    if (item.kind !== 'clip' || !item.captions || item.captions.length === 0) continue;
    const drawn = caption({ width: format.width, height: format.height, lines: item.captions });
    if (drawn.missing.length > 0)
      warn(
        `caption of ${item.task}: the typeface has no ${drawn.missing.join(' ')}; 〓 stands in its place.`,
      );
    if (!drawn.fits) warn(`caption of ${item.task}: the words are too many for the picture.`);
    const path = join(staging.folder, `caption${index}.png`);
    await writeFile(path, drawn.png);
    overlays.set(index, path);
  }
  return overlays;
}
