/** The journal folded: each attempt with all that its records say of it. */
import type { Intent, JournalRecord, KeptFile, Amounts, StepName } from './records.ts';
import { nextSteps } from './records.ts';

export interface Attempt {
  readonly tag: string;
  readonly intent: Intent;
  readonly step: StepName;
  /** Time of the intent, ISO 8601. */
  readonly begunAt: string;
  /** Time of the last record, ISO 8601. */
  readonly at: string;
  /** The service's id of the task, once it is known, and when it was. */
  readonly id?: string;
  readonly submittedAt?: string;
  readonly tokens?: number | null;
  /** What was billed, as far as it is known; until then `intent.reserved.cost` is held. */
  readonly cost?: Amounts;
  /** The seed that the service drew. */
  readonly seed?: number;
  /** When it was first seen running after it was queued, ISO 8601; absent where nobody saw that. */
  readonly runningAt?: string;
  readonly clip?: KeptFile;
  readonly lastFrame?: KeptFile | null;
  /** Of the clip's pictures, as measured. */
  readonly seconds?: number;
  /** Why it failed or is ambiguous. */
  readonly trouble?: { readonly code: string; readonly message: string };
}

/** The service has answered with its id. */
export type SubmittedAttempt = Attempt & { readonly id: string };

/** Fetched, and written down as kept; whether its file is still there is another question. */
export type KeptAttempt = SubmittedAttempt & { readonly clip: KeptFile };

/**
 * The attempt after one more record.
 * @returns undefined where that record may not follow: the journal is damaged
 */
export function advance(attempt: Attempt | undefined, record: JournalRecord): Attempt | undefined {
  if (record.step === 'intent') {
    if (attempt) return undefined;
    const { tag, at } = record;
    return { tag, intent: record, step: 'intent', begunAt: at, at };
  }
  if (!attempt || !nextSteps[attempt.step].includes(record.step)) return undefined;
  const advanced = { ...attempt, step: record.step, at: record.at };
  switch (record.step) {
    case 'submitted':
      return { ...advanced, id: record.id, submittedAt: record.at };
    case 'succeeded':
      return {
        ...advanced,
        tokens: record.tokens,
        cost: record.cost,
        ...(record.seed === undefined ? {} : { seed: record.seed }),
        ...ranSince(record),
      };
    case 'kept':
      return {
        ...advanced,
        clip: record.clip,
        lastFrame: record.lastFrame,
        ...(record.seconds === undefined ? {} : { seconds: record.seconds }),
      };
    case 'failed':
      return {
        ...advanced,
        trouble: { code: record.code, message: record.message },
        ...ranSince(record),
      };
    case 'ambiguous':
      return { ...advanced, trouble: { code: 'ambiguous', message: record.why } };
    case 'sending':
    case 'postponed':
    case 'cancelled':
    case 'expired':
    case 'lost':
      return advanced;
  }
}

function ranSince({ runningAt }: { readonly runningAt?: string }): Pick<Attempt, 'runningAt'> {
  return runningAt === undefined ? {} : { runningAt };
}

/** Is the money of this attempt spent, or possibly spent? Only what succeeded is billed. */
export function countsAsSpent(attempt: Attempt): boolean {
  return !['failed', 'cancelled', 'expired'].includes(attempt.step);
}

/** At the service, or finished there and not yet fetched. */
export function isInFlight(attempt: Attempt): attempt is SubmittedAttempt {
  return attempt.step === 'submitted' || attempt.step === 'succeeded';
}

export function wasKept(attempt: Attempt): attempt is KeptAttempt {
  return attempt.step === 'kept' && attempt.id !== undefined && attempt.clip !== undefined;
}

/** Perhaps at the service: a request that left without an answer is what a killed process leaves. */
export function isUnsettled(attempt: Attempt): boolean {
  return attempt.step === 'sending' || attempt.step === 'ambiguous';
}

/** Written down and provably not at the service: whoever wrote it may have been about to send it. */
export function isUnsent(attempt: Attempt): boolean {
  return attempt.step === 'intent' || attempt.step === 'postponed';
}

/** May something still become of it? The service may have to be asked. */
export function isOpen(attempt: Attempt): boolean {
  return isUnsent(attempt) || isUnsettled(attempt) || isInFlight(attempt);
}
