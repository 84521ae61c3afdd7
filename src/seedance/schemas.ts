/**
 * What goes over the wire to and from the Ark API, checked at the boundary. Requests and answers are
 * open: the service grows fields and statuses without notice, and a clip that is paid for must not be
 * lost because something beside it changed its shape. So only an id and a status are demanded; any
 * other field that is missing, null, or of a type that nobody expected is as if it were absent.
 *
 * Source: the vendor's API reference and the response types of its official SDKs.
 */
import { z } from 'zod';

/** The statuses that are documented; `expired` is missing from the SDKs' enums. */
export type KnownStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired';
/** The set is open: what is not known is carried as it came, and polled on. */
export type TaskStatus = KnownStatus | (string & {});

const settledStatuses: ReadonlySet<string> = new Set<KnownStatus>([
  'succeeded',
  'failed',
  'cancelled',
  'expired',
]);

/** True where the task will not change any more. An unknown status is not settled. */
export function isSettled(status: TaskStatus): boolean {
  return settledStatuses.has(status);
}

function ifReadable<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

const text = ifReadable(z.string());
const number = ifReadable(z.number());
const textOrNumber = ifReadable(z.union([z.string(), z.number().transform(String)]));

/** The body of a create. The plan fills it; the client sends it as it is. */
export const createRequestSchema = z.looseObject({
  model: z.string(),
  content: z.array(z.looseObject({ type: z.string() })),
});
export type CreateRequest = Readonly<z.infer<typeof createRequestSchema>>;

/** The answer to a create. Without an id nobody knows what was begun. */
export const createdSchema = z.looseObject({ id: z.string().min(1), safety_identifier: text });
export type Created = Readonly<z.infer<typeof createdSchema>>;

/** The inner part of a refusal, and of a task that failed after it was accepted. */
const serviceErrorSchema = z.looseObject({
  code: textOrNumber,
  message: text,
  param: text,
  type: text,
});
export type ServiceError = Readonly<z.infer<typeof serviceErrorSchema>>;

/** What every answer other than 2xx should hold; gateways before the service may send anything. */
export const refusalSchema = z.looseObject({ error: serviceErrorSchema });

/** One task, as get answers it. Items of a list have the same shape. */
export const taskSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string().min(1),
  model: text,
  error: ifReadable(serviceErrorSchema),
  content: ifReadable(z.looseObject({ video_url: text, last_frame_url: text })),
  usage: ifReadable(z.looseObject({ completion_tokens: number, total_tokens: number })),
  /** Seconds since 1970. */
  created_at: number,
  updated_at: number,
  seed: number,
  resolution: text,
  ratio: text,
  /** floor(frames / 24), not what was asked for; the file alone tells its length. */
  duration: number,
  framespersecond: number,
  generate_audio: ifReadable(z.boolean()),
  safety_identifier: text,
});
export type Task = Readonly<z.infer<typeof taskSchema>>;

/** One page of a list. One item that cannot be read makes the page unreadable: it might be ours. */
export const pageSchema = z.looseObject({ total: number, items: z.array(taskSchema) });
