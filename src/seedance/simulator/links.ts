/**
 * Links to objects, signed as object stores sign them: the way, the time and the signature stand in the
 * query, and whoever holds the link may read until it runs out.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Storage } from './storage.ts';

export interface Links {
  /** The whole address of an object, good for `linkSeconds` from now. */
  sign(object: string): string;
  /** The object that a request may read, or why it may not. */
  check(url: URL): { readonly object: string } | { readonly denied: string };
}

export const storagePath = '/storage/';

export function createLinks(options: {
  readonly storage: Storage;
  readonly now: () => number;
  readonly linkSeconds: number;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  readonly origin: () => string;
}): Links {
  const { storage, now } = options;
  const signature = (object: string, date: string, seconds: string): string =>
    createHmac('sha256', storage.secret)
      .update(`GET\n${object}\n${date}\n${seconds}`)
      .digest('hex');

  return {
    sign(object) {
      const date = String(Math.floor(now() / 1000));
      const seconds = String(options.linkSeconds);
      const url = new URL(`${storagePath}${object}`, options.origin());
      url.searchParams.set('X-Tos-Date', date);
      url.searchParams.set('X-Tos-Expires', seconds);
      url.searchParams.set('X-Tos-Signature', signature(object, date, seconds));
      return url.href;
    },

    check(url) {
      const object = decodeURIComponent(url.pathname.slice(storagePath.length));
      const date = url.searchParams.get('X-Tos-Date');
      const seconds = url.searchParams.get('X-Tos-Expires');
      const given = url.searchParams.get('X-Tos-Signature');
      if (date === null || seconds === null || given === null) return { denied: 'AccessDenied' };
      const wanted = Buffer.from(signature(object, date, seconds));
      const matches =
        wanted.byteLength === Buffer.byteLength(given) &&
        timingSafeEqual(wanted, Buffer.from(given));
      // Only names that were signed pass, so no name can lead out of the folder.
      if (!matches) return { denied: 'SignatureDoesNotMatch' };
      if (now() >= (Number(date) + Number(seconds)) * 1000) return { denied: 'AccessDenied' };
      return { object };
    },
  };
}
