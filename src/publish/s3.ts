/**
 * Storage that speaks S3 (AWS, TOS, OSS, COS, R2, MinIO, …). An object is named by the hash of its
 * bytes, so that what is there once is never sent again, by whichever run or project, and sending it
 * twice does no harm.
 *
 * Each file is looked for by reading its first byte, not by HEAD: the answer to a HEAD has no body,
 * and the body is what tells a wrong key from a missing bucket, before any file is sent. After that
 * the first byte is read once more by a link such as the service will be given.
 */
import pLimit from 'p-limit';
import { Agent } from 'undici';
import { Failure } from '../failure.ts';
import { readCredentials } from './aws-credentials.ts';
import { fileBody } from './file-body.ts';
import type { LocalFile, Publisher } from './publisher.ts';
import { createExchange, type Answer } from './s3-exchange.ts';
import { locate, type S3Settings } from './s3-location.ts';
import { failureOf } from './s3-refusals.ts';
import { createSigner, emptyPayload } from './s3-signer.ts';

export interface S3Options {
  /** Where the keys come from, as `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now?: () => Date;
}

/** As long as a link of the service's own. */
const defaultExpiresSeconds = 86_400;
const filesAtOnce = 3;

/** @throws Failure `configuration` where there is no key, or the endpoint is not fit for one */
export async function openS3Publisher(
  settings: S3Settings,
  { env, now = () => new Date() }: S3Options,
): Promise<Publisher> {
  const location = locate(settings);
  const signer = createSigner(await readCredentials(env), settings.region, { now });
  const agent = new Agent({ connect: { timeout: 10_000 }, connections: filesAtOnce });
  const exchange = createExchange(agent, location.shown);
  const expiresSeconds = settings.expiresSeconds ?? defaultExpiresSeconds;
  const limit = pLimit(filesAtOnce);
  const placed = new Map<string, Promise<void>>();

  return {
    async publish(file, { signal } = {}) {
      const name = location.nameOf(file);
      const placing =
        placed.get(name) ?? limit(() => place(file, location.addressOf(name), signal));
      placed.set(name, placing);
      try {
        await placing;
      } catch (error) {
        placed.delete(name);
        throw error;
      }
      return signer.link(location.addressOf(name), expiresSeconds);
    },
    close: () => agent.destroy(),
  };

  async function place(file: LocalFile, address: URL, signal?: AbortSignal): Promise<void> {
    const first = await exchange(
      async () => ({
        method: 'GET',
        address: address.href,
        headers: await signer.headers('GET', address, firstByte, emptyPayload),
      }),
      signal,
    );
    if (!holds(first, file)) {
      if (!mayBeAbsent(first)) throw failureOf(first, location.shown);
      await upload(file, address, signal);
    }
    const read = await exchange(
      async () => ({
        method: 'GET',
        address: await signer.link(address, expiresSeconds),
        headers: firstByte,
      }),
      signal,
    );
    if (holds(read, file)) return;
    if (read.status >= 300) throw failureOf(read, location.shown);
    throw new Failure('configuration', `${location.shown} does not give back what it was sent`, {
      hint: 'Look at publish.s3.endpoint in scenewright.json: is it the storage itself?',
    });
  }

  async function upload(file: LocalFile, address: URL, signal?: AbortSignal): Promise<void> {
    const about = {
      'content-type': contentTypes[file.extension] ?? 'application/octet-stream',
      'content-length': String(file.bytes),
    };
    const answer = await exchange(
      async () => ({
        method: 'PUT',
        address: address.href,
        headers: await signer.headers('PUT', address, about, file.sha256),
        body: fileBody(file),
      }),
      signal,
    );
    if (answer.status >= 300) throw failureOf(answer, location.shown);
  }
}

const firstByte = { range: 'bytes=0-0' };
const contentTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
};

/** An object of another length is the rest of something that went wrong, and is written over. */
function holds(answer: Answer, file: LocalFile): boolean {
  return (answer.status === 200 || answer.status === 206) && answer.totalBytes === file.bytes;
}

/** A key that may not list is answered AccessDenied for what is not there. */
function mayBeAbsent({ status, code }: Answer): boolean {
  return (
    status < 300 ||
    code === 'NoSuchKey' ||
    code === 'AccessDenied' ||
    (status === 404 && code === undefined)
  );
}
