/** A refusal as the service words it: HTTP status, code, message, and the field it is about. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly param: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    details: { readonly param?: string; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = details.param ?? '';
    this.retryAfterSeconds = details.retryAfterSeconds;
  }

  /** The body of the answer. */
  envelope(): object {
    const type = typeOfStatus[this.status] ?? 'InternalServerError';
    return { error: { code: this.code, message: this.message, param: this.param, type } };
  }
}

const typeOfStatus: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'BadRequest',
  429: 'TooManyRequests',
};

/** HTTP 400 `InvalidParameter`; `param` as the service counts it, e.g. `content[2].image_url.url`. */
export function invalid(param: string, why: string, code = 'InvalidParameter'): Refusal {
  return new Refusal(
    400,
    code,
    `The parameter \`${param}\` specified in the request is not valid: ${why}.`,
    { param },
  );
}

/** HTTP 400 `MissingParameter`. */
export function missing(param: string): Refusal {
  return new Refusal(
    400,
    'MissingParameter',
    `The request failed because it is missing \`${param}\` parameter.`,
    { param },
  );
}
