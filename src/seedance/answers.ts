/**
 * What an answer, or the want of one, means: a value that is read, or an `ArkError` that says what to
 * do. The key is blotted out of whatever the service echoes.
 */
import type { z } from 'zod';
import { jsonOf } from '../json.ts';
import { displayAddress } from './address.ts';
import { ruleFor } from './error-table.ts';
import { ArkError, worded, type Submission } from './errors.ts';
import { retryAfterMs } from './retry.ts';
import { refusalSchema, type ServiceError } from './schemas.ts';
import { BrokenAnswer, NoAnswer, type Answer } from './transport.ts';

export interface AnswerReader {
  /** What `schema` reads in a 2xx answer. @throws ArkError */
  readable<S extends z.ZodType>(
    schema: S,
    answer: Answer,
    submission: Submission | undefined,
  ): z.infer<S>;
  /** The failure that an answer other than 2xx is; `submission` is set for a create alone. */
  refusal(answer: Answer, submission: Submission | undefined): ArkError;
  /** The failure of a create whose answer did not come, or not whole. */
  createWithoutAnswer(error: unknown, signal: AbortSignal | undefined): ArkError;
  /** The failure of any other call whose answer did not come, or not whole. */
  noAnswer(error: unknown): ArkError;
  unreadableAnswer(what: string, submission: Submission | undefined): ArkError;
}

export function createAnswerReader(base: URL, key: string): AnswerReader {
  function refusal(answer: Answer, submission: Submission | undefined): ArkError {
    const error = errorOf(answer);
    const rule = ruleFor({ status: answer.status, code: error?.code, message: error?.message });
    const ambiguous = submission === 'ambiguous';
    return new ArkError(
      ambiguous ? 'submission-ambiguous' : rule.reason,
      ambiguous
        ? worded(`${ambiguousSentence} The service answered with HTTP ${answer.status}.`, error)
        : worded(rule.sentence, error ?? { message: `HTTP ${answer.status}` }),
      {
        handling: ambiguous ? 'stop-shot' : rule.handling,
        submission,
        status: answer.status,
        code: error?.code,
        param: error?.param,
        retryAfterMs: retryAfterMs(answer.headers, Date.now()),
        hint: ambiguous ? ambiguousHint : rule.hint,
      },
    );
  }

  function createWithoutAnswer(error: unknown, signal: AbortSignal | undefined): ArkError {
    // A refusal is one by its status line alone; only its words are lost.
    if (error instanceof BrokenAnswer && submissionOf(error.status) === 'answered') {
      return refusal({ status: error.status, headers: {}, body: '' }, 'answered');
    }
    if (error instanceof NoAnswer && !error.left) {
      if (signal?.aborted === true) {
        return new ArkError('interrupted', 'Interrupted before the task was submitted.', {
          handling: 'retry',
          submission: 'never-left',
          cause: signal.reason,
        });
      }
      return unreachable(error, 'never-left');
    }
    return new ArkError('submission-ambiguous', `${ambiguousSentence} ${endOf(error)}`, {
      handling: 'stop-shot',
      submission: 'ambiguous',
      status: error instanceof BrokenAnswer ? error.status : undefined,
      hint: ambiguousHint,
      cause: error,
    });
  }

  function noAnswer(error: unknown): ArkError {
    if (error instanceof NoAnswer || error instanceof BrokenAnswer) {
      return unreachable(error, undefined);
    }
    throw error;
  }

  function unreachable(error: Error, submission: Submission | undefined): ArkError {
    return new ArkError(
      'service-unavailable',
      `The service at ${displayAddress(base)} cannot be reached. ${endOf(error)}`,
      {
        handling: 'retry',
        submission,
        hint: 'Check the connection and the address of the service, then try again.',
        cause: error,
      },
    );
  }

  function unreadableAnswer(what: string, submission: Submission | undefined): ArkError {
    const ambiguous = submission === 'ambiguous';
    return new ArkError(
      ambiguous ? 'submission-ambiguous' : 'service-unavailable',
      ambiguous
        ? `${ambiguousSentence} Its answer could not be read.`
        : `The service answered with something that could not be read: ${what}.`,
      {
        handling: ambiguous ? 'stop-shot' : 'retry',
        submission,
        hint: ambiguous ? ambiguousHint : 'Check that the address is that of the service.',
      },
    );
  }

  function readable<S extends z.ZodType>(
    schema: S,
    answer: Answer,
    submission: Submission | undefined,
  ): z.infer<S> {
    const parsed = schema.safeParse(jsonOf(blotted(answer.body)));
    if (!parsed.success) throw unreadableAnswer(`HTTP ${answer.status}`, submission);
    return parsed.data;
  }

  /** Whatever is read of an answer may be shown, logged or kept. */
  function blotted(body: string): string {
    return body.replaceAll(key, '[key]');
  }

  /** The envelope of a refusal; undefined for anything else. */
  function errorOf(answer: Answer): ServiceError | undefined {
    // Gateways answer with pages of HTML.
    const parsed = refusalSchema.safeParse(jsonOf(blotted(answer.body)));
    return parsed.success ? parsed.data.error : undefined;
  }

  return { readable, refusal, createWithoutAnswer, noAnswer, unreadableAnswer };
}

const ambiguousSentence =
  'It is not known whether the service accepted this task; it may be running and be billed.';
const ambiguousHint = 'It is never sent again blindly. Settle it with: scene reconcile';

/** After a 5xx or a 408 at a create nobody knows; any other answer is a decision. */
export function submissionOf(status: number): Submission {
  return status >= 500 || status === 408 || (status >= 200 && status <= 299)
    ? 'ambiguous'
    : 'answered';
}

/** One sentence on how a connection ended, without addresses or headers. */
function endOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return 'No answer came in time.';
  }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return code === undefined ? 'The connection ended.' : `The connection ended (${code}).`;
}
