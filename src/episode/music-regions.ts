/** Which soundtrack plays where: the film's goes on under scenes that say nothing. */
import { Failure } from '../failure.ts';
import { probe } from '../ffmpeg/probe.ts';
import type { Plan, PlanSoundtrack } from '../plan/plan.ts';
import type { MusicRegion } from './arguments/music.ts';
import type { FilmItem } from './items.ts';
import { localPath } from './sources.ts';
import type { Timeline } from './timeline.ts';

/** A stretch of the film with one soundtrack, or with none. */
export interface MusicStretch {
  readonly firstFrame: number;
  readonly frames: number;
  readonly soundtrack: PlanSoundtrack | null;
  /** Where in the music it begins: film time for the film's own, 0 for a scene's. */
  readonly fromFrame: number;
}

/** Stretches that follow each other and make up the film. */
export function musicStretches(
  items: readonly Pick<FilmItem, 'item'>[],
  { firstFrames, frames: filmFrames }: Pick<Timeline, 'firstFrames' | 'frames'>,
  plan: Pick<Plan, 'scenes' | 'film'>,
): readonly MusicStretch[] {
  const scenes = new Map(plan.scenes.map((scene) => [scene.id, scene]));
  const begun: Omit<MusicStretch, 'frames'>[] = [];
  items.forEach(({ item }, index) => {
    const own = scenes.get(item.scene)?.soundtrack;
    const soundtrack = own === undefined ? plan.film.soundtrack : own;
    const last = begun.at(-1);
    if (
      last?.soundtrack?.url === soundtrack?.url &&
      last?.soundtrack?.levelDb === soundtrack?.levelDb &&
      last
    )
      return;
    const firstFrame = firstFrames[index] ?? 0;
    begun.push({ firstFrame, soundtrack, fromFrame: own === undefined ? firstFrame : 0 });
  });
  return begun.map((stretch, index) => ({
    ...stretch,
    frames: (begun[index + 1]?.firstFrame ?? filmFrames) - stretch.firstFrame,
  }));
}

/** The stretches with their music found and probed. */
export function musicRegions(
  items: readonly FilmItem[],
  timeline: Timeline,
  options: {
    readonly plan: Plan;
    readonly root: string;
    readonly fetched?: ReadonlyMap<string, string>;
  },
): Promise<readonly MusicRegion[]> {
  return Promise.all(
    musicStretches(items, timeline, options.plan).map(
      async ({ frames, soundtrack, fromFrame }): Promise<MusicRegion> => {
        if (!soundtrack) return { frames, music: undefined };
        const path = localPath(soundtrack.url, options);
        const { audio, demuxer, damage } = await probe(path);
        const refuse = (what: string): Failure =>
          new Failure('clip-unusable', `The soundtrack ${soundtrack.url} ${what}.`);
        if (damage !== undefined) throw refuse(`is damaged: ${damage}`);
        if (!audio) throw refuse('has no sound');
        return {
          frames,
          music: {
            path,
            demuxer,
            stream: audio.index,
            channels: audio.channels,
            levelDb: soundtrack.levelDb ?? 0,
            fromFrame,
          },
        };
      },
    ),
  );
}
