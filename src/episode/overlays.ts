/** Words as transparent pictures: captions over segments, and subtitles over the film. */
import { caption } from '../lettering/cards.ts';
import { subtitle } from '../lettering/subtitle.ts';
import type { Cue } from '../subtitles/cues.ts';
import type { FilmFormat } from './film-format.ts';
import type { FilmItem } from './items.ts';
import { keepLettered, type KeepLetteredOptions } from './keep-lettered.ts';
import type { PlacedItem } from './report.ts';

export interface OverlayOptions extends KeepLetteredOptions {
  readonly format: FilmFormat;
}

/** A PNG file over the picture, with its top at `topPx` of it. */
export interface Overlay {
  readonly path: string;
  readonly topPx: number;
}

/** Over the film's frames `from` up to, not including, `to`. */
export interface CueOverlay extends Overlay {
  readonly from: number;
  readonly to: number;
}

/** Of the film's size, by the segment's number; `topPx` is where the words begin. */
export async function drawCaptions(
  items: readonly FilmItem[],
  options: OverlayOptions,
): Promise<ReadonlyMap<number, Overlay>> {
  const { width, height } = options.format;
  const overlays = new Map<number, Overlay>();
  for (const [index, { item }] of items.entries()) {
    if (item.kind !== 'clip' || !item.captions || item.captions.length === 0) continue;
    const drawn = caption({ width, height, lines: item.captions });
    const names = { file: `caption${index}`, name: `caption of ${item.task}` };
    const path = await keepLettered(drawn, names, options);
    overlays.set(index, { path, topPx: drawn.topPx });
  }
  return overlays;
}

/** Strips as wide as the film, one for each cue, above the captions that stand at its time. */
export async function drawSubtitles(
  cues: readonly Cue[],
  placed: readonly Pick<PlacedItem, 'firstFrame' | 'frames'>[],
  captions: ReadonlyMap<number, Overlay>,
  options: OverlayOptions,
): Promise<readonly CueOverlay[]> {
  const { width, height } = options.format;
  const strips: CueOverlay[] = [];
  for (const [index, { from, to, lines }] of cues.entries()) {
    const tops = placed.flatMap(({ firstFrame, frames }, segment) => {
      const caption = captions.get(segment);
      return caption && firstFrame < to && firstFrame + frames > from ? [caption.topPx] : [];
    });
    const drawn = subtitle({ width, height, lines, abovePx: Math.min(height, ...tops) });
    const names = { file: `subtitle${index}`, name: `subtitle “${lines.join(' ')}”` };
    const path = await keepLettered(drawn, names, options);
    strips.push({ path, topPx: drawn.topPx, from, to });
  }
  return strips;
}
