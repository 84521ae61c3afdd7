/**
 * What lies behind the references of an order: fetched, recognised by its bytes, and held against
 * the documented limits, as the service does before it accepts. The bytes are kept for the clip.
 */
import { readFile } from 'node:fs/promises';
import { request } from 'undici';
import type { MediumFacts, MediumKind } from '../../media/facts.ts';
import { readMedium } from '../../media/read-medium.ts';
import { isLoopback } from '../address.ts';
import { mediumLimits } from '../capabilities.ts';
import { checkLimits, checkTotals } from './reference-limits.ts';
import { drawPortrait } from './portrait.ts';
import { invalid } from './refusal.ts';
import type { Order, Reference, Role } from './order.ts';
import type { Storage } from './storage.ts';

export interface HeldReference {
  readonly kind: MediumKind;
  readonly role: Role;
  /** Its name among the objects. */
  readonly object: string;
  readonly facts: MediumFacts;
}

export interface ReferenceOptions {
  readonly storage: Storage;
  readonly assets: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
}

/** In content order. @throws Refusal */
export async function holdReferences(
  order: Pick<Order, 'references' | 'model'>,
  options: ReferenceOptions,
): Promise<readonly HeldReference[]> {
  const held: HeldReference[] = [];
  for (const reference of order.references) {
    const bytes = await bytesBehind(reference, options);
    const facts = await factsOf(bytes, reference);
    checkLimits(facts, reference.param, order.model);
    const object = await options.storage.keep(bytes, `.${facts.format}`);
    held.push({ kind: reference.kind, role: reference.role, object, facts });
  }
  checkTotals(
    held.map((one) => one.facts),
    order.model,
  );
  return held;
}

const codeOfKind: Readonly<Record<MediumKind, string>> = {
  image: 'InvalidImageURL',
  video: 'InvalidVideoURL',
  audio: 'InvalidAudioURL',
};

function unreadable({ kind, param }: Reference, why: string): Error {
  return invalid(param, why, `${codeOfKind[kind]}.InvalidFormat`);
}

async function bytesBehind(reference: Reference, options: ReferenceOptions): Promise<Uint8Array> {
  const { kind, param, url } = reference;
  if (url === '') throw invalid(param, 'it is empty', `${codeOfKind[kind]}.EmptyURL`);
  if (url.startsWith('data:')) return bytesOfDataUri(reference);
  if (url.startsWith('asset://')) return bytesOfAsset(reference, options);
  const parsed = URL.parse(url);
  const fetchable =
    parsed !== null &&
    (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed)));
  if (!fetchable) throw invalid(param, 'it is neither an https URL, base64 data nor an asset id');
  return fetched(parsed, reference, options.signal);
}

function bytesOfDataUri(reference: Reference): Uint8Array {
  if (reference.kind === 'video') {
    throw invalid(reference.param, 'a video must be an https URL or an asset id, never base64');
  }
  const match = /^data:(image|audio)\/[a-z0-9.+-]+;base64,/u.exec(reference.url);
  if (match?.[1] !== reference.kind) {
    throw unreadable(reference, `it does not begin with data:${reference.kind}/…;base64,`);
  }
  const digits = reference.url.slice(match[0].length);
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/u.test(digits)) {
    throw unreadable(reference, 'its base64 is damaged');
  }
  return Buffer.from(digits, 'base64');
}

async function bytesOfAsset(
  reference: Reference,
  { assets }: ReferenceOptions,
): Promise<Uint8Array> {
  const id = reference.url.slice('asset://'.length);
  const path = assets?.[id];
  if (path !== undefined) return readFile(path);
  const known = assets === undefined && reference.kind === 'image' && /^[\w-]{3,128}$/u.test(id);
  if (!known) throw invalid(reference.param, `the asset ${id} does not exist`);
  return drawPortrait(id);
}

const fetchTimeoutMs = 20_000;

async function fetched(url: URL, reference: Reference, signal: AbortSignal): Promise<Uint8Array> {
  const most = reference.kind === 'video' ? mediumLimits.video.bytesMax : mediumLimits.bodyBytesMax;
  const code = `${codeOfKind[reference.kind]}.Unreachable`;
  try {
    const response = await request(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(fetchTimeoutMs)]),
    });
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of response.body) {
      if (!(piece instanceof Uint8Array)) continue;
      bytes += piece.byteLength;
      if (bytes > most) throw new Error(`it has more than ${most} bytes`);
      pieces.push(piece);
    }
    if (response.statusCode !== 200) throw new Error(`HTTP ${response.statusCode}`);
    return Buffer.concat(pieces);
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw invalid(reference.param, `it could not be fetched (${why})`, code);
  }
}

async function factsOf(bytes: Uint8Array, reference: Reference): Promise<MediumFacts> {
  const reading = await readMedium({
    size: bytes.byteLength,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  });
  if (!reading.ok) throw unreadable(reference, reading.detail);
  if (reading.facts.kind === reference.kind) return reading.facts;
  throw unreadable(reference, `its bytes are ${reading.facts.kind}, not ${reference.kind}`);
}
