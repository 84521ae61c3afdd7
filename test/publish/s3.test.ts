/** Publishing to a real S3 server over real HTTP. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Failure } from '../../src/failure.ts';
import type { LocalFile, Publisher } from '../../src/publish/publisher.ts';
import { openS3Publisher, type S3Options } from '../../src/publish/s3.ts';
import type { S3Settings } from '../../src/publish/s3-location.ts';
import { hashFile } from '../../src/files.ts';
import { makeFolder } from '../render/support/bench.ts';
import { bucket, startStorage, type TestStorage } from './support/storage.ts';

async function localFile(bytes: Uint8Array = pattern(300_000)): Promise<LocalFile> {
  const path = join(await makeFolder(), 'a clip 雨夜 (1).mp4');
  await writeFile(path, bytes);
  return { path, ...(await hashFile(path)), extension: '.mp4' };
}

function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) % 251);
}

async function open(
  storage: Pick<TestStorage, 'endpoint' | 'env'>,
  settings: Partial<S3Settings> = {},
  options: Partial<S3Options> = {},
): Promise<Publisher> {
  const publisher = await openS3Publisher(
    { endpoint: storage.endpoint, region: 'us-east-1', bucket, ...settings },
    { env: storage.env, ...options },
  );
  onTestFinished(() => publisher.close());
  return publisher;
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error('it did not fail as it should', { cause: error });
}

/** The methods and their ends, without the addresses. */
function ends(storage: TestStorage): readonly string[] {
  return storage.requests.map((line) => line.replace(/ \S+ /, ' '));
}

describe('publishing', () => {
  test('a file is sent once, and the link gives its bytes to anybody', async () => {
    const storage = await startStorage();
    const file = await localFile();
    const publisher = await open(storage, { prefix: 'scenewright/第一集' });
    const link = await publisher.publish(file);
    expect(new URL(link).pathname).toBe(
      `/media/scenewright/${encodeURIComponent('第一集')}/${file.sha256}.mp4`,
    );
    const answer = await fetch(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('video/mp4');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pattern(300_000));
    expect(ends(storage)).toEqual(['GET 404', 'PUT 200', 'GET 206', 'GET 200']);
  });

  test('what is there already is not sent again, by this run or another', async () => {
    const storage = await startStorage();
    const file = await localFile();
    const first = await open(storage);
    await Promise.all([first.publish(file), first.publish(file)]);
    await first.publish(file);
    const second = await open(storage);
    await second.publish({ ...file, path: '/no/longer/here.mp4' });
    expect(ends(storage)).toEqual(['GET 404', 'PUT 200', 'GET 206', 'GET 206', 'GET 206']);
  });

  test('an object that is not whole is written over', async () => {
    const storage = await startStorage();
    const file = await localFile();
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
      storage.env;
    const other = new AwsClient({ accessKeyId, secretAccessKey, service: 's3' });
    const address = `${storage.endpoint}/${bucket}/${file.sha256}.mp4`;
    expect((await other.fetch(address, { method: 'PUT', body: 'half of it' })).status).toBe(200);
    const link = await (await open(storage)).publish(file);
    expect((await (await fetch(link)).arrayBuffer()).byteLength).toBe(file.bytes);
  });

  test('a link runs out', async () => {
    const storage = await startStorage();
    const clock = { behindMs: 0 };
    const now = (): Date => new Date(Date.now() - clock.behindMs);
    const publisher = await open(storage, { expiresSeconds: 600 }, { now });
    const file = await localFile();
    expect((await fetch(await publisher.publish(file))).status).toBe(200);
    clock.behindMs = 590_000;
    expect((await fetch(await publisher.publish(file))).status).toBe(200);
    clock.behindMs = 610_000;
    expect((await fetch(await publisher.publish(file))).status).toBe(403);
  });

  test('an upload that is cut off is sent again, whole', async () => {
    const storage = await startStorage();
    storage.cutUploads(2);
    const file = await localFile(pattern(3_000_000));
    const link = await (await open(storage)).publish(file);
    expect((await (await fetch(link)).arrayBuffer()).byteLength).toBe(3_000_000);
    expect(ends(storage)).toEqual([
      'GET 404',
      'PUT cut',
      'PUT cut',
      'PUT 200',
      'GET 206',
      'GET 200',
    ]);
  });

  test('a storage that is busy is asked again', async () => {
    const storage = await startStorage();
    storage.refuseForNow(2);
    await (await open(storage)).publish(await localFile());
    expect(ends(storage)).toEqual(['GET 503', 'GET 503', 'GET 404', 'PUT 200', 'GET 206']);
  });

  test('a file that was changed is not stored under the name of what it was', async () => {
    const storage = await startStorage();
    const file = await localFile();
    await writeFile(file.path, pattern(300_001).subarray(1));
    const failure = await failureOf((await open(storage)).publish(file));
    expect(failure.message).toContain('was changed while the run went on');
    expect(ends(storage)).not.toContain('PUT 200');
    const gone = { ...file, path: join(file.path, '../gone.mp4') };
    expect((await failureOf((await open(storage)).publish(gone))).message).toBe(
      'gone.mp4 cannot be read (ENOENT)',
    );
  });
});

describe('what is set up wrongly is said in words that name what to set', () => {
  const cases: readonly {
    readonly what: string;
    readonly settings?: Partial<S3Settings>;
    readonly env?: Readonly<Record<string, string>>;
    readonly options?: Partial<S3Options>;
    readonly says: string;
    readonly hint: string;
  }[] = [
    {
      what: 'an access key that is not known',
      env: { AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN', AWS_SECRET_ACCESS_KEY: 'nobody-may-see-this' },
      says: 'the storage does not know the access key (the bucket media at HOST answered InvalidAccessKeyId)',
      hint: 'AWS_ACCESS_KEY_ID',
    },
    {
      what: 'a wrong secret',
      env: { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'nobody-may-see-this' },
      says: 'the storage does not accept the secret of the access key (the bucket media at HOST answered SignatureDoesNotMatch)',
      hint: 'AWS_SECRET_ACCESS_KEY',
    },
    {
      what: 'a bucket that is not there',
      settings: { bucket: 'elsewhere' },
      says: 'there is no such bucket (the bucket elsewhere at HOST answered NoSuchBucket)',
      hint: 'publish.s3.bucket',
    },
    {
      what: 'a clock that is wrong',
      options: { now: () => new Date(Date.now() - 3_600_000) },
      says: "this machine's clock is wrong by more than the storage allows (the bucket media at HOST answered RequestTimeTooSkewed)",
      hint: 'Set the clock',
    },
  ];
  test.each(cases)('$what', async ({ settings, env, options, says, hint }) => {
    const storage = await startStorage();
    const publisher = await open({ ...storage, env: env ?? storage.env }, settings, options);
    const failure = await failureOf(publisher.publish(await localFile()));
    expect(failure.reason).toBe('configuration');
    expect(failure.message).toBe(says.replace('HOST', new URL(storage.endpoint).host));
    expect(failure.hint).toContain(hint);
    expect(failure.message + String(failure.hint)).not.toContain('nobody-may-see-this');
    // Found out before any byte of the file has left.
    expect(storage.requests.filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  test('a storage that is not there', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
    const publisher = await open({ endpoint: 'http://127.0.0.1:9', env });
    const failure = await failureOf(publisher.publish(await localFile()));
    expect(failure.reason).toBe('service-unavailable');
    expect(failure.message).toBe(
      'the bucket media at 127.0.0.1:9 cannot be reached (ECONNREFUSED)',
    );
  });

  test('http is for this machine alone', async () => {
    const failure = await failureOf(open({ endpoint: 'http://storage.test', env: {} }));
    expect(failure.reason).toBe('configuration');
    expect(failure.message).toContain('must begin with https://');
  });

  test('no key at all', async () => {
    const HOME = await makeFolder();
    const failure = await failureOf(open({ endpoint: 'https://storage.test', env: { HOME } }));
    expect(failure.message).toBe(
      'publish.s3 of scenewright.json names a storage, and there is no key to it',
    );
    const AWS_PROFILE = 'studio';
    const named = await failureOf(
      open({ endpoint: 'https://storage.test', env: { HOME, AWS_PROFILE } }),
    );
    expect(named.message).toBe('the profile studio, which AWS_PROFILE names, holds no access key');
    const half = { HOME, AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: '' };
    expect((await failureOf(open({ endpoint: 'https://storage.test', env: half }))).message).toBe(
      'AWS_SECRET_ACCESS_KEY is not set, and the other half of the key is',
    );
  });

  test('a profile of the usual file', async () => {
    const storage = await startStorage();
    const file = join(await makeFolder(), 'credentials');
    await writeFile(
      file,
      '[default]\naws_access_key_id = other\n\n[studio]\naws_access_key_id = S3RVER\naws_secret_access_key = S3RVER\n',
    );
    const env = {
      AWS_SHARED_CREDENTIALS_FILE: file,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_PROFILE: 'studio',
    };
    const link = await (await open({ ...storage, env })).publish(await localFile());
    expect((await fetch(link)).status).toBe(200);
  });
});
