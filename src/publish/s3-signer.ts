/** Signature version 4, as AWS's own signer writes it, for the two uses that publishing has. */
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './aws-credentials.ts';

export interface S3Signer {
  /** The headers of a request, its signature among them. `payload` is the SHA-256 of its body. */
  headers(
    method: 'GET' | 'PUT',
    address: URL,
    headers: Readonly<Record<string, string>>,
    payload: string,
  ): Promise<Readonly<Record<string, string>>>;
  /** A link by which anybody may read the object for so many seconds. */
  link(address: URL, expiresSeconds: number): Promise<string>;
}

export const emptyPayload = createHash('sha256').digest('hex');

export function createSigner(
  credentials: Credentials,
  region: string,
  options: { readonly now: () => Date },
): S3Signer {
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials,
    sha256: Sha256,
    // S3 alone signs the path as it is sent.
    uriEscapePath: false,
    applyChecksum: false,
  });
  return {
    async headers(method, address, headers, payload) {
      const request = requestOf(method, address, { ...headers, [payloadHeader]: payload });
      return (await signer.sign(request, { signingDate: options.now() })).headers;
    },
    async link(address, expiresSeconds) {
      // The payload of a link is not signed; said so in a header, and that header is not sent.
      const unsigned = requestOf('GET', address, { [payloadHeader]: 'UNSIGNED-PAYLOAD' });
      const { query = {} } = await signer.presign(unsigned, {
        expiresIn: expiresSeconds,
        signingDate: options.now(),
        unhoistableHeaders: new Set([payloadHeader]),
        unsignableHeaders: new Set([payloadHeader]),
      });
      const pairs = Object.entries(query).map(
        ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
      );
      return `${address.href}?${pairs.join('&')}`;
    },
  };
}

const payloadHeader = 'x-amz-content-sha256';

function requestOf(
  method: string,
  address: URL,
  headers: Readonly<Record<string, string>>,
): Parameters<SignatureV4['presign']>[0] {
  return {
    method,
    protocol: address.protocol,
    hostname: address.hostname,
    path: address.pathname,
    query: {},
    headers: { host: address.host, ...headers },
  };
}

/** The hash that the signer asks for: with a secret it is an HMAC. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  if (!ArrayBuffer.isView(data)) return new Uint8Array(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
