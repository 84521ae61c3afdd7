/** What `scenewright.json` may hold. Every part is optional; a key that is not here is refused. */
import { z } from 'zod';
import { modelOfId } from '../seedance/capabilities.ts';
import type { ModelName } from '../seedance/capabilities.ts';
import { parseMoney } from './money.ts';

const modelNames = [
  'seedance-2.0',
  'seedance-2.0-fast',
  'seedance-2.0-mini',
  'seedance-2.5',
] as const satisfies readonly ModelName[];

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const address = z.string().refine(isSafeAddress, {
  message: 'must be an https:// address (http:// is for this machine alone)',
});

const positive = z.number().positive();
const count = z.int().positive();

/** A model by its name or by a full id of either region. */
const model = z.string().transform((written, context) => {
  const named = modelNames.find((name) => name === written) ?? modelOfId(written)?.model;
  if (named) return named;
  const message = `must be a model: ${modelNames.join(', ')}, or a full id`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const ark = z.strictObject({
  region: z.enum(['cn', 'intl']).optional(),
  baseUrl: address.optional(),
  /** Tasks at the service at once. */
  concurrency: count.optional(),
  requestsPerMinute: count.optional(),
  /** May be a fraction. */
  pollSeconds: positive.optional(),
  /** Send an opaque `safety_identifier`, so that a task can be told for ours. */
  tagTasks: z.boolean().optional(),
  /** The service gives that tag back when it lists tasks. */
  tagsEchoed: z.boolean().optional(),
  settleSeconds: positive.optional(),
  /** Endpoint ids of the account and the model behind each. */
  endpoints: z.record(z.string().regex(/^ep-/, 'an endpoint id begins with ep-'), model).optional(),
});

const s3 = z.strictObject({
  endpoint: address,
  region: z.string().min(1),
  bucket: z.string().min(1),
  prefix: z.string().optional(),
  /** Where the bucket stands in an address; absent: as the endpoint's kind has it. */
  addressing: z.enum(['host', 'path']).optional(),
  /** How long a presigned link holds; the protocol allows a week. */
  expiresSeconds: z.int().positive().max(604_800).optional(),
});

export const settingsSchema = z.strictObject({
  /** For editors that check JSON as it is written. */
  $schema: z.string().optional(),
  backend: z.enum(['simulator', 'ark']).optional(),
  ark: ark.optional(),
  publish: z.strictObject({ s3: s3.optional() }).optional(),
  budget: z
    .string()
    .transform((text, context) => {
      const money = parseMoney(text);
      if (money) return money;
      context.addIssue({
        code: 'custom',
        message: 'must be an amount such as "500 CNY" or "70 USD"',
      });
      return z.NEVER;
    })
    .optional(),
  /** Where clips and the journal are kept, relative to the project. */
  store: z.string().min(1).optional(),
});

export type ProjectSettings = z.infer<typeof settingsSchema>;

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}
