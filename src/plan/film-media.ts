/** The media that a film is cut from beside the clips that are made for it. */
import type { MediumKind } from '../media/facts.ts';
import type { Plan } from './plan.ts';

type Film = Pick<Plan, 'film' | 'scenes' | 'cut'>;

/** What sounds, then what the cut plays or shows, by URL; without the cover. */
export function filmMedia(plan: Film): ReadonlyMap<string, MediumKind> {
  const media = new Map<string, MediumKind>();
  for (const url of soundtrackUrls(plan)) media.set(url, 'audio');
  for (const item of plan.cut) {
    if ('url' in item) media.set(item.url, item.kind === 'still' ? 'image' : 'video');
  }
  return media;
}

/** Of the film and of its scenes, each once. */
export function soundtrackUrls({ film, scenes }: Pick<Film, 'film' | 'scenes'>): readonly string[] {
  const named = [film.soundtrack, ...scenes.map(({ soundtrack }) => soundtrack)];
  return [...new Set(named.flatMap((soundtrack) => soundtrack?.url ?? []))];
}
