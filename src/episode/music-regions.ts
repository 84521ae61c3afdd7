/** Which soundtrack plays where: the film's goes on under scenes that say nothing. */
import { Failure } from '../failure.ts';
import { probe } from '../ffmpeg/probe.ts';
import type { Plan, PlanSoundtrack } from '../plan/plan.ts';
import type { MusicRegion } from './arguments/music.ts';
import type { FilmItem } from './items.ts';
import { localPath } from './sources.ts';
import type { Timeline } from './timeline.ts';

/** Stretches that follow each other and make up the film. */
export async function musicRegions(
  items: readonly FilmItem[],
  timeline: Timeline,
  options: {
    readonly plan: Plan;
    readonly root: string;
    readonly fetched?: ReadonlyMap<string, string>;
  },
): Promise<readonly MusicRegion[]> {
  const { plan } = options;
  const scenes = new Map(plan.scenes.map((scene) => [scene.id, scene]));
  const stretches: Stretch[] = [];
  items.forEach(({ item }, index) => {
    const own = scenes.get(item.scene)?.soundtrack;
    const soundtrack = own === undefined ? plan.film.soundtrack : own;
    const last = stretches.at(-1);
    if (
      last?.soundtrack?.url === soundtrack?.url &&
      last?.soundtrack?.levelDb === soundtrack?.levelDb &&
      last
    )
      return;
    stretches.push({
      firstFrame: timeline.firstFrames[index] ?? 0,
      soundtrack,
      of: own === undefined ? 'film' : 'scene',
    });
  });
  return Promise.all(
    stretches.map(async ({ firstFrame, soundtrack, of }, index): Promise<MusicRegion> => {
      const frames = (stretches[index + 1]?.firstFrame ?? timeline.frames) - firstFrame;
      if (!soundtrack) return { frames, music: undefined };
      const path = localPath(soundtrack.url, options);
      const { audio, demuxer } = await probe(path);
      if (!audio)
        throw new Failure('clip-unusable', `The soundtrack ${soundtrack.url} has no sound.`);
      return {
        frames,
        music: {
          path,
          demuxer,
          stream: audio.index,
          channels: audio.channels,
          levelDb: soundtrack.levelDb ?? 0,
          fromFrame: of === 'film' ? firstFrame : 0,
        },
      };
    }),
  );
}

interface Stretch {
  readonly firstFrame: number;
  readonly soundtrack: PlanSoundtrack | null;
  readonly of: 'film' | 'scene';
}
