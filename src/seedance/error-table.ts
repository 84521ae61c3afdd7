/**
 * Everything that the service or the way to it can answer, in one table: what to do about it, and a
 * sentence for the writer. Rows are tried from the top; the first that fits decides.
 *
 * Source: the vendor's list of error codes; rows marked "measured" come from third parties.
 */
import type { FailureReason } from '../failure.ts';

/**
 * `retry`: send it again after a pause. `retry-once`: chance decided, one more try is worth it.
 * `wait`: too much at once, slow down and send it again. `stop-shot`: this shot cannot go through
 * as it is, others can. `stop-run`: nothing can go through until somebody acts.
 */
export type Handling = 'retry' | 'retry-once' | 'wait' | 'stop-shot' | 'stop-run';

export interface ErrorRule {
  /** HTTP status, a range of them, or `task`: accepted, then failed. */
  readonly status: number | readonly [from: number, to: number] | 'task';
  /** Absent: any code, and answers without one. */
  readonly code?: RegExp;
  /** Must be found in the service's own message as well. */
  readonly message?: RegExp;
  readonly handling: Handling;
  readonly reason: FailureReason;
  /** What happened, for a writer. */
  readonly sentence: string;
  /** What to do next. */
  readonly hint: string;
}

const realFaceHint =
  'Use a preset portrait (asset://…), a person authorised with the service, or the unmodified clip or last frame that the same account made in the last 30 days.';

export const errorRules: readonly ErrorRule[] = [
  // A task that was accepted and failed is not billed.
  {
    status: 'task',
    code: /^Output(?:Video|Audio)SensitiveContentDetected$/u,
    handling: 'retry-once',
    reason: 'service-refused',
    sentence:
      'The service made the clip and then held it back: its check of pictures or sound took offence.',
    hint: 'This is often chance, and it is not billed. If it happens again, soften what the shot describes.',
  },
  {
    status: 'task',
    code: /PolicyViolation/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service held the clip back because it may break its rules (copyright, say).',
    hint: 'Describe the shot without names, brands or works that belong to others.',
  },
  {
    status: 'task',
    code: /PrivacyInformation/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service saw the face of a real person.',
    hint: realFaceHint,
  },
  {
    status: 'task',
    code: /SensitiveContentDetected/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service found something in this shot that it does not allow.',
    hint: 'Change the words or the references of this shot.',
  },
  {
    status: 'task',
    code: /^Internal|ServerOverloaded|Timeout/iu,
    handling: 'retry-once',
    reason: 'service-unavailable',
    sentence: 'The service had a fault of its own while it made the clip. It is not billed.',
    hint: 'Render again.',
  },
  {
    status: 'task',
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service could not make this clip. It is not billed.',
    hint: 'Read what the service says, change the shot, and render again.',
  },

  {
    status: 400,
    code: /PrivacyInformation/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'A reference shows the face of a real person, which the service does not accept.',
    hint: realFaceHint,
  },
  {
    status: 400,
    code: /^Input.*PolicyViolation/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence:
      'The words or a reference of this shot may break the rules of the service (copyright, say).',
    hint: 'Describe the shot without names, brands or works that belong to others.',
  },
  {
    status: 400,
    code: /^InputTextSensitiveContentDetected/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service does not allow the words of this shot.',
    hint: 'Reword the action or the dialogue.',
  },
  {
    status: 400,
    code: /^Input(?:Image|Video|Audio)SensitiveContentDetected/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service does not allow a reference of this shot.',
    hint: 'Use another picture, video or sound.',
  },
  {
    status: 400,
    code: /^Output(?:Video|Audio)SensitiveContentDetected$/u,
    handling: 'retry-once',
    reason: 'service-refused',
    sentence: 'The service held the clip back: its check of pictures or sound took offence.',
    hint: 'This is often chance. If it happens again, soften what the shot describes.',
  },
  {
    status: 400,
    code: /SensitiveContentDetected/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service found something in this shot that it does not allow.',
    hint: 'Change the words or the references of this shot.',
  },
  {
    status: 400,
    code: /^Invalid(?:Image|Video|Audio)URL/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service could not read a reference of this shot.',
    hint: 'Check that its address can be opened by anybody and that its format, size and length are allowed.',
  },
  {
    status: 400,
    code: /^(?:MissingParameter|InvalidParameter)/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service does not accept the request of this shot.',
    hint: 'Read what the service says about the field; its limits may have changed.',
  },
  {
    status: [401, 403],
    code: /^AccountOverdue/u,
    handling: 'stop-run',
    reason: 'service-refused',
    sentence: 'The account has an unpaid balance.',
    hint: 'Top up the account in the console of the service, then render again; what is made is kept.',
  },
  {
    status: [401, 403],
    code: /^OperationDenied/u,
    handling: 'stop-run',
    reason: 'service-refused',
    sentence: 'The account is not allowed to do this.',
    hint: 'Open the console of the service and see what the account is missing.',
  },
  {
    status: [401, 403],
    handling: 'stop-run',
    reason: 'key-refused',
    sentence: 'The service does not accept the key.',
    hint: 'Check ARK_API_KEY, and that the key belongs to the region of the project: a key works in one region alone.',
  },
  {
    status: 404,
    code: /^(?:InvalidEndpointOrModel|ModelNotOpen)/u,
    handling: 'stop-run',
    reason: 'service-refused',
    sentence: 'The service does not know the model, or the account has not opened it.',
    hint: 'Open the model in the console of the service, or name another one.',
  },
  {
    status: 404,
    code: /NotFound/u,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service has no record of this, or no longer: it keeps a task for seven days.',
    hint: 'See what is in flight with: scene status',
  },
  {
    status: 404,
    handling: 'stop-run',
    reason: 'configuration',
    sentence: 'There is no such service at this address.',
    hint: 'Check ARK_BASE_URL or the address in scenewright.json; it ends in /api/v3.',
  },
  {
    status: 429,
    code: /^SetLimitExceeded/u,
    handling: 'stop-run',
    reason: 'service-refused',
    sentence: 'The limit of spending that is set for this model at the service is reached.',
    hint: 'Raise or switch off the limit in the console of the service.',
  },
  {
    status: 429,
    code: /^QuotaExceeded/u,
    message: /queue|排队/iu,
    handling: 'wait',
    reason: 'service-unavailable',
    sentence: 'Too many tasks are waiting at the service.',
    hint: 'They are worked off; the rest follows.',
  },
  {
    status: 429,
    code: /^QuotaExceeded/u,
    handling: 'stop-run',
    reason: 'service-refused',
    sentence: 'The quota of the account is used up.',
    hint: 'See the quota in the console of the service.',
  },
  {
    status: 429,
    handling: 'wait',
    reason: 'service-unavailable',
    sentence: 'The service asks for fewer requests at once.',
    hint: 'Wait a little; a lower --concurrency helps.',
  },
  {
    status: 413,
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The request of this shot is too large.',
    hint: 'Use smaller reference pictures, or name them by an https address.',
  },
  {
    status: 408,
    handling: 'retry',
    reason: 'service-unavailable',
    sentence: 'The service did not receive the whole request in time.',
    hint: 'Check the connection and try again.',
  },
  {
    status: [500, 599],
    handling: 'retry',
    reason: 'service-unavailable',
    sentence: 'The service has a fault of its own.',
    hint: 'Try again later.',
  },
  {
    status: [300, 399],
    handling: 'stop-run',
    reason: 'configuration',
    sentence: 'The address of the service leads elsewhere, and the key is not carried there.',
    hint: 'Check ARK_BASE_URL or the address in scenewright.json.',
  },
  {
    status: [400, 499],
    handling: 'stop-shot',
    reason: 'service-refused',
    sentence: 'The service refused the request of this shot.',
    hint: 'Read what the service says.',
  },
];

/** Last: an answer that no HTTP server should give. */
const unreadable: ErrorRule = {
  status: [0, 999],
  handling: 'retry',
  reason: 'service-unavailable',
  sentence: 'The answer of the service could not be read.',
  hint: 'Check that the address is that of the service, then try again.',
};

/** The row for an answer. `status` is `task` for the error of an accepted task. */
export function ruleFor(answer: {
  readonly status: number | 'task';
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}): ErrorRule {
  const row = errorRules.find(
    (rule) =>
      fitsStatus(rule.status, answer.status) &&
      (rule.code === undefined || rule.code.test(answer.code ?? '')) &&
      (rule.message === undefined || rule.message.test(answer.message ?? '')),
  );
  return row ?? unreadable;
}

function fitsStatus(wanted: ErrorRule['status'], status: number | 'task'): boolean {
  if (wanted === 'task' || status === 'task') return wanted === status;
  if (typeof wanted === 'number') return wanted === status;
  return status >= wanted[0] && status <= wanted[1];
}
