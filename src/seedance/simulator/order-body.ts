/**
 * The body of a create, field by field: its types, as the service checks them before it looks at
 * what they mean together. Fields that it does not know are passed over.
 */
import { z } from 'zod';
import { seedLimits } from '../capabilities.ts';
import { invalid, missing } from './refusal.ts';

const url = z.looseObject({ url: z.string() });

const contentItemSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('image_url'), image_url: url, role: z.string().nullish() }),
  z.looseObject({ type: z.literal('video_url'), video_url: url, role: z.string().nullish() }),
  z.looseObject({ type: z.literal('audio_url'), audio_url: url, role: z.string().nullish() }),
]);
export type BodyItem = z.infer<typeof contentItemSchema>;

const orderBodySchema = z.looseObject({
  model: z.string(),
  content: z.array(contentItemSchema),
  resolution: z.string().nullish(),
  ratio: z.string().nullish(),
  duration: z.int().nullish(),
  generate_audio: z.boolean().nullish(),
  watermark: z.boolean().nullish(),
  seed: z.int().min(seedLimits.least).max(seedLimits.most).nullish(),
  return_last_frame: z.boolean().nullish(),
  priority: z.int().min(0).max(9).nullish(),
  callback_url: z.url({ protocol: /^https?$/u }).nullish(),
  safety_identifier: z.string().max(64).nullish(),
  execution_expires_after: z.int().min(3_600).max(259_200).nullish(),
  tools: z.array(z.looseObject({ type: z.string() })).nullish(),
  omni_reference_task_type: z.enum(['auto', 'reference', 'edit', 'extend']).nullish(),
});
export type OrderBody = z.infer<typeof orderBodySchema>;

/** @throws Refusal that names the first field at fault as the service does: `content[1].role` */
export function readOrderBody(json: unknown): OrderBody {
  const parsed = orderBodySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const param = paramOf(issue?.path ?? []);
  if (param === '') throw invalid('body', 'it is not a JSON object');
  const absent = valueAt(json, issue?.path ?? []) === undefined;
  throw absent ? missing(param) : invalid(param, issue?.message ?? 'it cannot be read');
}

function paramOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, place) =>
      typeof part === 'number' ? `[${part}]` : `${place === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}
