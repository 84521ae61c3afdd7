/** The items of the cut that play pictures, with the clips and the footage that are there probed. */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Plan, PlanCutItem } from '../plan/plan.ts';
import { filmFormat, type FilmFormat } from './film-format.ts';
import { probeClip, type ClipSource, type Source } from './sources.ts';

export type PlayedItem = Exclude<PlanCutItem, { readonly kind: 'transition' }>;

export interface FilmItem {
  /** Its place in `plan.cut`. */
  readonly cutIndex: number;
  readonly item: PlayedItem;
  readonly source: Source;
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

/** At least one: what is in the film is seen. */
export function framesOf(seconds: number, framesPerSecond: number): number {
  return Math.max(1, Math.round(seconds * framesPerSecond));
}

/** What the clip of a task is asked to last; the service's own default where the model decides. */
export function askedSeconds(task: string, { tasks }: Plan): number {
  const asked = tasks.find(({ id }) => id === task)?.request.duration ?? defaultSeconds;
  return asked > 0 ? asked : defaultSeconds;
}

/** What a clip lasts where neither the script nor a header says. */
export const defaultSeconds = 5;
