/** The failures of the service: what was asked, how far it came, and what to do about it. */
import { Failure, type FailureReason } from '../failure.ts';
import { withoutQueries } from './address.ts';
import { ruleFor, type Handling } from './error-table.ts';

/**
 * How far a create came. `never-left`: nothing reached the service, sending it again is safe.
 * `answered`: the service refused it. `ambiguous`: it may be running and be billed.
 */
export type Submission = 'never-left' | 'answered' | 'ambiguous';

export interface ArkErrorDetails {
  readonly handling: Handling;
  readonly submission?: Submission | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly param?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** A failure of a call to the service, with what to do about it. Never holds the key. */
export class ArkError extends Failure {
  readonly handling: Handling;
  /** Set for a create alone. */
  readonly submission: Submission | undefined;
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  readonly code: string | undefined;
  /** The field that the service complains about. */
  readonly param: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(reason: FailureReason, message: string, details: ArkErrorDetails) {
    super(reason, message, {
      ...(details.hint === undefined ? {} : { hint: details.hint }),
      ...(details.cause === undefined ? {} : { cause: details.cause }),
    });
    this.handling = details.handling;
    this.submission = details.submission;
    this.status = details.status;
    this.code = details.code;
    this.param = details.param;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The failure of a task that was accepted and did not succeed. `error` is what get said of it. */
export function taskFailure(task: {
  readonly id: string;
  readonly status: string;
  readonly error?:
    { readonly code?: string | undefined; readonly message?: string | undefined } | undefined;
}): ArkError {
  if (task.status === 'expired' || task.status === 'cancelled') {
    return new ArkError('service-refused', settledWords[task.status], {
      handling: task.status === 'expired' ? 'retry-once' : 'stop-shot',
      hint: 'It is not billed. Render again.',
    });
  }
  const rule = ruleFor({ status: 'task', code: task.error?.code, message: task.error?.message });
  return new ArkError(rule.reason, worded(rule.sentence, task.error), {
    handling: rule.handling,
    code: task.error?.code,
    hint: rule.hint,
  });
}

const settledWords = {
  expired: 'The task waited at the service until its time was up, and was dropped.',
  cancelled: 'The task was cancelled before it began.',
} as const;

/** Our sentence, then the service's own words in brackets: support desks ask for them. */
export function worded(
  sentence: string,
  error: { readonly code?: string | undefined; readonly message?: string | undefined } | undefined,
): string {
  const own = [error?.code, error?.message].filter((part) => part !== undefined && part !== '');
  return own.length === 0 ? sentence : `${sentence} (${withoutQueries(own.join(': '))})`;
}
