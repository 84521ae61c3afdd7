/**
 * Which addresses a key or a file may travel to: https anywhere, http on this machine alone.
 */
import { Failure } from '../failure.ts';

/** Parses `address`, or throws a `configuration` failure that says what is wrong with it. */
export function checkedAddress(address: string, what: string): URL {
  const url = URL.parse(address);
  if (url === null) {
    throw new Failure('configuration', `${what} is not an address: ${withoutQuery(address)}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Failure('configuration', `${what} must not hold a name or a password.`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    throw new Failure(
      'configuration',
      `${what} must begin with https://; http:// is for this machine alone (${displayAddress(url)}).`,
    );
  }
  return url;
}

/** True for localhost, 127.0.0.0/8 and ::1. */
export function isLoopback(url: URL): boolean {
  return (
    url.hostname === 'localhost' ||
    url.hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/u.test(url.hostname)
  );
}

/** An address fit for a message: a signed link's query is a key in itself and is left out. */
export function displayAddress(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/**
 * Words of others without the queries of the addresses in them: a service that cannot fetch a medium
 * quotes the link that it was given.
 */
export function withoutQueries(words: string): string {
  return words.replace(/(\bhttps?:\/\/[^\s"'<>?]+)\?[^\s"'<>]*/giu, '$1?…');
}

function withoutQuery(address: string): string {
  return address.split('?', 1)[0] ?? '';
}
