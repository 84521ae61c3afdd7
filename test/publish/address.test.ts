/** Addresses and signatures by known answers. */
import { describe, expect, test } from 'vitest';
import { locate, type S3Settings } from '../../src/publish/s3-location.ts';
import { createSigner } from '../../src/publish/s3-signer.ts';

const aws: S3Settings = {
  endpoint: 'https://s3.amazonaws.com',
  region: 'us-east-1',
  bucket: 'examplebucket',
};

describe('where an object lies', () => {
  const cases: readonly (readonly [string, Partial<S3Settings>, string])[] = [
    ['a public cloud', {}, 'https://examplebucket.s3.amazonaws.com/a.mp4'],
    [
      'TOS',
      { endpoint: 'https://tos-s3-cn-beijing.volces.com', bucket: 'drama' },
      'https://drama.tos-s3-cn-beijing.volces.com/a.mp4',
    ],
    ['asked for', { addressing: 'path' }, 'https://s3.amazonaws.com/examplebucket/a.mp4'],
    [
      'the bucket is in the endpoint already',
      { endpoint: 'https://examplebucket.s3.amazonaws.com' },
      'https://examplebucket.s3.amazonaws.com/a.mp4',
    ],
    ['dots in a bucket', { bucket: 'a.b' }, 'https://s3.amazonaws.com/a.b/a.mp4'],
    [
      'an address of numbers',
      { endpoint: 'https://10.0.0.7:9000/' },
      'https://10.0.0.7:9000/examplebucket/a.mp4',
    ],
    [
      'behind a folder',
      { endpoint: 'https://nas.test/s3', addressing: 'path' },
      'https://nas.test/s3/examplebucket/a.mp4',
    ],
  ];
  test.each(cases)('%s', (_, settings, address) => {
    expect(locate({ ...aws, ...settings }).addressOf('a.mp4').href).toBe(address);
  });

  test('a name that needs encoding', () => {
    const location = locate({ ...aws, prefix: "/第 1/it's (new)/" });
    const name = location.nameOf({ sha256: 'ab'.repeat(32), extension: '.mp4' });
    expect(name).toBe(`第 1/it's (new)/${'ab'.repeat(32)}.mp4`);
    expect(location.addressOf(name).pathname).toBe(
      `/%E7%AC%AC%201/it%27s%20%28new%29/${'ab'.repeat(32)}.mp4`,
    );
  });
});

test('a link is signed as the example of the Amazon S3 API reference is', async () => {
  // "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
  const signer = createSigner(
    {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
    'us-east-1',
    { now: () => new Date('2013-05-24T00:00:00Z') },
  );
  const link = new URL(await signer.link(locate(aws).addressOf('test.txt'), 86_400));
  expect(Object.fromEntries(link.searchParams)).toEqual({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request',
    'X-Amz-Date': '20130524T000000Z',
    'X-Amz-Expires': '86400',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  });
});
