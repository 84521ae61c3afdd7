/**
 * The plan's local media, read before anything is bought: either every one of them is there, is of
 * the right kind and fits, or the run ends with nothing spent. A plan is a file that anybody may have
 * edited, so nothing that the compiler has seen to is taken for granted here.
 */
import { open, realpath } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import { hashFile } from '../files.ts';
import { decodePixelsMax } from '../media/decode-limit.ts';
import type { MediumKind } from '../media/facts.ts';
import { filmMedia } from '../plan/film-media.ts';
import type { Plan, PlanTask } from '../plan/plan.ts';
import type { LocalFile } from '../publish/publisher.ts';
import { mediumLimits } from '../seedance/capabilities.ts';
import { problemOfMedium } from '../seedance/medium-limits.ts';
import { sha256 } from '../store/canonical.ts';
import { mediumKindOf, urlOf, urlsOf } from '../store/content-urls.ts';
import { findProjectFile, pathOf, readFacts } from './project-file.ts';

export interface LocalMedium extends LocalFile {
  readonly url: string;
  readonly kind: MediumKind;
  readonly format: string;
}

export interface LocalMedia {
  /** The medium behind a `file:` URL of the content arrays. */
  of(url: string): LocalMedium;
  /** False only for files of tasks that are not to be made in this run. */
  has(url: string): boolean;
  /** SHA-256 of the bytes behind it; undefined where it was not read. */
  hashOf(url: string): string | undefined;
}

/**
 * Reads every `file:` of these tasks, and sees that those of the film are there. Of `others`, which
 * are not made in this run, it reads what it can, so that their clips are found again.
 * @throws Failure `file-missing` that lists every one that cannot be used
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
  for (const [url, kind] of contentFiles(tasks)) {
    const read = await readMedium(url, kind, realRoot);
    if ('problem' in read) problems.set(url, read.problem);
    else media.set(url, read);
  }
  for (const [url, kind] of filmFiles(plan)) {
    if (problems.has(url)) continue;
    const problem = await problemInFilm(url, kind, realRoot);
    if (problem !== undefined) problems.set(url, problem);
  }
  refuse(problems);
  for (const [url, kind] of contentFiles(others)) {
    if (media.has(url)) continue;
    const read = await readMedium(url, kind, realRoot);
    if (!('problem' in read)) media.set(url, read);
  }
  return {
    has: (url) => media.has(url),
    hashOf: (url) => media.get(url)?.sha256,
    of(url) {
      const medium = media.get(url);
      if (!medium) throw new Error(`${url} was not read`);
      return medium;
    },
  };
}

/**
 * Holds the media of tasks that are about to be bought against the service's limits on pixels and
 * form. Kept clips are not asked again, so that a run with nothing to do reads no headers.
 * @throws Failure `file-missing` that lists every one that is beyond them
 */
export async function holdToLimits(tasks: readonly PlanTask[], media: LocalMedia): Promise<void> {
  const problems = new Map<string, string>();
  for (const url of contentFiles(tasks).keys()) {
    const reading = await readFacts(media.of(url));
    const problem = reading.ok ? problemOfMedium(reading.facts) : `is damaged: ${reading.detail}`;
    if (problem !== undefined) problems.set(url, `it ${problem}`);
  }
  refuse(problems);
}

/**
 * The bytes of a medium as a data URI.
 * @throws Failure `file-missing` where they are no longer those that were read before
 */
export async function dataUriOf(medium: LocalMedium): Promise<string> {
  const bytes = await readAtMost(medium.path, medium.bytes);
  if (sha256(bytes) !== medium.sha256) {
    throw new Failure('file-missing', `${pathOf(medium.url)} was changed while the run went on`, {
      hint: 'Run the same command again.',
    });
  }
  return dataUri(medium.kind, medium.format, bytes);
}

export function dataUri(kind: MediumKind, format: string, bytes: Uint8Array): string {
  return `data:${kind}/${format};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Pictures and sounds, which travel inside the body of a task's request. */
export function inlineMediaOf(task: PlanTask, media: LocalMedia): readonly LocalMedium[] {
  return urlsOf(task.request.content)
    .filter(isFile)
    .map((url) => media.of(url))
    .filter(({ kind }) => kind !== 'video');
}

/** Videos, which the service reads from an address. */
export function videosOf(task: PlanTask, media: LocalMedia): readonly LocalMedium[] {
  return [...contentFiles([task])]
    .filter(([, kind]) => kind === 'video')
    .map(([url]) => media.of(url));
}

/** Bytes of the body that a task's request makes, its local pictures and sounds inside. */
export function bodyBytesOf(task: PlanTask, media: LocalMedia): number {
  return inlineMediaOf(task, media).reduce(
    (sum, medium) => sum + Math.ceil(medium.bytes / 3) * 4,
    Buffer.byteLength(JSON.stringify(task.request)),
  );
}

function refuse(problems: ReadonlyMap<string, string>): void {
  if (problems.size === 0) return;
  const lines = [...problems].map(([url, problem]) => `${pathOf(url)}: ${problem}`);
  throw new Failure('file-missing', ['these files cannot be used:', ...lines].join('\n  '), {
    hint: 'Nothing was bought. Put the files right and run the same command again.',
  });
}

function contentFiles(tasks: readonly PlanTask[]): ReadonlyMap<string, MediumKind> {
  const files = new Map<string, MediumKind>();
  for (const task of tasks) {
    for (const item of task.request.content) {
      if (item.type === 'text') continue;
      const url = urlOf(item);
      if (isFile(url)) files.set(url, mediumKindOf(item));
    }
  }
  return files;
}

function filmFiles(plan: Pick<Plan, 'film' | 'cut' | 'scenes'>): ReadonlyMap<string, MediumKind> {
  const named = new Map([[plan.film.cover ?? '', 'image' as const], ...filmMedia(plan)]);
  return new Map([...named].filter(([url]) => isFile(url)));
}

function isFile(url: string): boolean {
  return url.startsWith('file:');
}

async function readMedium(
  url: string,
  kind: MediumKind,
  realRoot: string,
): Promise<LocalMedium | { readonly problem: string }> {
  const found = await findProjectFile(url, realRoot, kind);
  if ('problem' in found) return found;
  const limit = bytesMax[kind];
  if (found.bytes > limit) {
    return { problem: `it has ${megabytes(found.bytes)}; the service takes ${megabytes(limit)}` };
  }
  const { format } = found.sniffed;
  return {
    url,
    kind,
    format,
    path: found.path,
    extension: `.${format}`,
    ...(await hashFile(found.path)),
  };
}

/** Of what is cut into the film: pictures and frames are decoded here, sounds are read as they play. */
async function problemInFilm(
  url: string,
  kind: MediumKind,
  realRoot: string,
): Promise<string | undefined> {
  const found = await findProjectFile(url, realRoot, kind);
  if ('problem' in found) return found.problem;
  if (kind === 'audio') return undefined;
  const reading = await readFacts(found);
  if (!reading.ok) return `it is damaged: ${reading.detail}`;
  if (reading.facts.kind === 'audio') return undefined;
  const { width = 0, height = 0 } = reading.facts;
  if (width * height <= decodePixelsMax) return undefined;
  return `it has ${width} × ${height} pixels; at most ${decodePixelsMax / 1e6} million in all are read`;
}

async function readAtMost(file: string, bytes: number): Promise<Uint8Array> {
  const opened = await open(file, 'r');
  try {
    // One byte more than there should be shows a file that has grown, however much.
    const buffer = Buffer.alloc(bytes + 1);
    const { bytesRead } = await opened.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}

const bytesMax = {
  image: mediumLimits.image.bytesBelow - 1,
  video: mediumLimits.video.bytesMax,
  audio: mediumLimits.audio.bytesMax,
} as const;

/** `12.5 MB`, of so many bytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
