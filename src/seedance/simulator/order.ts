/**
 * From the body of a create to an order: what is asked for, with every default in place, or the
 * refusal that the service would give. What lies behind the references is looked at afterwards.
 *
 * Source: the vendor's API reference; limits from the capability table.
 */
import {
  modelOfId,
  models,
  ratios,
  type Model,
  type ModelName,
  type Ratio,
  type Resolution,
} from '../capabilities.ts';
import type { MediumKind } from '../../media/facts.ts';
import { readOrderBody, type BodyItem, type OrderBody } from './order-body.ts';
import { Refusal, invalid, missing } from './refusal.ts';
import { takeTextParameters } from './text-parameters.ts';

export type Role =
  'first_frame' | 'last_frame' | 'reference_image' | 'reference_video' | 'reference_audio';

export interface Reference {
  readonly kind: MediumKind;
  readonly role: Role;
  readonly url: string;
  /** The field that a refusal names. */
  readonly param: string;
}

export type Mode = 'text' | 'frames' | 'reference';
export type TaskType = 'auto' | 'reference' | 'edit' | 'extend';

export interface Order {
  /** As it was sent: an id of the table, or an endpoint's. */
  readonly modelId: string;
  readonly model: ModelName;
  readonly mode: Mode;
  /** The words, without parameters in them. */
  readonly text: string;
  /** In content order. */
  readonly references: readonly Reference[];
  readonly resolution: Resolution;
  readonly ratio: Ratio;
  /** Whole seconds; -1: the model decides. */
  readonly duration: number;
  readonly generateAudio: boolean;
  readonly watermark: boolean;
  readonly seed: number | null;
  readonly returnLastFrame: boolean;
  readonly priority: number;
  readonly callbackUrl: string | null;
  readonly safetyIdentifier: string | null;
  readonly expiresAfterSeconds: number;
  readonly taskType: TaskType;
}

export interface OrderOptions {
  /** Endpoint ids that stand for a model. */
  readonly endpoints: Readonly<Record<string, ModelName>>;
}

/** @throws Refusal */
export function readOrder(json: unknown, options: OrderOptions): Order {
  const sent = readOrderBody(json);
  const { text, body } = takeTextParameters(textOf(sent));
  const order = { ...sent, ...body };
  const model = modelNamed(order.model, options);
  const table = models[model];
  refuseUnknownFields(order);
  const references = referencesOf(order.content);
  const mode = modeOf(references);
  checkCounts(references, table);
  if (
    text === '' &&
    references.every(({ kind }) => kind === 'audio') &&
    !table.references.audioAlone
  ) {
    throw missing('content.text');
  }
  const taskType = taskTypeOf(order, table, references);
  const resolution = resolutionOf(order, table);
  const ratio = ratioOf(order);
  const duration = durationOf(order, table);
  if (table.namesTaskType) demandAdaptive({ mode, taskType, ratio, duration });
  if (order.tools?.some(({ type }) => type === 'web_search') === true && mode !== 'text') {
    throw invalid('tools', 'web_search is for requests of text alone');
  }
  return {
    modelId: order.model,
    model,
    mode,
    text,
    references,
    resolution,
    ratio,
    duration,
    generateAudio: order.generate_audio ?? true,
    watermark: order.watermark ?? false,
    seed: order.seed ?? null,
    returnLastFrame: order.return_last_frame ?? false,
    priority: order.priority ?? 0,
    callbackUrl: order.callback_url ?? null,
    safetyIdentifier: order.safety_identifier ?? null,
    expiresAfterSeconds: order.execution_expires_after ?? 172_800,
    taskType,
  };
}

function textOf(body: OrderBody): string {
  return body.content.flatMap((item) => (item.type === 'text' ? [item.text] : [])).join('\n');
}

function modelNamed(id: string, options: OrderOptions): ModelName {
  const model = options.endpoints[id] ?? modelOfId(id)?.model;
  if (model !== undefined) return model;
  throw new Refusal(
    404,
    'InvalidEndpointOrModel.NotFound',
    `The model or endpoint ${id} does not exist or you do not have access to it.`,
    { param: 'model' },
  );
}

/** Fields of other generations of the service that 2.x answers with a refusal. */
function refuseUnknownFields(body: OrderBody): void {
  for (const field of ['service_tier', 'frames', 'draft_task']) {
    if (body[field] !== undefined && body[field] !== null) {
      throw invalid(field, `the model ${body.model} does not support it`);
    }
  }
}

const rolesOf: Readonly<Record<MediumKind, readonly Role[]>> = {
  image: ['first_frame', 'last_frame', 'reference_image'],
  video: ['reference_video'],
  audio: ['reference_audio'],
};

function referencesOf(content: readonly BodyItem[]): readonly Reference[] {
  const images = content.filter(({ type }) => type === 'image_url').length;
  return content.flatMap((item, place): readonly Reference[] => {
    if (item.type === 'text') return [];
    const [kind, url] =
      item.type === 'image_url'
        ? (['image', item.image_url.url] as const)
        : item.type === 'video_url'
          ? (['video', item.video_url.url] as const)
          : (['audio', item.audio_url.url] as const);
    const written = item.role ?? (kind === 'image' && images === 1 ? 'first_frame' : undefined);
    const role = rolesOf[kind].find((one) => one === written);
    if (role === undefined) {
      const list = rolesOf[kind].join(', ');
      throw written === undefined
        ? missing(`content[${place}].role`)
        : invalid(`content[${place}].role`, `${written} is none of ${list}`);
    }
    return [{ kind, role, url, param: `content[${place}].${item.type}.url` }];
  });
}

function modeOf(references: readonly Reference[]): Mode {
  if (references.length === 0) return 'text';
  const frames = references.filter(({ role }) => role === 'first_frame' || role === 'last_frame');
  if (frames.length === 0) return 'reference';
  if (frames.length < references.length) {
    throw invalid(
      'content',
      'first/last frame content cannot be mixed with reference media content',
    );
  }
  const first = frames.filter(({ role }) => role === 'first_frame').length;
  const last = frames.length - first;
  if (first !== 1 || last > 1) {
    throw invalid('content', `it holds ${first} first_frame and ${last} last_frame images`);
  }
  return 'frames';
}

function checkCounts(references: readonly Reference[], { references: limits }: Model): void {
  const count = (role: Role): number => references.filter((one) => one.role === role).length;
  const images = count('reference_image');
  const videos = count('reference_video');
  const audios = count('reference_audio');
  if (images > limits.images)
    throw invalid('content', `${images} images, at most ${limits.images}`);
  if (videos > limits.videos)
    throw invalid('content', `${videos} videos, at most ${limits.videos}`);
  if (audios > limits.audios)
    throw invalid('content', `${audios} audios, at most ${limits.audios}`);
  if (audios > 0 && images + videos === 0 && !limits.audioAlone) {
    throw invalid('content', 'reference audio needs at least one reference image or video');
  }
}

function taskTypeOf(body: OrderBody, table: Model, references: readonly Reference[]): TaskType {
  const type = body.omni_reference_task_type;
  if (type === undefined || type === null) return 'auto';
  const param = 'omni_reference_task_type';
  if (!table.namesTaskType) throw invalid(param, `the model ${body.model} does not support it`);
  if ((type === 'edit' || type === 'extend') && !references.some(({ kind }) => kind === 'video')) {
    throw invalid(param, `${type} needs at least one reference video`);
  }
  return type;
}

function resolutionOf(body: OrderBody, table: Model): Resolution {
  const written = body.resolution ?? '720p';
  const resolution = table.resolutions.find((one) => one === written);
  if (resolution !== undefined) return resolution;
  throw invalid('resolution', `${written} is none of ${table.resolutions.join(', ')}`);
}

function ratioOf(body: OrderBody): Ratio {
  const written = body.ratio ?? 'adaptive';
  const ratio = ratios.find((one) => one === written);
  if (ratio !== undefined) return ratio;
  throw invalid('ratio', `${written} is none of ${ratios.join(', ')}`);
}

function durationOf(body: OrderBody, table: Model): number {
  const duration = body.duration ?? (table.namesTaskType ? -1 : 5);
  const { min, max } = table.seconds;
  if (duration === -1 || (duration >= min && duration <= max)) return duration;
  throw invalid('duration', `${duration} is neither -1 nor from ${min} to ${max}`);
}

function demandAdaptive(order: {
  readonly mode: Mode;
  readonly taskType: TaskType;
  readonly ratio: Ratio;
  readonly duration: number;
}): void {
  const { mode, taskType, ratio, duration } = order;
  const demanding = mode === 'frames' || taskType === 'edit' || taskType === 'extend';
  if (demanding && ratio !== 'adaptive') throw invalid('ratio', 'it must be adaptive here');
  if (taskType === 'edit' && duration !== -1) throw invalid('duration', 'an edit must have -1');
}
