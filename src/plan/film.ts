/** The film around the clips: its size, sound and words, its scenes, and the cut in playing order. */
import type {
  CutItem,
  Program,
  Relation,
  Scene,
  Shot,
  Soundtrack,
  Trim,
} from '../semantics/program.ts';
import type {
  PlanCutItem,
  PlanEpisode,
  PlanFilm,
  PlanRelation,
  PlanScene,
  PlanSoundtrack,
  PlanTrim,
} from './plan.ts';
import { captionsShown } from './carried-words.ts';
import { clipSourceUrl, clipUrl, mediumUrl } from './urls.ts';

export function episodeOf({ episode, file }: Program): PlanEpisode {
  return {
    id: episode.id,
    number: episode.number ?? null,
    title: episode.title ?? null,
    series: episode.series ?? null,
    budget: episode.budget ?? null,
    file,
  };
}

export function filmOf({ film }: Program): PlanFilm {
  const { cover } = film;
  return {
    width: film.width ?? null,
    height: film.height ?? null,
    fps: 24,
    soundtrack: film.soundtrack ? soundtrackOf(film.soundtrack) : null,
    loudness: film.loudness,
    subtitles: film.subtitles,
    cover: cover ? coverUrl(cover) : null,
  };
}

function coverUrl(cover: NonNullable<Program['film']['cover']>): string {
  return cover.kind === 'shot' ? clipUrl(cover.id) : mediumUrl(cover.medium);
}

export function sceneOf({ name, heading, soundtrack, soundtrackOff }: Scene): PlanScene {
  return {
    id: name,
    heading: heading ?? null,
    ...(soundtrack ? { soundtrack: soundtrackOf(soundtrack) } : {}),
    ...(soundtrackOff ? { soundtrack: null } : {}),
  };
}

export function cutItemOf(item: CutItem, shots: ReadonlyMap<string, Shot>): PlanCutItem {
  switch (item.kind) {
    case 'clip': {
      const shot = shots.get(item.shot);
      const captions = shot ? captionsShown(shot, shots).map(({ text }) => text) : [];
      return {
        kind: 'clip',
        task: item.shot,
        scene: item.scene,
        ...(item.relation && { relation: cutRelationOf(item.relation, shots) }),
        ...(item.trim && { trim: trimOf(item.trim) }),
        ...(item.again && { again: true }),
        ...(item.dropFirstFrame && { dropFirstFrame: true }),
        ...(captions.length > 0 && { captions }),
      };
    }
    case 'footage':
      return {
        kind: 'footage',
        url: mediumUrl(item.medium),
        scene: item.scene,
        ...(item.trim && { trim: trimOf(item.trim) }),
      };
    case 'title':
      return {
        kind: 'title',
        text: item.text,
        durationSeconds: item.milliseconds / 1000,
        scene: item.scene,
      };
    case 'still':
      return {
        kind: 'still',
        url: mediumUrl(item.medium),
        durationSeconds: item.milliseconds / 1000,
        scene: item.scene,
      };
    case 'black':
      return { kind: 'black', durationSeconds: item.milliseconds / 1000, scene: item.scene };
    case 'transition':
      return {
        kind: 'transition',
        transition: item.transition,
        durationSeconds: item.milliseconds / 1000,
      };
  }
}

function soundtrackOf({ medium, levelDb }: Soundtrack): PlanSoundtrack {
  return { url: mediumUrl(medium), levelDb: levelDb ?? null };
}

function trimOf({ fromMs, toMs }: Trim): PlanTrim {
  return {
    fromSeconds: fromMs === undefined ? null : fromMs / 1000,
    toSeconds: toMs === undefined ? null : toMs / 1000,
  };
}

function cutRelationOf(relation: Relation, shots: ReadonlyMap<string, Shot>): PlanRelation {
  const edited = relation.kind === 'edits' ? editedOf(relation, shots) : undefined;
  const repeats = edited?.relation?.kind === 'continues' ? undefined : edited?.relation;
  return {
    ...namesOf(relation),
    ...(edited && repeats && { edited: { task: edited.id, relation: namesOf(repeats) } }),
  };
}

/** What is edited at the bottom of edits of edits, where that is a shot. */
function editedOf({ of: [source] }: Relation, shots: ReadonlyMap<string, Shot>): Shot | undefined {
  const shot = source?.kind === 'shot' ? shots.get(source.id) : undefined;
  return shot?.relation?.kind === 'edits' ? editedOf(shot.relation, shots) : shot;
}

function namesOf({ kind, of }: Relation): Pick<PlanRelation, 'kind' | 'of'> {
  return { kind, of: of.map(clipSourceUrl) };
}
