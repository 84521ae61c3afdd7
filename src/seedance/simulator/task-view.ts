/** A task as get and list show it. */
import { framesPerSecond } from '../capabilities.ts';
import type { Links } from './links.ts';
import type { Settings } from './options.ts';
import type { TaskRecord } from './task-book.ts';

export function taskView(
  task: TaskRecord,
  links: Links,
  settings: Pick<Settings, 'tagEcho'>,
): object {
  const { order, made, plan } = task;
  return {
    id: task.id,
    model: order.modelId,
    status: task.status,
    error: task.error,
    ...(made === null
      ? {}
      : {
          content: {
            video_url: links.sign(made.clip),
            ...(made.lastFrame === null ? {} : { last_frame_url: links.sign(made.lastFrame) }),
          },
          usage: { completion_tokens: made.tokens, total_tokens: made.tokens },
          seed: order.seed ?? -1,
          resolution: order.resolution,
          ratio: plan.ratio,
          duration: Math.floor(plan.frames / framesPerSecond),
          framespersecond: framesPerSecond,
        }),
    created_at: Math.floor(task.createdAtMs / 1000),
    updated_at: Math.floor(task.updatedAtMs / 1000),
    generate_audio: order.generateAudio,
    priority: order.priority,
    execution_expires_after: order.expiresAfterSeconds,
    ...(settings.tagEcho === 'everywhere' && order.safetyIdentifier !== null
      ? { safety_identifier: order.safetyIdentifier }
      : {}),
    // The service sends fields that no document names; so do we, lest a client be strict.
    service_tier: 'default',
    draft: false,
    simulated: true,
  };
}
