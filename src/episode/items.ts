/** The items of the cut that play pictures, each with its source found and probed. */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { Failure } from '../failure.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { slate, titleCard, type Lettered } from '../lettering/cards.ts';
import type { Plan, PlanCutItem } from '../plan/plan.ts';
import { filmFormat, unlikeFilm, type FilmFormat } from './film-format.ts';
import { keepLettered } from './keep-lettered.ts';
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
  const { plan, warn, progress, signal } = options;
  refuseGaps(options);
  const probed = await probeCut(plan, (item) => clipPath(item, options), {
    signal,
    onProbed: (done, total) => {
      progress({ stage: 'probe', done, total });
    },
  });
  const { clips, format } = probed;
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
  const items = await withSources(probed, (played) => madeHere(played, format, options));
  return { items, format };
}

/** An item of the cut that plays pictures, and its place in `plan.cut`. */
export type PlayedPlace = Pick<FilmItem, 'item' | 'cutIndex'>;

export interface ProbedCut {
  /** In playing order. */
  readonly played: readonly PlayedPlace[];
  /** Clips and footage that are there, by what a relation calls them. */
  readonly clips: ReadonlyMap<string, ClipSource>;
  readonly format: FilmFormat;
}

/** Probes each clip and each footage of the cut once; `pathOf` is undefined for what is not there. */
export async function probeCut(
  { cut, film }: Pick<Plan, 'cut' | 'film'>,
  pathOf: (item: PlayedItem) => string | undefined,
  options: {
    readonly signal: AbortSignal | undefined;
    readonly onProbed?: (done: number, total: number) => void;
  },
): Promise<ProbedCut> {
  const played = cut.flatMap((item, cutIndex) =>
    item.kind === 'transition' ? [] : [{ item, cutIndex }],
  );
  const paths = new Map<string, string>();
  for (const { item } of played) {
    const name = nameOf(item);
    const path = pathOf(item);
    if (name !== undefined && path !== undefined) paths.set(name, path);
  }
  const probing = { framesPerSecond: film.fps, signal: options.signal };
  const limit = pLimit(availableParallelism() * 2);
  let done = 0;
  const found = await Promise.all(
    [...paths].map(([name, path]) =>
      limit(async () => {
        const clip = await probeClip(name, path, probing);
        options.onProbed?.((done += 1), paths.size);
        return [name, clip] as const;
      }),
    ),
  );
  const clips = new Map(found);
  const sources = played.flatMap(({ item }) => clips.get(nameOf(item) ?? '') ?? []);
  return { played, clips, format: filmFormat(sources, film) };
}

/** Each item with its clip, or with what `instead` gives for one that has none. */
export async function withSources(
  { played, clips }: ProbedCut,
  instead: (played: PlayedPlace) => Promise<Source>,
): Promise<readonly FilmItem[]> {
  const items: FilmItem[] = [];
  for (const one of played) {
    const clip = clips.get(nameOf(one.item) ?? '');
    items.push({ ...one, source: clip ?? (await instead(one)) });
  }
  return items;
}

/** What a relation calls the item: the shot's id, the footage's URL. */
export function nameOf(item: PlayedItem): string | undefined {
  if (item.kind === 'clip') return item.task;
  return item.kind === 'footage' ? item.url : undefined;
}

function clipPath(item: PlayedItem, options: FindOptions): string | undefined {
  if (item.kind === 'footage') return localPath(item.url, options);
  return item.kind === 'clip' ? options.clips.get(item.task) : undefined;
}

function refuseGaps({ plan, clips, gaps }: FindOptions): void {
  const shown = plan.cut.flatMap((item) => (item.kind === 'clip' ? [item.task] : []));
  const missing = new Set(shown.filter((task) => !clips.has(task)));
  if (missing.size === 0 || gaps === 'slate') return;
  throw new Failure('file-missing', `There is no clip of ${[...missing].join(', ')}.`, {
    hint: 'Run `scene render` again to make it, or give --allow-gaps to see a slate in its place.',
  });
}

async function madeHere(
  { item, cutIndex }: PlayedPlace,
  format: FilmFormat,
  options: FindOptions,
): Promise<Source> {
  const cardSource = async (name: string, card: Lettered, frames: number): Promise<Source> =>
    pictureSource(
      name,
      await keepLettered(card, { file: `card${cutIndex}`, name }, options),
      frames,
    );
  const seconds = (duration: number): number =>
    Math.max(1, Math.round(duration * format.framesPerSecond));
  switch (item.kind) {
    case 'black':
      return { kind: 'black', name: 'black', frames: seconds(item.durationSeconds) };
    case 'still':
      return pictureSource(item.url, localPath(item.url, options), seconds(item.durationSeconds));
    case 'title': {
      const card = titleCard({ ...sizeOf(format), text: item.text });
      return cardSource(`title “${item.text}”`, card, seconds(item.durationSeconds));
    }
    case 'clip': {
      options.warn(`There is no clip of ${item.task}: a slate stands in its place.`);
      const card = slate({ ...sizeOf(format), name: item.task, note: '缺镜头 · clip missing' });
      return cardSource(`slate of ${item.task}`, card, expectedFrames(item.task, options));
    }
    case 'footage':
      throw new Error('footage is probed with the clips');
  }
}

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
