/**
 * From the service's task to a clip on the disk. What is paid for is fetched first, kept with its
 * bytes as they came, and recorded as kept only once it is whole, has passed ffprobe and lies under
 * its hash.
 */
import { readFile, rm } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import { sniff } from '../media/sniff.ts';
import type { Attempt } from '../store/attempts.ts';
import type { KeptFile, Step } from '../store/records.ts';
import { costOfTokens } from './money.ts';
import type { Run } from './run.ts';
import type { Refusal, ServiceTask } from './service.ts';
import { shouldHaveRecord, takeOf, type Take } from './take.ts';

export type Settled =
  | { readonly state: 'kept'; readonly take: Take }
  /** Not billed. */
  | { readonly state: 'refused'; readonly refusal: Refusal }
  /** Billed, and the service keeps it no longer. */
  | { readonly state: 'lost' }
  /** Still at the service, or finished there and not fetched; the next run takes it up. */
  | { readonly state: 'in-flight'; readonly failure: Failure | undefined };

export type SubmittedAttempt = Attempt & { readonly id: string };

/** What is known where the task was sent in this run, and what is waited for there. */
export interface Watch {
  /** When it was accepted, in milliseconds of `performance.now`. */
  readonly acceptedAtMs?: number;
  /** Told when its files are on this disk, before they are looked at. */
  readonly whenFetched?: () => void;
}

/**
 * Waits for a submitted attempt and keeps what it made. Journals each step before it tells of it.
 * Failures of the service end as `in-flight`, for then nothing is known that was not known before.
 */
export function settle(
  attempt: SubmittedAttempt,
  task: string,
  run: Run,
  watch: Watch = {},
): Promise<Settled> {
  const settling = run.settling.get(attempt.tag) ?? settleOnce(attempt, task, run, watch);
  run.settling.set(attempt.tag, settling);
  return settling;
}

/** Is the task done at the service? Where that cannot be asked now, it counts as not known to be. */
export async function isFinished(attempt: SubmittedAttempt, run: Run): Promise<boolean> {
  try {
    const found = await run.service.get(attempt.id, { signal: run.stop });
    return found !== undefined && settledStatuses.has(found.status);
  } catch (error) {
    if (error instanceof Failure || run.stop.aborted) return false;
    throw error;
  }
}

async function settleOnce(
  attempt: SubmittedAttempt,
  task: string,
  run: Run,
  watch: Watch,
): Promise<Settled> {
  try {
    return await follow(attempt, task, run, watch);
  } catch (error) {
    if (run.stop.aborted) return { state: 'in-flight', failure: undefined };
    if (!(error instanceof Failure)) throw error;
    return { state: 'in-flight', failure: error };
  }
}

/**
 * Fetches again a clip that was kept and is gone from the disk.
 * @returns undefined where the service gives it no longer, or gives other bytes
 */
export async function fetchAgain(attempt: SubmittedAttempt, run: Run): Promise<Take | undefined> {
  const found = await run.service.get(attempt.id, { signal: run.stop });
  if (found?.videoUrl === undefined || attempt.clip === undefined) return undefined;
  const fetched = await fetchFiles(attempt, found, run);
  const same =
    fetched.clip.sha256 === attempt.clip.sha256 &&
    fetched.lastFrame?.sha256 === attempt.lastFrame?.sha256;
  return same ? takeOf(attempt, run.store) : undefined;
}

async function follow(
  attempt: SubmittedAttempt,
  task: string,
  run: Run,
  watch: Watch,
): Promise<Settled> {
  const seen = await poll(attempt, task, run, watch);
  if (seen === 'stopped') return { state: 'in-flight', failure: undefined };
  const { found, ...ran } = seen;
  const { journal } = run.store;
  const { tag } = attempt;
  if (found === undefined) return forgotten(attempt, run);
  if (found.status !== 'succeeded') {
    // Already billed: a record that says otherwise by now is not believed, and nothing is bought anew.
    if (attempt.step === 'succeeded') throw unavailable(task, `is "${found.status}" there by now`);
    const refusal = found.refusal ?? unexplained(found.status);
    if (found.status === 'cancelled' || found.status === 'expired') {
      await journal.append({ step: found.status, tag });
    } else {
      const { code, message } = refusal;
      await journal.append({ step: 'failed', tag, code, message, ...ran });
    }
    return { state: 'refused', refusal };
  }
  if (attempt.step === 'submitted') {
    const cost = costOfTokens(attempt.intent.reserved, found.tokens);
    const { tokens, seed } = found;
    await journal.append({
      step: 'succeeded',
      tag,
      tokens,
      cost,
      ...(seed === undefined ? {} : { seed }),
      ...ran,
    });
  }
  return keep(attempt, found, task, run, watch);
}

/**
 * No record, after it was looked for a while (what was just accepted may not be shown at once). Past
 * seven days that is how it is; before, the key may be that of another account, and nothing is lost yet.
 */
async function forgotten(attempt: SubmittedAttempt, run: Run): Promise<Settled> {
  const { tag, intent, submittedAt = attempt.at } = attempt;
  if (shouldHaveRecord(submittedAt, run.now()) !== false) {
    throw unavailable(intent.task, 'is not known there, though its record should still live');
  }
  await run.store.journal.append({ step: 'lost', tag });
  return { state: 'lost' };
}

function unavailable(task: string, what: string): Failure {
  return new Failure('clip-unusable', `the service's task of ${task} ${what}`, {
    hint: 'See that key and region are those that it was made with; `scene reconcile` gives it up.',
  });
}

/** How often a task is asked for that the service does not know. */
const looksForUnknown = 4;

const settledStatuses: ReadonlySet<string> = new Set([
  'succeeded',
  'failed',
  'cancelled',
  'expired',
]);

interface Seen {
  /** Undefined: the service does not know it. */
  readonly found: ServiceTask | undefined;
  readonly runningAt?: string;
}

async function poll(
  attempt: SubmittedAttempt,
  task: string,
  run: Run,
  { acceptedAtMs }: Watch,
): Promise<Seen | 'stopped'> {
  const { model, reserved } = attempt.intent;
  // As many tokens are as many pixels and seconds to make.
  const kind = `${model} ${reserved.tokens}`;
  const ageMs =
    acceptedAtMs === undefined ? () => undefined : () => performance.now() - acceptedAtMs;
  let last: string | undefined;
  let ran: Pick<Seen, 'runningAt'> = {};
  let unknown = 0;
  for (;;) {
    if (run.stop.aborted) return 'stopped';
    const found = await run.service.get(attempt.id, { signal: run.stop });
    const age = ageMs();
    if (found?.status === 'succeeded' && age !== undefined) run.looks.ended(kind, age);
    if (found ? settledStatuses.has(found.status) : ++unknown >= looksForUnknown)
      return { found, ...ran };
    if (last === 'queued' && found?.status === 'running')
      ran = { runningAt: run.now().toISOString() };
    if (found && found.status !== last) run.emit({ type: 'status', task, status: found.status });
    last = found?.status;
    await run.sleep(run.looks.waitMs(kind, age), run.stop);
  }
}

const fetchTries = 3;

async function keep(
  attempt: SubmittedAttempt,
  found: ServiceTask,
  task: string,
  run: Run,
  { whenFetched }: Watch,
): Promise<Settled> {
  run.emit({ type: 'downloading', task });
  let current: ServiceTask | undefined = found;
  for (let tries = 1; ; tries++) {
    if (!current) return forgotten(attempt, run);
    if (current.videoUrl === undefined) throw unavailable(task, 'is done and names no clip');
    try {
      const files = await fetchFiles(attempt, current, run, whenFetched);
      run.links.set(attempt.tag, { url: current.videoUrl, atMs: performance.now() });
      const kept = await run.store.journal.append({ step: 'kept', tag: attempt.tag, ...files });
      const take = await takeOf(kept, run.store);
      if (!take) throw new Error(`${task} was kept and is not there`);
      return { state: 'kept', take };
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

async function fetchFiles(
  attempt: SubmittedAttempt,
  { videoUrl = '', lastFrameUrl }: ServiceTask,
  run: Run,
  whenFetched?: () => void,
): Promise<Pick<Extract<Step, { step: 'kept' }>, 'clip' | 'lastFrame' | 'seconds'>> {
  const [clip, frame] = await all([
    fetchFile(`${attempt.tag}.mp4`, videoUrl, run),
    lastFrameUrl === undefined ? null : fetchFile(`${attempt.tag}.frame`, lastFrameUrl, run),
  ]);
  whenFetched?.();
  const [kept, lastFrame] = await all([
    keepClip(attempt, clip, run),
    frame === null ? null : keepFrame(attempt, frame, run),
  ]);
  return { ...kept, lastFrame };
}

/**
 * Damage is no reason to refuse what came whole: it is what the service made and was paid for, and
 * whoever cuts the film decides.
 */
async function keepClip(
  attempt: SubmittedAttempt,
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
async function keepFrame(attempt: SubmittedAttempt, path: string, run: Run): Promise<KeptFile> {
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

function unexplained(status: string): Refusal {
  return {
    code: status,
    message: `the service ended the task as "${status}" and gave no reason`,
    hint: 'It is not billed. Run the same command again.',
    byChance: false,
  };
}
