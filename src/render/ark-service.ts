/** The Ark client as the renderer's service: each of its errors becomes the outcome that it means. */
import { Failure } from '../failure.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { ArkClient } from '../seedance/client.ts';
import { download, DownloadError } from '../seedance/download.ts';
import { ArkError, taskFailure } from '../seedance/errors.ts';
import { createRequestSchema, isSettled, type Task } from '../seedance/schemas.ts';
import type { Origin } from '../store/store.ts';
import { createPace } from './pace.ts';
import type { Refusal, Service, ServiceTask, Submission } from './service.ts';

export interface ArkServiceOptions {
  readonly origin: Origin;
  /** Submissions a minute that the account may make; they leave evenly spaced. */
  readonly requestsPerMinute: number;
  readonly publisher?: Publisher | undefined;
}

export function arkService(client: ArkClient, options: ArkServiceOptions): Service {
  const turn = createPace(options.requestsPerMinute);
  return {
    origin: options.origin,
    publisher: options.publisher,
    async submit(body, task) {
      const request = createRequestSchema.parse(body);
      await turn();
      try {
        const { id } = await client.create(request, { shot: task });
        return { outcome: 'accepted', id };
      } catch (error) {
        if (error instanceof ArkError) return submissionOf(error);
        throw error;
      }
    },
    async get(id, { signal } = {}) {
      try {
        return taskOf(await client.get(id, signal ? { signal } : {}));
      } catch (error) {
        const unknown = error instanceof ArkError && error.status === 404;
        if (unknown && error.handling === 'stop-shot') return undefined;
        throw error;
      }
    },
    async download(url, path, { signal } = {}) {
      try {
        await download(url, path, signal ? { signal } : {});
      } catch (error) {
        if (!(error instanceof DownloadError) || !ofOneClip.has(error.problem)) throw error;
        throw new Failure('clip-unusable', error.message, { cause: error });
      }
    },
    async findByTag(tag) {
      const tasks = await client.list();
      return tasks.find((task) => task.safety_identifier === tag)?.id;
    },
  };
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
