/** The items of the cut that play pictures, each with its source found and probed. */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { Failure } from '../failure.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { slate, titleCard, type Lettered } from '../lettering/cards.ts';
import type { Plan, PlanCutItem } from '../plan/plan.ts';
import { filmFormat, unlikeFilm, type FilmFormat } from './film-format.ts';
import type { AssembleProgress } from './report.ts';
import { localPath, pictureSource, probeClip, type ClipSource, type Source } from './sources.ts';

export type PlayedItem = Exclude<PlanCutItem, { readonly kind: 'transition' }>;

export interface FilmItem {
  /** Its place in `plan.cut`. */
  readonly cutIndex: number;
  readonly item: PlayedItem;
  readonly source: Source;
}

export interface FindOptions {
  readonly plan: Plan;
  readonly root: string;
  readonly clips: ReadonlyMap<string, string>;
  readonly fetched?: ReadonlyMap<string, string>;
  readonly gaps?: 'refuse' | 'slate';
  readonly staging: Staging;
  readonly warn: (message: string) => void;
  readonly progress: (progress: AssembleProgress) => void;
  readonly signal?: AbortSignal;
}

export async function findItems(
  options: FindOptions,
): Promise<{ readonly items: readonly FilmItem[]; readonly format: FilmFormat }> {
  const { plan, warn } = options;
  const played = plan.cut.flatMap((item, cutIndex) =>
    item.kind === 'transition' ? [] : [{ item, cutIndex }],
  );
  const clips = await probeClips(
    played.map(({ item }) => item),
    options,
  );
  const format = filmFormat(
    played.flatMap(({ item }) => clips.get(nameOf(item) ?? '') ?? []),
    plan.film,
  );
  for (const clip of clips.values()) {
    const differences = unlikeFilm(clip.video, format);
    if (differences.length > 0)
      warn(`${clip.name} is unlike the film and is encoded again: ${differences.join(', ')}.`);
  }
  for (const { id, request } of plan.tasks)
    if (request.generate_audio && clips.get(id)?.facts.audio === undefined && clips.has(id))
      warn(
        `The clip of ${id} has no sound, although sound was asked for: it is silent in the film.`,
      );
  const items: FilmItem[] = [];
  for (const { item, cutIndex } of played) {
    const clip = clips.get(nameOf(item) ?? '');
    items.push({ item, cutIndex, source: clip ?? (await madeHere(item, format, options)) });
  }
  return { items, format };
}

/** What a relation calls the item: the shot's id, the footage's URL. */
export function nameOf(item: PlayedItem): string | undefined {
  if (item.kind === 'clip') return item.task;
  return item.kind === 'footage' ? item.url : undefined;
}

async function probeClips(
  items: readonly PlayedItem[],
  options: FindOptions,
): Promise<ReadonlyMap<string, ClipSource>> {
  const paths = new Map<string, string>();
  const missing: string[] = [];
  for (const item of items) {
    if (item.kind === 'footage') paths.set(item.url, localPath(item.url, options));
    if (item.kind !== 'clip') continue;
    const path = options.clips.get(item.task);
    if (path === undefined) missing.push(item.task);
    else paths.set(item.task, path);
  }
  if (missing.length > 0 && options.gaps !== 'slate')
    throw new Failure('file-missing', `There is no clip of ${[...new Set(missing)].join(', ')}.`, {
      hint: 'Run `scene render` again to make it, or give --allow-gaps to see a slate in its place.',
    });
  const probing = { framesPerSecond: options.plan.film.fps, signal: options.signal };
  const limit = pLimit(availableParallelism() * 2);
  let done = 0;
  const found = await Promise.all(
    [...paths].map(([name, path]) =>
      limit(async () => {
        const clip = await probeClip(name, path, probing);
        options.progress({ stage: 'probe', done: (done += 1), total: paths.size });
        return [name, clip] as const;
      }),
    ),
  );
  return new Map(found);
}

async function madeHere(
  item: PlayedItem,
  format: FilmFormat,
  options: FindOptions,
): Promise<Source> {
  const seconds = (duration: number): number =>
    Math.max(1, Math.round(duration * format.framesPerSecond));
  switch (item.kind) {
    case 'black':
      return { kind: 'black', name: 'black', frames: seconds(item.durationSeconds) };
    case 'still':
      return pictureSource(item.url, localPath(item.url, options), seconds(item.durationSeconds));
    case 'title': {
      const card = titleCard({ ...sizeOf(format), text: item.text });
      return cardSource(`title “${item.text}”`, card, seconds(item.durationSeconds), options);
    }
    case 'clip': {
      options.warn(`There is no clip of ${item.task}: a slate stands in its place.`);
      const card = slate({ ...sizeOf(format), name: item.task, note: '缺镜头 · clip missing' });
      return cardSource(`slate of ${item.task}`, card, expectedFrames(item.task, options), options);
    }
    case 'footage':
      throw new Error('footage is probed with the clips');
  }
}

async function cardSource(
  name: string,
  card: Lettered,
  frames: number,
  { staging, warn }: FindOptions,
): Promise<Source> {
  if (card.missing.length > 0)
    warn(`${name}: the typeface has no ${card.missing.join(' ')}; 〓 stands in its place.`);
  if (!card.fits) warn(`${name}: the words are too many for the picture.`);
  cardNumber += 1;
  const path = join(staging.folder, `card${cardNumber}.png`);
  await writeFile(path, card.png);
  return pictureSource(name, path, frames);
}

let cardNumber = 0;

/** The service makes a frame more than it is asked seconds for; 5 s where the model decides. */
function expectedFrames(task: string, { plan }: FindOptions): number {
  const duration = plan.tasks.find(({ id }) => id === task)?.request.duration ?? 5;
  return (duration > 0 ? duration : 5) * plan.film.fps + 1;
}

function sizeOf({ width, height }: FilmFormat): {
  readonly width: number;
  readonly height: number;
} {
  return { width, height };
}
