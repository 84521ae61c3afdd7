/** What the storage's own error codes mean for whoever set it up: one table. */
import { Failure } from '../failure.ts';

/** An answer other than the one hoped for. Holds no address: that of a link is a key of a kind. */
export interface S3Refusal {
  readonly status: number;
  /** `<Code>` of the answer's body; undefined where it has none. */
  readonly code: string | undefined;
}

/** May the same request succeed in a moment? Objects are named by content, so repeating is safe. */
export function mayPass({ status, code }: S3Refusal): boolean {
  return status >= 500 || status === 429 || code === 'RequestTimeout' || code === 'SlowDown';
}

/** `storage` is the bucket and its host, for people. */
export function failureOf(refusal: S3Refusal, storage: string): Failure {
  const { status, code } = refusal;
  const said = `${storage} answered ${code ?? `HTTP ${status}`}`;
  if (mayPass(refusal)) {
    return new Failure('service-unavailable', `${said} each time`, {
      hint: 'Nothing was bought. Run the same command again.',
    });
  }
  const row = code === undefined ? undefined : rows[code];
  if (!row) {
    return new Failure('configuration', `${said}, and a file could not be published`, {
      hint: 'Look at publish.s3 in scenewright.json: endpoint, region, bucket and addressing.',
    });
  }
  return new Failure('configuration', `${row.message} (${said})`, { hint: row.hint });
}

interface Row {
  readonly message: string;
  readonly hint: string;
}

const wrongKey = 'the storage does not know the access key';
const wrongSecret = 'the storage does not accept the secret of the access key';
const ranOut = 'the session of the access key has run out';
const wrongRegion = 'the bucket lies in another region';
const setKey = 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to a key of that storage.';
const setRegion = 'Set publish.s3.region and publish.s3.endpoint in scenewright.json to its own.';
const renew =
  'Sign in anew and set AWS_SESSION_TOKEN with its key, or use a key without a session.';

const rows: Readonly<Record<string, Row>> = {
  InvalidAccessKeyId: { message: wrongKey, hint: setKey },
  SignatureDoesNotMatch: { message: wrongSecret, hint: setKey },
  InvalidToken: { message: ranOut, hint: renew },
  ExpiredToken: { message: ranOut, hint: renew },
  TokenRefreshRequired: { message: ranOut, hint: renew },
  AuthorizationHeaderMalformed: { message: wrongRegion, hint: setRegion },
  PermanentRedirect: { message: wrongRegion, hint: setRegion },
  TemporaryRedirect: { message: wrongRegion, hint: setRegion },
  AccessDenied: {
    message: 'the access key may not write and read there',
    hint: 'Allow it s3:PutObject and s3:GetObject on the bucket, or name another bucket in publish.s3.bucket.',
  },
  NoSuchBucket: {
    message: 'there is no such bucket',
    hint: 'Set publish.s3.bucket in scenewright.json, or make the bucket.',
  },
  RequestTimeTooSkewed: {
    message: "this machine's clock is wrong by more than the storage allows",
    hint: 'Set the clock, then run the same command again.',
  },
};
