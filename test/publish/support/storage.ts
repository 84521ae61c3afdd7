/**
 * A real S3 server on this machine (s3rver, files in a folder), and a gate before it that does what
 * that server leaves out: it checks every version 4 signature, by an implementation other than ours,
 * and the hash of what is uploaded. The gate also counts, and cuts connections when told to.
 */
import { createHash } from 'node:crypto';
import {
  createServer,
  request as send,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AwsV4Signer } from 'aws4fetch';
import S3rver from 's3rver';
import { onTestFinished } from 'vitest';
import { makeFolder } from '../../render/support/bench.ts';

export interface TestStorage {
  readonly endpoint: string;
  /** What the keys are told as, in the variables that everything reads. */
  readonly env: Readonly<Record<string, string>>;
  /** `GET /media/x` and so on with the status, in order; without queries. */
  readonly requests: readonly string[];
  /** Cuts the connection of the next uploads after their first piece. */
  cutUploads(count: number): void;
  /** Answers the next requests with 503 SlowDown. */
  refuseForNow(count: number): void;
}

export const bucket = 'media';
const accessKeyId = 'S3RVER';
const secretAccessKey = 'S3RVER';

export async function startStorage(): Promise<TestStorage> {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(await makeFolder(), 'storage'),
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  const requests: string[] = [];
  const troubles = { cuts: 0, refusals: 0 };
  const gate = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing);
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    gate.closeAllConnections();
    await new Promise((resolve) => gate.close(resolve));
    await server.close();
  });
  const { port: ownPort } = gate.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${ownPort}`,
    env: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    requests,
    cutUploads(count) {
      troubles.cuts = count;
    },
    refuseForNow(count) {
      troubles.refusals = count;
    },
  };

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? ''}`);
    const note = (end: number | string): void => {
      requests.push(`${incoming.method ?? ''} ${url.pathname} ${end}`);
    };
    const refuse = (status: number, code: string): void => {
      note(status);
      outgoing.writeHead(status, { 'content-type': 'application/xml', connection: 'close' });
      outgoing.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
    };
    if (incoming.method === 'PUT' && troubles.cuts > 0) {
      troubles.cuts -= 1;
      incoming.once('data', () => {
        note('cut');
        incoming.socket.destroy();
      });
      return;
    }
    const body = await bodyOf(incoming);
    if (body === undefined) {
      note('broken off');
      return;
    }
    if (troubles.refusals > 0) {
      troubles.refusals -= 1;
      refuse(503, 'SlowDown');
      return;
    }
    const wrong = await wrongIn(incoming, url, body);
    if (wrong !== undefined) {
      refuse(403, wrong);
      return;
    }
    const { method, headers } = incoming;
    const inner = send(
      { host: '127.0.0.1', port, path: incoming.url, method, headers },
      (answer) => {
        note(answer.statusCode ?? 0);
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    inner.end(body);
  }
}

/** undefined: the other side has gone before it was whole, and a storage keeps nothing. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of incoming) pieces.push(piece as Buffer);
  } catch (error) {
    if (incoming.destroyed) return undefined;
    throw error;
  }
  return Buffer.concat(pieces);
}

/** The code of a real storage's refusal; undefined for what s3rver is to answer itself. */
async function wrongIn(
  incoming: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<string | undefined> {
  const header = incoming.headers.authorization;
  const inQuery = url.searchParams.has('X-Amz-Signature');
  if (header === undefined && !inQuery) return 'AccessDenied';
  const given = inQuery ? fromQuery(url) : fromHeader(incoming, header ?? '');
  if (given.accessKeyId !== accessKeyId) return 'InvalidAccessKeyId';
  const again = new AwsV4Signer({
    method: incoming.method ?? '',
    url: given.url,
    headers: given.headers,
    accessKeyId,
    secretAccessKey,
    service: 's3',
    region: given.region,
    datetime: given.date,
    signQuery: inQuery,
    allHeaders: true,
  });
  if ((await again.sign()).url.searchParams.get('X-Amz-Signature') !== given.signature && inQuery) {
    return 'SignatureDoesNotMatch';
  }
  if (!inQuery && !(await again.authHeader()).endsWith(`Signature=${given.signature}`)) {
    return 'SignatureDoesNotMatch';
  }
  const hash = incoming.headers['x-amz-content-sha256'];
  const wanted = createHash('sha256').update(body).digest('hex');
  const free = inQuery || hash === 'UNSIGNED-PAYLOAD';
  return free || hash === wanted ? undefined : 'XAmzContentSHA256Mismatch';
}

interface Given {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signature: string;
  readonly date: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

function fromQuery(url: URL): Given {
  const [accessKeyId = '', , region = ''] = (url.searchParams.get('X-Amz-Credential') ?? '').split(
    '/',
  );
  const bare = new URL(url.pathname, url);
  bare.searchParams.set('X-Amz-Expires', url.searchParams.get('X-Amz-Expires') ?? '');
  return {
    accessKeyId,
    region,
    signature: url.searchParams.get('X-Amz-Signature') ?? '',
    date: url.searchParams.get('X-Amz-Date') ?? '',
    url: bare.href,
    headers: {},
  };
}

function fromHeader(incoming: IncomingMessage, header: string): Given {
  const part = (name: string): string => new RegExp(`${name}=([^,]+)`).exec(header)?.[1] ?? '';
  const [accessKeyId = '', , region = ''] = part('Credential').split('/');
  const signed = part('SignedHeaders').split(';');
  return {
    accessKeyId,
    region,
    signature: part('Signature'),
    date: String(incoming.headers['x-amz-date']),
    url: `http://${incoming.headers.host ?? ''}${incoming.url ?? ''}`,
    headers: Object.fromEntries(signed.map((name) => [name, String(incoming.headers[name])])),
  };
}
