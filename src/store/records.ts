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

const amounts = z.object({ CNY: z.string(), USD: z.string() }).readonly();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const keptFile = z
  .object({
    sha256: hash,
    bytes: z.int().nonnegative(),
    /** With its dot: `.mp4`. */
    extension: z.string(),
  })
  .readonly();

const head = { v: z.literal(journalVersion), at: z.iso.datetime(), tag: z.string().min(1) };

const intent = z.object({
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
  /** Counted as spent until the attempt's end says otherwise. */
  reserved: z.object({ tokens: z.number(), cost: amounts, exact: z.boolean() }).readonly(),
  /** SHA-256 of the request with its media by their bytes, without the task's name. */
  request: hash,
  /** SHA-256 of the bytes behind each local reference, in content order. */
  media: z.array(hash).readonly(),
  /** SHA-256 of the clip of each shot that it builds on, in content order. */
  builtOn: z.array(hash).readonly(),
  /** Hash of the recipe that lies in the store. */
  recipe: hash,
  /** Asked for; -1 where the model decides. Absent of attempts from before it was written down. */
  seconds: z.exactOptional(z.number()),
  /** The saved plan that approved it. */
  approval: z.exactOptional(z.string()),
});
const sending = z.object({ ...head, step: z.literal('sending') });
const postponed = z.object({ ...head, step: z.literal('postponed') });
const submitted = z.object({ ...head, step: z.literal('submitted'), id: z.string().min(1) });
/**
 * The first look that found the task running after one that found it queued; absent where nobody saw it
 * change. For pictures of a run alone: nothing is decided by it.
 */
const ran = { runningAt: z.exactOptional(z.iso.datetime()) };
const succeeded = z.object({
  ...head,
  step: z.literal('succeeded'),
  /** What the service bills; null where it did not say, and then the reserved money stands. */
  tokens: z.number().nullable(),
  cost: amounts,
  /** The seed that the service drew, where it tells. */
  seed: z.exactOptional(z.number()),
  ...ran,
});
const kept = z.object({
  ...head,
  step: z.literal('kept'),
  clip: keptFile,
  lastFrame: keptFile.nullable(),
  /** Of its pictures, as measured. Absent of clips from before it was written down. */
  seconds: z.exactOptional(z.number()),
});
const failed = z.object({
  ...head,
  step: z.literal('failed'),
  code: z.string(),
  message: z.string(),
  ...ran,
});
const cancelled = z.object({ ...head, step: z.literal('cancelled') });
const expired = z.object({ ...head, step: z.literal('expired') });
const lost = z.object({ ...head, step: z.literal('lost') });
const ambiguous = z.object({ ...head, step: z.literal('ambiguous'), why: z.string() });

/** Reads a line, and keeps fields of it that it does not know. */
export const journalRecord = z.discriminatedUnion('step', [
  intent.loose(),
  sending.loose(),
  postponed.loose(),
  submitted.loose(),
  succeeded.loose(),
  kept.loose(),
  failed.loose(),
  cancelled.loose(),
  expired.loose(),
  lost.loose(),
  ambiguous.loose(),
]);

/** A line as read: a step, its time (ISO 8601, UTC) and its version. */
export type JournalRecord = Readonly<
  z.infer<
    | typeof intent
    | typeof sending
    | typeof postponed
    | typeof submitted
    | typeof succeeded
    | typeof kept
    | typeof failed
    | typeof cancelled
    | typeof expired
    | typeof lost
    | typeof ambiguous
  >
>;

/** What a caller writes; the journal adds version and time. */
export type Step = WithoutHead<JournalRecord>;
type WithoutHead<Record> = Record extends JournalRecord ? Omit<Record, 'v' | 'at'> : never;

export type StepName = Step['step'];
export type Intent = Extract<Step, { readonly step: 'intent' }>;

/** One amount in each currency, as decimal digits; none is ever turned into the other. */
export type Amounts = z.infer<typeof amounts>;
export type KeptFile = z.infer<typeof keptFile>;

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
