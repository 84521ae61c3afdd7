/** What the film is made of: each item of the cut with its clip, or with what is drawn in its place. */
import { Failure } from '../failure.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { slate, titleCard, type Lettered } from '../lettering/cards.ts';
import type { Plan } from '../plan/plan.ts';
import { unlikeFilm, type FilmFormat } from './film-format.ts';
import { keepLettered } from './keep-lettered.ts';
import {
  askedSeconds,
  framesOf,
  probeCut,
  withSources,
  type FilmItem,
  type PlayedItem,
  type PlayedPlace,
} from './items.ts';
import type { AssembleProgress } from './report.ts';
import { localPath, pictureSource, type Source } from './sources.ts';

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

/**
 * In playing order. Throws Failure `file-missing` where a clip or a picture is not there, `clip-unusable`
 * where one cannot be cut.
 */
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
  const cardSource = async (name: string, card: Lettered, length: number): Promise<Source> =>
    pictureSource(
      name,
      await keepLettered(card, { file: `card${cutIndex}`, name }, options),
      length,
    );
  const frames = (seconds: number): number => framesOf(seconds, format.framesPerSecond);
  switch (item.kind) {
    case 'black':
      return { kind: 'black', name: 'black', frames: frames(item.durationSeconds) };
    case 'still':
      return pictureSource(item.url, localPath(item.url, options), frames(item.durationSeconds));
    case 'title': {
      const card = titleCard({ ...sizeOf(format), text: item.text });
      return cardSource(`title “${item.text}”`, card, frames(item.durationSeconds));
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

/** The service makes a frame more than it is asked seconds for. */
function expectedFrames(task: string, { plan }: FindOptions): number {
  return askedSeconds(task, plan) * plan.film.fps + 1;
}

function sizeOf({ width, height }: FilmFormat): {
  readonly width: number;
  readonly height: number;
} {
  return { width, height };
}
