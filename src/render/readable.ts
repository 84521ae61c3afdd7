/**
 * Before the first submission everything that a request refers to is readable to the service: either
 * the whole plan can be sent, or nothing is bought.
 */
import { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import { mediumLimits } from '../seedance/capabilities.ts';
import { shotReference, urlsOf } from '../store/content-urls.ts';
import { bodyBytesOf, holdToLimits, videosOf, type LocalMedium } from './local-media.ts';
import { pathOf } from './project-file.ts';
import { tooLarge, type Takes } from './request-body.ts';
import type { Run } from './run.ts';
import { clipUrlOf, publishHint, type Take } from './take.ts';

/** What the service reads by an address, of the tasks that are bought. */
export interface ToPublish {
  readonly videos: readonly LocalMedium[];
  /** Clips that were kept before this run. */
  readonly takes: readonly Take[];
}

/**
 * Sends nothing anywhere: it only sees that there is a way.
 * @throws Failure `publish-missing`, `file-missing` or `usage`
 */
export async function seeThatAllCanBeSent(
  bought: readonly PlanTask[],
  takes: Takes,
  run: Run,
): Promise<ToPublish> {
  const videos = new Set<LocalMedium>();
  const needed = new Set<Take>();
  for (const task of bought) {
    const bytes = bodyBytesOf(task, run.media);
    if (bytes > mediumLimits.bodyBytesMax) throw tooLarge(task, bytes, run.media);
    for (const video of videosOf(task, run.media)) videos.add(video);
    for (const url of urlsOf(task.request.content)) {
      const reference = shotReference(url);
      const take = reference?.kind === 'clip' ? takes.get(reference.task) : undefined;
      if (take) needed.add(take);
    }
  }
  if (!run.service.publisher && videos.size > 0) throw unpublished([...videos]);
  await holdToLimits(bought, run.media);
  if (!run.service.publisher) {
    // Without storage of one's own, their links at the service must still be good.
    for (const take of needed) await clipUrlOf(take, run);
  }
  return { videos: [...videos], takes: [...needed] };
}

/**
 * Publishes what the service cannot read yet.
 * @throws Failure of the storage: then nothing is bought
 */
export async function publishAll({ videos, takes }: ToPublish, run: Run): Promise<void> {
  const { publisher } = run.service;
  if (!publisher || run.stop.aborted) return;
  const bytes = videos.reduce((sum, video) => sum + video.bytes, 0);
  if (videos.length > 0) run.emit({ type: 'publishing', files: videos.length, bytes });
  try {
    await Promise.all([
      ...videos.map((video) => publisher.publish(video, { signal: run.stop })),
      ...takes.map((take) => clipUrlOf(take, run)),
    ]);
  } catch (error) {
    // After a stop nothing is submitted, and an upload that was cut off is no trouble.
    if (!run.stop.aborted) throw error;
  }
}

function unpublished(videos: readonly LocalMedium[]): Failure {
  const names = videos.map(({ url }) => pathOf(url)).join(', ');
  return new Failure(
    'publish-missing',
    `the service cannot read videos from this machine: ${names}`,
    { hint: publishHint },
  );
}
