/** A shot as the body of the POST, in the service's own spelling and the order that readers expect. */
import type { RelationKind } from '../language/syntax.ts';
import { models } from '../seedance/capabilities.ts';
import type { Shot } from '../semantics/program.ts';
import { contentOf } from './content.ts';
import type { PlanRequest } from './plan.ts';

/** The service's word for a duration that the model decides. */
const modelDecides = -1;

/** `service:` keys come last and are the writer's own business; they are put in as they stand. */
export function requestOf(shot: Shot, text: string): PlanRequest {
  const taskType = taskTypeOf(shot);
  return {
    model: shot.modelId,
    content: contentOf(shot, text),
    resolution: shot.resolution,
    ratio: shot.ratio,
    duration: shot.duration === 'auto' ? modelDecides : shot.duration,
    generate_audio: shot.audio,
    watermark: shot.watermark,
    // Always, so that a later `continues` changes nothing in the request of its source.
    return_last_frame: true,
    ...(shot.seed === undefined ? {} : { seed: shot.seed }),
    ...(taskType === undefined ? {} : { omni_reference_task_type: taskType }),
    ...shot.service,
  };
}

type TaskType = NonNullable<PlanRequest['omni_reference_task_type']>;

const taskTypes: Readonly<Partial<Record<RelationKind, TaskType>>> = {
  extends: 'extend',
  precedes: 'extend',
  edits: 'edit',
  joins: 'extend',
};

function taskTypeOf({ model, relation }: Shot): TaskType | undefined {
  return relation && models[model].namesTaskType ? taskTypes[relation.kind] : undefined;
}
