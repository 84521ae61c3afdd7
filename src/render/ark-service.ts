/** The Ark client as the renderer's service: each of its errors becomes the outcome that it means. */
import { Failure } from '../failure.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { ArkClient } from '../seedance/client.ts';
import { download, DownloadError } from '../seedance/download.ts';
import { ArkError, taskFailure } from '../seedance/errors.ts';
import { createRequestSchema, isSettled, type Task } from '../seedance/schemas.ts';
import type { Origin } from '../store/store.ts';
import type {
  CallOptions,
  ListedTask,
  Refusal,
  Service,
  ServiceTask,
  Submission,
} from './service.ts';

export interface ArkServiceOptions {
  readonly origin: Origin;
  readonly account: string;
  readonly publisher?: Publisher | undefined;
}

export function arkService(client: ArkClient, options: ArkServiceOptions): Service {
  const list = createShared((signal) => listOf(client, signal));
  return {
    origin: options.origin,
    account: options.account,
    publisher: options.publisher,
    async submit(body, task, { signal, beforeSending }) {
      const request = createRequestSchema.parse(body);
      try {
        const { id } = await client.create(request, {
          shot: task,
          ...(signal ? { signal } : {}),
          ...(beforeSending ? { beforeSending } : {}),
        });
        return { outcome: 'accepted', id };
      } catch (error) {
        if (error instanceof ArkError) return submissionOf(error);
        throw error;
      }
    },
    get: (id, { signal } = {}) => recorded(() => client.get(id, signal ? { signal } : {})),
    cancel: (id, { signal } = {}) => recorded(() => client.cancel(id, signal ? { signal } : {})),
    async download(url, path, { signal } = {}) {
      try {
        await download(url, path, signal ? { signal } : {});
      } catch (error) {
        if (!(error instanceof DownloadError) || !ofOneClip.has(error.problem)) throw error;
        throw new Failure('clip-unusable', error.message, { cause: error });
      }
    },
    async findByTag(tag, call) {
      return (await list(call)).find((task) => task.tag === tag)?.id;
    },
    list,
  };
}

async function listOf(
  client: ArkClient,
  signal: AbortSignal | undefined,
): Promise<readonly ListedTask[]> {
  const tasks = await client.list({}, { pageSize: 500, ...(signal ? { signal } : {}) });
  return tasks.map((task) => ({
    id: task.id,
    status: task.status,
    model: task.model,
    tag: task.safety_identifier,
    createdAt: task.created_at === undefined ? undefined : new Date(task.created_at * 1000),
  }));
}

/**
 * Many ask for the list at once after the line was cut, and it may be asked for once a second: those
 * who ask while it is being read share the next reading, for theirs must begin after they asked.
 */
function createShared<T>(
  read: (signal: AbortSignal | undefined) => Promise<T>,
): (options?: CallOptions) => Promise<T> {
  let current: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return ({ signal } = {}) => {
    if (next) return next;
    const reading = current.then(() => {
      next = undefined;
      return read(signal);
    });
    next = reading;
    current = reading.catch(() => undefined);
    return reading;
  };
}

/** The task that `call` gives, or undefined where the service keeps no record of it. */
async function recorded(call: () => Promise<Task>): Promise<ServiceTask | undefined> {
  try {
    return taskOf(await call());
  } catch (error) {
    const unknown = error instanceof ArkError && error.status === 404;
    if (unknown && error.handling === 'stop-shot') return undefined;
    throw error;
  }
}

/** Problems of this link alone; the others say that nothing can be fetched now. */
const ofOneClip: ReadonlySet<DownloadError['problem']> = new Set([
  'link-expired',
  'refused',
  'too-large',
]);

function submissionOf(error: ArkError): Submission {
  switch (error.submission) {
    case 'never-left':
      return { outcome: 'not-sent', failure: error };
    case 'ambiguous':
    case undefined:
      return { outcome: 'ambiguous', why: error.message };
    case 'answered':
      break;
  }
  if (error.handling === 'wait') return { outcome: 'wait', retryAfterMs: error.retryAfterMs };
  if (error.handling === 'stop-run') return { outcome: 'halted', failure: error };
  return { outcome: 'refused', refusal: refusalOf(error) };
}

function taskOf(task: Task): ServiceTask {
  const ended = isSettled(task.status) && task.status !== 'succeeded';
  return {
    status: task.status,
    videoUrl: task.content?.video_url,
    lastFrameUrl: task.content?.last_frame_url,
    seed: task.seed,
    tokens: task.usage?.completion_tokens ?? task.usage?.total_tokens ?? null,
    refusal: ended ? refusalOf(taskFailure(task)) : undefined,
  };
}

function refusalOf(error: ArkError): Refusal {
  return {
    code: error.code ?? error.reason,
    message: error.message,
    hint: error.hint,
    byChance: error.handling === 'retry-once',
  };
}
