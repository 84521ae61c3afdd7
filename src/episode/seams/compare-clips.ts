/** Overlaps of clips by name; every clip is decoded to thumbnails once, when first asked for. */
import { probe } from '../../ffmpeg/probe.ts';
import type { Staging } from '../../ffmpeg/staging.ts';
import type { FilmFormat } from '../film-format.ts';
import { nameOf, type FilmItem } from '../items.ts';
import type { AssembleProgress } from '../report.ts';
import { clipSource, localPath, type ClipSource } from '../sources.ts';
import type { Thumbnails } from './likeness.ts';
import { findOverlap } from './overlap.ts';
import type { CompareClips } from './seams.ts';
import { readThumbnails } from './thumbnails.ts';

/** Where clips are that others were made from, in the cut or not. */
export interface RelatedClips {
  readonly root: string;
  readonly clips: ReadonlyMap<string, string>;
  readonly fetched?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
}

export function clipComparer(
  items: readonly FilmItem[],
  options: RelatedClips & {
    readonly staging: Staging;
    readonly format: FilmFormat;
    readonly progress: (progress: AssembleProgress) => void;
  },
): CompareClips {
  const { staging, format, signal } = options;
  const known = new Map<string, ClipSource>();
  for (const { item, source } of items) {
    const name = nameOf(item);
    if (name !== undefined && source.kind === 'clip') known.set(name, source);
  }
  const total = items.filter(({ item }) => item.kind === 'clip' && item.relation).length;
  const thumbnails = new Map<string, Promise<Thumbnails | undefined>>();
  const thumbnailsOf = (name: string): Promise<Thumbnails | undefined> => {
    let made = thumbnails.get(name);
    if (!made) {
      made = read(name);
      thumbnails.set(name, made);
    }
    return made;
  };
  const read = async (name: string): Promise<Thumbnails | undefined> => {
    const clip = known.get(name) ?? (await clipElsewhere(name));
    return clip && readThumbnails(clip, { staging, format, signal });
  };
  /** A shot that is not in the cut, or footage; undefined where it was not made or not fetched. */
  const clipElsewhere = async (name: string): Promise<ClipSource | undefined> => {
    const path =
      options.clips.get(name) ??
      (name.startsWith('file:') || options.fetched?.has(name)
        ? localPath(name, options)
        : undefined);
    if (path === undefined) return undefined;
    return clipSource(name, path, await probe(path, { signal }), format.framesPerSecond);
  };
  let done = 0;
  return async (before, after) => {
    const [first, second] = await Promise.all([thumbnailsOf(before), thumbnailsOf(after)]);
    options.progress({ stage: 'seams', done: Math.min((done += 1), total), total });
    return first && second && findOverlap(first, second);
  };
}
