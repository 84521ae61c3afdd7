/** A clip that is kept, and how the next shot is given it. */
import { readFile } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import { sniff } from '../media/sniff.ts';
import { wasKept, type Attempt, type KeptAttempt } from '../store/attempts.ts';
import type { Store } from '../store/store.ts';
import { dataUri } from './local-media.ts';
import type { Run } from './run.ts';

export interface Take {
  readonly task: string;
  readonly attempt: KeptAttempt;
  /** Absolute paths of the bytes as they came. */
  readonly clipPath: string;
  readonly lastFramePath: string | undefined;
}

/** The take of an attempt, or undefined where it is not kept or its files are no longer whole. */
export async function takeOf(attempt: Attempt, store: Store): Promise<Take | undefined> {
  if (!wasKept(attempt)) return undefined;
  const { clip, lastFrame } = attempt;
  const clipPath = await store.pathOf(clip);
  const lastFramePath = lastFrame ? await store.pathOf(lastFrame) : undefined;
  if (clipPath === undefined || (lastFrame && lastFramePath === undefined)) return undefined;
  return { task: attempt.intent.task, attempt, clipPath, lastFramePath };
}

const hourMs = 3_600_000;
/** A link is good for 24 hours; a task that is given it may wait in the queue for some of them. */
const linkMs = 20 * hourMs;
/** The service keeps a record for 7 days. */
const recordMs = 7 * 24 * hourMs;

/**
 * An address of the take's clip that the service can read: its own signed link while that lives,
 * asked for again while the record does, and else the clip's own bytes, published.
 * @throws Failure `publish-missing` where no way is left
 */
export async function clipUrlOf(
  take: Take,
  run: Pick<Run, 'links' | 'service' | 'stop'>,
): Promise<string> {
  const { tag, id } = take.attempt;
  const link = run.links.get(tag);
  if (link && performance.now() - link.atMs < linkMs) return link.url;
  // Always asked: a clock of ours that is wrong must not decide what the service still has.
  const found = await run.service.get(id, { signal: run.stop });
  if (found?.videoUrl !== undefined) {
    run.links.set(tag, { url: found.videoUrl, atMs: performance.now() });
    return found.videoUrl;
  }
  const { publisher } = run.service;
  if (publisher) return publisher.publish({ path: take.clipPath, ...take.attempt.clip });
  throw new Failure(
    'publish-missing',
    `the link to the clip of ${take.task} has run out, and another shot builds on it`,
    { hint: publishHint },
  );
}

export const publishHint =
  'Name a storage that the service can read in publish.s3 of scenewright.json, or put the file on one and name it by its https address.';

/**
 * Should the service still know of what was written down at `at` (ISO 8601)? Its record is younger
 * than seven days. A time from the future says that a clock was wrong, and then nobody knows.
 */
export function shouldHaveRecord(at: string, now: Date): boolean | 'unknown' {
  const ageMs = now.getTime() - Date.parse(at);
  return ageMs < -hourMs ? 'unknown' : ageMs < recordMs;
}

/**
 * Would the service's list surely show this attempt, had it been accepted? Counted from the intent: of
 * what was written down later nobody knows whether the list had forgotten the task by then. And where
 * the two times do not follow one another, a clock was set.
 */
export function isSurelyListed({ begunAt, at }: Attempt, now: Date): boolean {
  return [now, new Date(at)].every((time) => shouldHaveRecord(begunAt, time) === true);
}

/**
 * The take's last frame as a data URI, its bytes as they came.
 * @throws Failure `clip-unusable` where the service gave none
 */
export async function lastFrameUriOf(take: Take): Promise<string> {
  if (take.lastFramePath === undefined) {
    throw new Failure('clip-unusable', `the service gave no last frame of ${take.task}`, {
      hint: 'Render that shot again, or let this one begin on a frame of your own with "first frame:".',
    });
  }
  const bytes = await readFile(take.lastFramePath);
  const sniffed = sniff(bytes);
  if (sniffed.kind !== 'image')
    throw new Error(`the kept frame ${take.lastFramePath} is no picture`);
  return dataUri('image', sniffed.format, bytes);
}
