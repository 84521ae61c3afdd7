/** The body of a submission: the plan's request with each URL turned into one that the service reads. */
import { Failure } from '../failure.ts';
import type { ContentItem, PlanTask } from '../plan/plan.ts';
import { mediumLimits } from '../seedance/capabilities.ts';
import { shotReference, urlOf, withUrl } from '../store/content-urls.ts';
import { dataUriOf, inlineMediaOf, megabytes, type LocalMedia } from './local-media.ts';
import { pathOf } from './project-file.ts';
import type { Run } from './run.ts';
import { clipUrlOf, lastFrameUriOf, publishHint, type Take } from './take.ts';

export type Takes = ReadonlyMap<string, Take>;

/**
 * @throws Failure of the one shot: a file that has changed, a link that cannot be had again, a body
 * that has grown beyond what the service takes
 */
export async function requestBodyOf(
  task: PlanTask,
  takes: Takes,
  run: Run,
): Promise<Readonly<Record<string, unknown>>> {
  const content: ContentItem[] = [];
  for (const item of task.request.content) {
    const url = urlOf(item);
    content.push(url === undefined ? item : withUrl(item, await readableUrl(url, takes, run)));
  }
  const body = { ...task.request, content };
  const bytes = Buffer.byteLength(JSON.stringify(body));
  if (bytes > mediumLimits.bodyBytesMax) throw tooLarge(task, bytes, run.media);
  return body;
}

export function tooLarge(task: PlanTask, bytes: number, media: LocalMedia): Failure {
  const files = inlineMediaOf(task, media)
    .toSorted((a, b) => b.bytes - a.bytes)
    .map((medium) => `${pathOf(medium.url)}: ${megabytes(medium.bytes)}`);
  return new Failure(
    'usage',
    `the request of ${task.id} has ${megabytes(bytes)} with its pictures and sounds; the service takes ${mediumLimits.bodyBytesMax / 1e6} MB${['', ...files].join('\n  ')}`,
    { hint: 'Make the pictures smaller, or name them by an https address.' },
  );
}

async function readableUrl(url: string, takes: Takes, run: Run): Promise<string> {
  const reference = shotReference(url);
  if (reference) {
    const take = takes.get(reference.task);
    if (!take) throw new Error(`${reference.task} has no take yet`);
    return reference.kind === 'clip' ? clipUrlOf(take, run) : lastFrameUriOf(take);
  }
  if (!url.startsWith('file:')) return url;
  const medium = run.media.of(url);
  if (medium.kind !== 'video') return dataUriOf(medium);
  if (run.service.publisher) return run.service.publisher.publish(medium);
  throw new Failure('publish-missing', `${pathOf(url)} is a video on this machine`, {
    hint: publishHint,
  });
}
