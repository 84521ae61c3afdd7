/**
 * The service as the renderer sees it. The answer to a submission is a value with every outcome
 * spelt out, for which of them it was decides whether a clip could be paid for twice.
 */
import type { Failure } from '../failure.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { Origin } from '../store/store.ts';

export type Submission =
  | { readonly outcome: 'accepted'; readonly id: string }
  /** Answered with a refusal: nothing was accepted. */
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** Every further one would be refused as well, until somebody acts. */
  | { readonly outcome: 'halted'; readonly failure: Failure }
  /** Answered 429: nothing was accepted, and it may be sent again after a while. */
  | { readonly outcome: 'wait'; readonly retryAfterMs: number | undefined }
  /** It provably never left this machine, and may be sent again. */
  | { readonly outcome: 'not-sent'; readonly failure: Failure }
  /** Timed out, cut off or a 5xx: it may be running and be billed. Never sent again from here. */
  | { readonly outcome: 'ambiguous'; readonly why: string };

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  /** Chance decided, and one more try is worth it; a refusal is never billed. */
  readonly byChance: boolean;
}

export interface ServiceTask {
  /** `queued`, `running`, `succeeded`, `failed`, `cancelled`, `expired`, or one that is not known yet. */
  readonly status: string;
  /** Signed links, good for a day at most. */
  readonly videoUrl: string | undefined;
  readonly lastFrameUrl: string | undefined;
  /** Billed tokens; null where the service does not say. */
  readonly tokens: number | null;
  /** The seed that it drew; undefined where it does not say. */
  readonly seed?: number | undefined;
  /** Why it ended without a clip. */
  readonly refusal: Refusal | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface SubmitOptions extends CallOptions {
  /**
   * Awaited when the connection stands and before the first byte of the request leaves. Where it
   * throws nothing leaves, and `submit` throws the same.
   */
  readonly beforeSending?: () => Promise<void>;
}

/** A task as the service's list shows it: without its words. */
export interface ListedTask {
  readonly id: string;
  readonly status: string;
  readonly model: string | undefined;
  /** The `safety_identifier` that it was sent with, where the service gives it back. */
  readonly tag: string | undefined;
  /** By the service's clock; undefined where it does not say. */
  readonly createdAt: Date | undefined;
}

export interface Service {
  readonly origin: Origin;
  /**
   * Whose tasks its list shows, as a word that says nothing else: the same key gives the same word, and
   * another key may be that of another account, whose list proves nothing.
   */
  readonly account: string;
  /**
   * One POST, never repeated by itself. `task` is the shot's name, which only a simulator is told.
   * Whatever network and service do is in the answer and never thrown.
   */
  submit(body: unknown, task: string, options: SubmitOptions): Promise<Submission>;
  /**
   * The task, or undefined where the service keeps no record of it.
   * @throws Failure `service-unavailable` or `key-refused`, its own retries done
   */
  get(id: string, options?: CallOptions): Promise<ServiceTask | undefined>;
  /**
   * Writes what the link gives to a file of that path, its length checked.
   * @throws Failure, with nothing of use left behind
   */
  download(url: string, path: string, options?: CallOptions): Promise<void>;
  /**
   * The id of the task that was sent with this tag; undefined where the list does not show one.
   * @throws Failure as `get`
   */
  findByTag(tag: string, options?: CallOptions): Promise<string | undefined>;
  /**
   * All tasks of the last seven days.
   * @throws Failure as `get`
   */
  list(options?: CallOptions): Promise<readonly ListedTask[]>;
  /**
   * Cancels the task if it is queued when looked at; sends nothing otherwise.
   * @returns the state that it then has; undefined where the service keeps no record of it
   * @throws Failure as `get`
   */
  cancel(id: string, options?: CallOptions): Promise<ServiceTask | undefined>;
  /** How a local video becomes readable to the service; undefined where there is no such way. */
  readonly publisher: Publisher | undefined;
}
