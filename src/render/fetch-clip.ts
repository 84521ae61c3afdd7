/**
 * From a task that is done to a take on this disk: its files are fetched first, kept with their bytes as
 * they came, and recorded as kept only once the clip is whole, has passed ffprobe and lies under its hash.
 */
import { readFile, rm } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import { sniff } from '../media/sniff.ts';
import { lastFrameUrl } from '../plan/urls.ts';
import type { KeptAttempt, SubmittedAttempt } from '../store/attempts.ts';
import type { Intent, KeptFile, Step } from '../store/records.ts';
import { shotOf } from '../store/takes.ts';
import type { Run } from './run.ts';
import type { ServiceTask } from './service.ts';
import { takeOf, type Take } from './take.ts';

const fetchTries = 3;

export interface KeepOptions {
  /** As the run calls it. */
  readonly task: string;
  /** Told when the files are on this disk, before they are looked at. */
  readonly whenFetched: (() => void) | undefined;
}

/**
 * Fetches what a task has made and writes it down as kept.
 * @returns undefined where the service keeps no record of the task by now
 * @throws Failure where it cannot be fetched, after some tries, or not be kept
 */
export async function keepClip(
  attempt: SubmittedAttempt,
  found: ServiceTask,
  { task, whenFetched }: KeepOptions,
  run: Run,
): Promise<Take | undefined> {
  run.emit({ type: 'downloading', task });
  let current: ServiceTask | undefined = found;
  for (let tries = 1; ; tries++) {
    if (!current) return undefined;
    if (current.videoUrl === undefined) throw unavailable(task, 'is done and names no clip');
    // A clip is not lost for a frame that nobody begins on.
    const withoutFrame = tries === fetchTries && !isBegunOn(task, run);
    try {
      const files = await fetchFiles(attempt, current, { withoutFrame, whenFetched }, run);
      run.links.set(attempt.tag, { url: current.videoUrl, atMs: performance.now() });
      const kept = await run.store.journal.append({ step: 'kept', tag: attempt.tag, ...files });
      const take = await takeOf(kept, run.store);
      if (!take) throw new Error(`${task} was kept and is not there`);
      return take;
    } catch (error) {
      if (!(error instanceof Failure) || run.stop.aborted) throw error;
      const isHere = error.reason === 'disk-trouble' || error.reason === 'run-locked';
      if (isHere || tries >= fetchTries) throw error;
    }
    // The link may have run out, or the copy be cut short: ask for both again.
    await run.sleep(run.settings.pollMs * run.random(), run.stop);
    current = await run.service.get(attempt.id, { signal: run.stop });
  }
}

/**
 * Fetches again a clip that was kept and is gone from the disk.
 * @throws Failure `clip-unusable` where its link gives nothing
 */
export async function fetchAgain(
  attempt: KeptAttempt,
  found: ServiceTask,
  run: Run,
): Promise<'fetched' | 'other bytes'> {
  const withoutFrame = !attempt.lastFrame;
  const fetched = await fetchFiles(attempt, found, { withoutFrame }, run);
  const same =
    fetched.clip.sha256 === attempt.clip.sha256 &&
    (withoutFrame || fetched.lastFrame?.sha256 === attempt.lastFrame.sha256);
  return same ? 'fetched' : 'other bytes';
}

/** Does a shot of the plan start on this one's last frame? */
export function isBegunOn(task: string, { plan }: Run): boolean {
  const frame = lastFrameUrl(shotOf(task));
  return plan.tasks.some(({ request }) =>
    request.content.some((item) => item.type === 'image_url' && item.image_url.url === frame),
  );
}

interface FetchOptions {
  /** Where its last frame cannot be had the clip is kept without it, and that is said. */
  readonly withoutFrame: boolean;
  readonly whenFetched?: (() => void) | undefined;
}

/** The attempt that files are fetched for. */
interface Fetched {
  readonly tag: string;
  readonly intent: Pick<Intent, 'task'>;
}

/**
 * Fetches what a task has made and keeps it by its content; nothing is written down.
 * @throws Failure `clip-unusable` where a link gives nothing of use
 */
export async function fetchFiles(
  attempt: Fetched,
  { videoUrl = '', lastFrameUrl: frameUrl }: ServiceTask,
  { withoutFrame, whenFetched }: FetchOptions,
  run: Run,
): Promise<Pick<Extract<Step, { step: 'kept' }>, 'clip' | 'lastFrame' | 'seconds'>> {
  const orWithout = async <T>(frame: Promise<T>): Promise<T | null> => {
    try {
      return await frame;
    } catch (error) {
      const isUnusable = error instanceof Failure && error.reason === 'clip-unusable';
      if (!withoutFrame || !isUnusable) throw error;
      const message = `${attempt.intent.task}: its clip is kept without its last frame, which cannot be had: ${error.message}`;
      run.emit({ type: 'warning', message });
      return null;
    }
  };
  const [clip, frame] = await all([
    fetchFile(`${attempt.tag}.mp4`, videoUrl, run),
    frameUrl === undefined ? null : orWithout(fetchFile(`${attempt.tag}.frame`, frameUrl, run)),
  ]);
  whenFetched?.();
  const [kept, lastFrame] = await all([
    keepVideo(attempt, clip, run),
    frame === null ? null : orWithout(keepFrame(attempt, frame, run)),
  ]);
  return { ...kept, lastFrame };
}

/**
 * Damage is no reason to refuse what came whole: it is what the service made and was paid for, and
 * whoever cuts the film decides.
 */
async function keepVideo(
  attempt: Fetched,
  path: string,
  run: Run,
): Promise<Pick<Extract<Step, { step: 'kept' }>, 'clip' | 'seconds'>> {
  const { damage, ...measured } = await orGone(path, run.inspectClip(path));
  if (damage !== undefined) {
    const { task } = attempt.intent;
    const message = `${task}: the service's clip is damaged (${damage}); it is kept as it came`;
    run.emit({ type: 'warning', message });
  }
  return { clip: await run.store.keep(path, '.mp4'), ...measured };
}

async function fetchFile(name: string, url: string, run: Run): Promise<string> {
  const path = await run.store.incomingPath(name);
  await run.service.download(url, path, { signal: run.stop });
  return path;
}

/** Both, or the first failure once the other has ended: nothing is fetched twice at one time. */
async function all<A, B>(work: readonly [Promise<A>, B | Promise<B>]): Promise<readonly [A, B]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** PNG or JPEG: the bytes tell, the link does not. */
async function keepFrame(attempt: Fetched, path: string, run: Run): Promise<KeptFile> {
  const sniffed = sniff(await readFile(path));
  if (sniffed.kind === 'image') {
    return run.store.keep(path, sniffed.format === 'jpeg' ? '.jpg' : `.${sniffed.format}`);
  }
  const noPicture = new Failure(
    'clip-unusable',
    `the last frame of ${attempt.intent.task} is no picture`,
  );
  return orGone(path, Promise.reject(noPicture));
}

/** A whole download that is of no use is not taken up again. */
async function orGone<T>(path: string, inspection: Promise<T>): Promise<T> {
  try {
    return await inspection;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** What a task is there, or is not, though it should be otherwise: somebody has to look at it. */
export function unavailable(task: string, what: string): Failure {
  return new Failure('clip-unusable', `the service's task of ${task} ${what}`, {
    hint: 'See that key and region are those that it was made with; `scene reconcile` gives it up.',
  });
}
