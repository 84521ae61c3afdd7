/** Where an object lies in storage that speaks S3: its name by content, and its address. */
import { Failure } from '../failure.ts';
import { checkedAddress } from '../seedance/address.ts';
import type { LocalFile } from './publisher.ts';

/** As `publish.s3` of `scenewright.json` has it. */
export interface S3Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** A folder within the bucket. */
  readonly prefix?: string | undefined;
  /** Seconds that a link holds; the protocol allows a week. */
  readonly expiresSeconds?: number | undefined;
  /** Where the bucket stands in an address: before the host's name, or first in the path. */
  readonly addressing?: 'host' | 'path' | undefined;
}

export interface S3Location {
  /** The endpoint and bucket, fit for a message. */
  readonly shown: string;
  /** The address of an object without a query, its path encoded as signatures want it. */
  addressOf(name: string): URL;
  /** `PREFIX/SHA256.mp4`: the same bytes have the same name in every run and project. */
  nameOf(file: Pick<LocalFile, 'sha256' | 'extension'>): string;
}

/** @throws Failure `configuration` for an endpoint that keys must not travel to */
export function locate(settings: S3Settings): S3Location {
  const endpoint = checkedAddress(settings.endpoint, 'publish.s3.endpoint');
  if (endpoint.search !== '' || endpoint.hash !== '') {
    throw new Failure('configuration', 'publish.s3.endpoint must end before any ? or #.');
  }
  const { bucket } = settings;
  const inPath = (settings.addressing ?? usualAddressing(endpoint, bucket)) === 'path';
  const named = endpoint.hostname.startsWith(`${bucket}.`);
  const host = inPath || named ? endpoint.host : `${bucket}.${endpoint.host}`;
  const folders = [...endpoint.pathname.split('/'), ...(inPath ? [bucket] : [])].filter(
    (folder) => folder !== '',
  );
  const prefix = (settings.prefix ?? '').split('/').filter((folder) => folder !== '');
  return {
    shown: `the bucket ${bucket} at ${endpoint.host}`,
    addressOf(name) {
      const path = [...folders, ...name.split('/')].map(encoded).join('/');
      return new URL(`${endpoint.protocol}//${host}/${path}`);
    },
    nameOf: ({ sha256, extension }) => [...prefix, `${sha256}${extension}`].join('/'),
  };
}

/**
 * Public clouds (AWS, TOS, OSS, COS, R2) all take the bucket before the host, some nothing else. A
 * bare number and this machine have no names below them, and no certificate covers a bucket's dots.
 */
function usualAddressing(endpoint: URL, bucket: string): 'host' | 'path' {
  const bare = /^[\d.]+$|^\[|^localhost$/u.test(endpoint.hostname);
  return bare || !/^[a-z\d][a-z\d-]*$/u.test(bucket) ? 'path' : 'host';
}

/** RFC 3986: what `encodeURIComponent` leaves of the reserved characters is encoded too. */
function encoded(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/gu,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
