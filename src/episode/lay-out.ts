/**
 * The cut laid out frame by frame without making the film: what plays from which frame to which. The
 * clips that are there are probed and their seams looked for; a clip that was not made yet is counted
 * from its written seconds, and the layout says which.
 */
import type { Staging } from '../ffmpeg/staging.ts';
import type { Plan } from '../plan/plan.ts';
import type { FilmFormat } from './film-format.ts';
import {
  askedSeconds,
  defaultSeconds,
  framesOf,
  nameOf,
  probeCut,
  withSources,
  type FilmItem,
  type PlayedItem,
} from './items.ts';
import type { SeamReport } from './report.ts';
import { cutSegments } from './segments.ts';
import { localPath, pictureSource, type Source } from './sources.ts';
import { buildTimeline, type Segment, type Timeline, type Transition } from './timeline.ts';
import { transitionsOf } from './transitions.ts';

export interface LayOutOptions {
  readonly plan: Plan;
  /** The folder that the plan's `file:` paths are relative to; absolute. */
  readonly root: string;
  /** Absolute paths of the clips that are made, by the shot's id. */
  readonly clips: ReadonlyMap<string, string>;
  /** Local copies of remote media, by URL. */
  readonly fetched?: ReadonlyMap<string, string>;
  readonly staging: Staging;
  readonly signal?: AbortSignal;
}

export interface Layout {
  readonly format: FilmFormat;
  /** The items that play pictures, in playing order. */
  readonly items: readonly FilmItem[];
  /** One for each item. */
  readonly segments: readonly Segment[];
  readonly transitions: readonly Transition[];
  readonly timeline: Timeline;
  readonly seams: readonly SeamReport[];
  /** Shots and footage that are not on this machine, each once. */
  readonly missing: readonly string[];
  readonly warnings: readonly string[];
}

/** Throws Failure `clip-unusable` or `file-missing` (a still), `ffmpeg-missing` where a clip must be read. */
export async function layOut(options: LayOutOptions): Promise<Layout> {
  const { plan, signal } = options;
  const warnings = new Set<string>();
  const probed = await probeCut(plan, (item) => clipPath(item, options), { signal });
  const { clips, format } = probed;
  const items = await withSources(probed, ({ item }) => standIn(item, options));
  const { segments, seams } = await cutSegments(items, {
    ...options,
    ...(signal ? { signal } : {}),
    format,
    warn: (message) => void warnings.add(message),
    progress: () => undefined,
  });
  const transitions = transitionsOf(plan.cut, format.framesPerSecond);
  const timeline = buildTimeline(segments, transitions);
  for (const warning of timeline.warnings) warnings.add(warning);
  const names = items.flatMap(({ item }) => nameOf(item) ?? []);
  return {
    format,
    items,
    segments,
    transitions,
    timeline,
    seams,
    missing: [...new Set(names)].filter((name) => !clips.has(name)),
    warnings: [...warnings],
  };
}

/** Footage at an address is only here where somebody has fetched it. */
function clipPath(item: PlayedItem, options: LayOutOptions): string | undefined {
  if (item.kind === 'clip') return options.clips.get(item.task);
  if (item.kind !== 'footage') return undefined;
  if (!item.url.startsWith('file:') && !options.fetched?.has(item.url)) return undefined;
  return localPath(item.url, options);
}

async function standIn(item: PlayedItem, options: LayOutOptions): Promise<Source> {
  const frames = framesOf(writtenSeconds(item, options.plan), options.plan.film.fps);
  if (item.kind === 'still') return pictureSource(item.url, localPath(item.url, options), frames);
  return { kind: 'black', name: nameOf(item) ?? item.kind, frames };
}

/** What an extension is taken to repeat of its source, as the check of the film's length takes it. */
const repeatedSeconds = 1;

function writtenSeconds(item: PlayedItem, plan: Plan): number {
  switch (item.kind) {
    case 'title':
    case 'still':
    case 'black':
      return item.durationSeconds;
    case 'footage':
      return item.trim?.toSeconds ?? defaultSeconds;
    case 'clip': {
      const seconds = askedSeconds(item.task, plan);
      const repeats = item.relation?.kind === 'extends' || item.relation?.kind === 'precedes';
      return repeats ? seconds - repeatedSeconds : seconds;
    }
  }
}
