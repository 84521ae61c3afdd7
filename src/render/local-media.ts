/**
 * The plan's local media, read before anything is bought: either every one of them is there, is of
 * the right kind and fits, or the run ends with nothing spent.
 */
import { open, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { sniff, sniffLength } from '../media/sniff.ts';
import type { ContentItem, Plan, PlanTask } from '../plan/plan.ts';
import { mediumLimits } from '../seedance/capabilities.ts';
import { sha256 } from '../store/canonical.ts';
import { urlOf } from '../store/key.ts';
import { hashFile } from '../store/local-store.ts';

export interface LocalMedium {
  readonly url: string;
  /** Absolute, links resolved. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: 'image' | 'video' | 'audio';
  readonly format: string;
}

export interface LocalMedia {
  /** The medium behind a `file:` URL of the content arrays. */
  of(url: string): LocalMedium;
  /** False only for files of tasks that are not to be made in this run. */
  has(url: string): boolean;
}

/**
 * Reads every `file:` of these tasks, and sees that those of the film are there. Of `others`, which
 * are not made in this run, it reads what it can, so that their clips are found again.
 * @throws Failure `file-missing` or `usage` that lists every one that cannot be used
 */
export async function readLocalMedia(
  plan: Pick<Plan, 'film' | 'cut' | 'scenes'>,
  tasks: readonly PlanTask[],
  others: readonly PlanTask[],
  root: string,
): Promise<LocalMedia> {
  const realRoot = await realpath(root);
  const media = new Map<string, LocalMedium>();
  const problems = new Map<string, string>();
  for (const [url, item] of contentFiles(tasks)) {
    const read = await readMedium(url, item, realRoot);
    if (typeof read === 'string') problems.set(url, read);
    else media.set(url, read);
  }
  for (const url of filmFiles(plan)) {
    if (media.has(url) || problems.has(url)) continue;
    const found = await locate(url, realRoot);
    if ('problem' in found) problems.set(url, found.problem);
  }
  if (problems.size > 0) {
    const lines = [...problems].map(([url, problem]) => `${pathOf(url)}: ${problem}`);
    throw new Failure('file-missing', ['these files cannot be used:', ...lines].join('\n  '), {
      hint: 'Nothing was bought. Put the files right and run the same command again.',
    });
  }
  for (const [url, item] of contentFiles(others)) {
    const read = media.has(url) ? '' : await readMedium(url, item, realRoot);
    if (typeof read !== 'string') media.set(url, read);
  }
  return {
    has: (url) => media.has(url),
    of(url) {
      const medium = media.get(url);
      if (!medium) throw new Error(`${url} was not read`);
      return medium;
    },
  };
}

/**
 * The bytes of a medium as a data URI.
 * @throws Failure `file-missing` where they are no longer those that were read before
 */
export async function dataUriOf(medium: LocalMedium): Promise<string> {
  const bytes = await readFile(medium.path);
  if (sha256(bytes) !== medium.sha256) {
    throw new Failure('file-missing', `${pathOf(medium.url)} was changed while the run went on`, {
      hint: 'Run the same command again.',
    });
  }
  return dataUri(medium.kind, medium.format, bytes);
}

export function dataUri(
  kind: 'image' | 'audio' | 'video',
  format: string,
  bytes: Uint8Array,
): string {
  return `data:${kind}/${format};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Bytes of the body that a task's request makes, its local pictures and sounds inside. */
export function bodyBytesOf(task: PlanTask, media: LocalMedia): number {
  const inline = task.request.content.flatMap((item) => {
    const url = urlOf(item);
    return url?.startsWith('file:') ? [media.of(url)] : [];
  });
  return inline
    .filter((medium) => medium.kind !== 'video')
    .reduce(
      (sum, medium) => sum + Math.ceil(medium.bytes / 3) * 4,
      Buffer.byteLength(JSON.stringify(task.request)),
    );
}

function contentFiles(tasks: readonly PlanTask[]): ReadonlyMap<string, ContentItem> {
  const files = new Map<string, ContentItem>();
  for (const item of tasks.flatMap((task) => task.request.content)) {
    const url = urlOf(item);
    if (url?.startsWith('file:')) files.set(url, item);
  }
  return files;
}

function filmFiles(plan: Pick<Plan, 'film' | 'cut' | 'scenes'>): ReadonlySet<string> {
  const urls = [
    plan.film.cover,
    plan.film.soundtrack?.url,
    ...plan.scenes.map((scene) => scene.soundtrack?.url),
    ...plan.cut.map((item) => ('url' in item ? item.url : undefined)),
  ];
  return new Set(
    urls.filter((url) => typeof url === 'string').filter((url) => url.startsWith('file:')),
  );
}

async function readMedium(
  url: string,
  item: ContentItem,
  realRoot: string,
): Promise<LocalMedium | string> {
  const found = await locate(url, realRoot);
  if ('problem' in found) return found.problem;
  const wanted = kindOf(item);
  const sniffed = sniff(await headOf(found.path));
  if (sniffed.kind !== wanted) return `its bytes are not those of ${article[wanted]}`;
  const limit = limits[wanted];
  if (found.bytes > limit)
    return `it has ${megabytes(found.bytes)}; the service takes ${megabytes(limit)}`;
  const { sha256: hash, bytes } = await hashFile(found.path);
  return { url, path: found.path, sha256: hash, bytes, kind: wanted, format: sniffed.format };
}

async function locate(
  url: string,
  realRoot: string,
): Promise<{ readonly path: string; readonly bytes: number } | { readonly problem: string }> {
  try {
    const real = await realpath(path.join(realRoot, pathOf(url)));
    if (path.relative(realRoot, real).split(path.sep)[0] === '..') {
      return { problem: 'it lies outside of the project' };
    }
    const stats = await stat(real);
    if (!stats.isFile()) return { problem: 'it is no regular file' };
    await (await open(real, 'r')).close();
    return { path: real, bytes: stats.size };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'there is no such file' };
    if (code === 'EACCES' || code === 'EPERM') return { problem: 'reading it is not allowed' };
    throw error;
  }
}

async function headOf(file: string): Promise<Uint8Array> {
  const opened = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(sniffLength), 0, sniffLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}

const limits = {
  image: mediumLimits.image.bytesBelow - 1,
  video: mediumLimits.video.bytesMax,
  audio: mediumLimits.audio.bytesMax,
} as const;
const article = { image: 'a picture', video: 'a video', audio: 'a sound' } as const;

function kindOf(item: ContentItem): LocalMedium['kind'] {
  switch (item.type) {
    case 'video_url':
      return 'video';
    case 'audio_url':
      return 'audio';
    case 'image_url':
      return 'image';
    case 'text':
      throw new Error('a text has no medium');
  }
}

function pathOf(url: string): string {
  return url.slice('file:'.length);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
