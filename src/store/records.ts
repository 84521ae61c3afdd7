/**
 * The lines of the journal. A submission is an attempt, named by its tag: an opaque word that the
 * service is sent too, so that a task found there can be told to be ours. Steps of one attempt:
 *
 *     intent → sending → submitted → succeeded → kept → lost (its file is gone, by somebody's word)
 *       │        │ ↑         │           └→ lost (billed, and the service keeps it no longer)
 *       │        │ │         └→ failed, cancelled, expired, lost
 *       │        │ postponed (answered 429, or never left)
 *       │        └→ failed (refused), ambiguous → submitted (adopted), failed (discarded)
 *       └→ failed, postponed, submitted (bought with another store, which wrote down its id)
 *
 * `intent` is on the disk before a connection is opened, `sending` between the connection and the
 * first byte of the request. So an attempt that a killed run left at `intent` or `postponed` is
 * provably not at the service, and one that it left at `sending` may be.
 *
 * The format is versioned by `v`; fields may be added within a version, and readers keep what they
 * do not know. No version but this one was ever released.
 */
import { z } from 'zod';

export const journalVersion = 2;

const amounts = z.object({ CNY: z.string(), USD: z.string() });
const head = { v: z.literal(journalVersion), at: z.iso.datetime(), tag: z.string().min(1) };
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const keptFile = z.object({ sha256: hash, bytes: z.int().nonnegative(), extension: z.string() });

const intent = z.looseObject({
  ...head,
  step: z.literal('intent'),
  key: hash,
  ownKey: hash,
  /** What the shot means, before wording. */
  meaning: z.string(),
  /** `scene.shot`, as the plan names it. */
  task: z.string(),
  episode: z.string(),
  model: z.string(),
  /** Whose list would show it, see `Service`; absent where nobody wrote that down. */
  account: z.exactOptional(z.string()),
  /** Whether the service was sent the tag: only then can its list be searched for it. */
  tagged: z.boolean(),
  /** Counted as spent until the attempt's end says otherwise; decimal digits. */
  reserved: z.object({ tokens: z.number(), cost: amounts, exact: z.boolean() }),
  request: hash,
  media: z.array(hash),
  builtOn: z.array(hash),
  recipe: hash,
  seconds: z.exactOptional(z.number()),
  approval: z.exactOptional(z.string()),
});
const sending = z.looseObject({ ...head, step: z.literal('sending') });
const postponed = z.looseObject({ ...head, step: z.literal('postponed') });
const submitted = z.looseObject({ ...head, step: z.literal('submitted'), id: z.string().min(1) });
/**
 * The first look that found the task running after one that found it queued; absent where nobody saw it
 * change. For pictures of a run alone: nothing is decided by it.
 */
const ran = { runningAt: z.exactOptional(z.iso.datetime()) };
const succeeded = z.looseObject({
  ...head,
  step: z.literal('succeeded'),
  /** What the service bills; null where it did not say, and then the reserved money stands. */
  tokens: z.number().nullable(),
  cost: amounts,
  /** The seed that the service drew, where it tells. */
  seed: z.exactOptional(z.number()),
  ...ran,
});
const kept = z.looseObject({
  ...head,
  step: z.literal('kept'),
  clip: keptFile,
  lastFrame: keptFile.nullable(),
  seconds: z.exactOptional(z.number()),
});
const ended = { code: z.string(), message: z.string() };
const failed = z.looseObject({ ...head, step: z.literal('failed'), ...ended, ...ran });
const cancelled = z.looseObject({ ...head, step: z.literal('cancelled') });
const expired = z.looseObject({ ...head, step: z.literal('expired') });
const lost = z.looseObject({ ...head, step: z.literal('lost') });
const ambiguous = z.looseObject({ ...head, step: z.literal('ambiguous'), why: z.string() });

export const journalRecord = z.discriminatedUnion('step', [
  intent,
  sending,
  postponed,
  submitted,
  succeeded,
  kept,
  failed,
  cancelled,
  expired,
  lost,
  ambiguous,
]);

/** One amount in each currency, as decimal digits; none is ever turned into the other. */
export interface Amounts {
  readonly CNY: string;
  readonly USD: string;
}

export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
  /** With its dot: `.mp4`. */
  readonly extension: string;
}

/** What a caller writes; the journal adds version and time. */
export type Step =
  | {
      readonly step: 'intent';
      readonly tag: string;
      readonly key: string;
      readonly ownKey: string;
      readonly meaning: string;
      readonly task: string;
      readonly episode: string;
      readonly model: string;
      /** Whose list would show it, see `Service`. Absent where nobody wrote that down. */
      readonly account?: string;
      readonly tagged: boolean;
      readonly reserved: {
        readonly tokens: number;
        readonly cost: Amounts;
        readonly exact: boolean;
      };
      /** SHA-256 of the request with its media by their bytes, without the task's name. */
      readonly request: string;
      /** SHA-256 of the bytes behind each local reference, in content order. */
      readonly media: readonly string[];
      /** SHA-256 of the clip of each shot that it builds on, in content order. */
      readonly builtOn: readonly string[];
      /** Hash of the recipe that lies in the store. */
      readonly recipe: string;
      /** Asked for; -1 where the model decides. Absent of attempts from before it was written down. */
      readonly seconds?: number;
      /** The saved plan that approved it. */
      readonly approval?: string;
    }
  | { readonly step: 'sending' | 'postponed'; readonly tag: string }
  | { readonly step: 'submitted'; readonly tag: string; readonly id: string }
  | {
      readonly step: 'succeeded';
      readonly tag: string;
      readonly tokens: number | null;
      readonly cost: Amounts;
      readonly seed?: number;
      readonly runningAt?: string;
    }
  | {
      readonly step: 'kept';
      readonly tag: string;
      readonly clip: KeptFile;
      readonly lastFrame: KeptFile | null;
      /** Of its pictures, as measured. Absent of clips from before it was written down. */
      readonly seconds?: number;
    }
  | {
      readonly step: 'failed';
      readonly tag: string;
      readonly code: string;
      readonly message: string;
      readonly runningAt?: string;
    }
  | { readonly step: 'cancelled' | 'expired' | 'lost'; readonly tag: string }
  | { readonly step: 'ambiguous'; readonly tag: string; readonly why: string };

export type StepName = Step['step'];
export type Intent = Extract<Step, { readonly step: 'intent' }>;

/** A line as read: a step, its time (ISO 8601, UTC) and its version. */
export type JournalRecord = Step & { readonly v: number; readonly at: string };

/** The steps that may follow; anything else in a journal is damage. */
export const nextSteps: Readonly<Record<StepName, readonly StepName[]>> = {
  intent: ['sending', 'postponed', 'submitted', 'failed'],
  sending: ['submitted', 'postponed', 'failed', 'ambiguous'],
  postponed: ['sending', 'failed'],
  ambiguous: ['submitted', 'failed'],
  submitted: ['succeeded', 'failed', 'cancelled', 'expired', 'lost'],
  succeeded: ['kept', 'lost'],
  kept: ['lost'],
  failed: [],
  cancelled: [],
  expired: [],
  lost: [],
};
