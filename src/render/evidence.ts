/** What `standingsOf` is told of the disk: which takes of a plan's shots are there, whole. */
import type { PlanTask } from '../plan/plan.ts';
import type { AcceptedTakes } from '../store/accepted.ts';
import { wasKept, type Attempt } from '../store/attempts.ts';
import type { KeptFile } from '../store/records.ts';
import type { Evidence } from '../store/standing.ts';
import { shotOf } from '../store/takes.ts';
import type { LocalMedia } from './local-media.ts';

export interface EvidenceSources {
  readonly episode: string;
  readonly tasks: readonly PlanTask[];
  readonly attempts: readonly Attempt[];
  readonly accepted: AcceptedTakes;
  readonly media: Pick<LocalMedia, 'hashOf'>;
  readonly pathOf: (file: KeptFile) => Promise<string | undefined>;
}

export async function gatherEvidence(sources: EvidenceSources): Promise<Evidence> {
  const { episode, tasks, attempts, accepted, media, pathOf } = sources;
  const shots = new Set([
    ...tasks.map(({ id }) => shotOf(id)),
    ...[...accepted.values()].map(({ task }) => shotOf(task)),
  ]);
  const whole = new Set<string>();
  await Promise.all(
    attempts.filter(wasKept).map(async ({ tag, intent, clip, lastFrame }) => {
      if (!shots.has(shotOf(intent.task))) return;
      const files = lastFrame ? [clip, lastFrame] : [clip];
      const paths = await Promise.all(files.map(pathOf));
      if (!paths.includes(undefined)) whole.add(tag);
    }),
  );
  return {
    episode,
    attempts,
    accepted,
    fileHash: (url) => media.hashOf(url),
    hasFiles: ({ tag }) => whole.has(tag),
  };
}
