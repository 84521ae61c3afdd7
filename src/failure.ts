/**
 * The other family of trouble: what has no place in the script. A failure is thrown, carries its
 * reason, and the reason decides the exit code. A bug in the program is neither this nor a diagnostic.
 */

/** Exit codes are API: see the command line's contract in `docs/cli.md`. */
export const exitCodes = {
  done: 0,
  scriptErrors: 1,
  usage: 2,
  changesPending: 3,
  refused: 4,
  partial: 5,
  ambiguous: 6,
  locked: 7,
  unavailable: 8,
  /** A fault of the program itself. */
  fault: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const codeOfReason = {
  usage: exitCodes.usage,
  configuration: exitCodes.usage,
  'file-missing': exitCodes.usage,
  'ffmpeg-missing': exitCodes.usage,
  'publish-missing': exitCodes.refused,
  'over-budget': exitCodes.refused,
  'not-approved': exitCodes.refused,
  /** A saved plan whose script, media, prices or takes are no longer those it was made from. */
  'plan-moved': exitCodes.refused,
  'shots-failed': exitCodes.partial,
  'clip-unusable': exitCodes.partial,
  'ffmpeg-failed': exitCodes.partial,
  'disk-trouble': exitCodes.partial,
  'store-damaged': exitCodes.usage,
  'submission-ambiguous': exitCodes.ambiguous,
  'run-locked': exitCodes.locked,
  'key-refused': exitCodes.usage,
  'service-refused': exitCodes.partial,
  'service-unavailable': exitCodes.unavailable,
  interrupted: exitCodes.interrupted,
  terminated: exitCodes.terminated,
} as const satisfies Record<string, ExitCode>;

export type FailureReason = keyof typeof codeOfReason;

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly reason: FailureReason;
  /** What to do next, one sentence. */
  readonly hint: string | undefined;

  constructor(
    reason: FailureReason,
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
    this.hint = options.hint;
  }

  get exitCode(): ExitCode {
    return codeOfReason[this.reason];
  }
}
