/**
 * What lies behind the references of an order: fetched, recognised by its bytes, and held against
 * the documented limits, as the service does before it accepts. The bytes are kept for the clip.
 */
import { readFile } from 'node:fs/promises';
import { request } from 'undici';
import type { MediumFacts } from '../../media/facts.ts';
import { readMedium } from '../../media/read-medium.ts';
import { isLoopback } from '../address.ts';
import { mediumLimits, models, secondsTolerance, type ModelName } from '../capabilities.ts';
import { drawPortrait } from './portrait.ts';
import { invalid } from './refusal.ts';
import type { Order, Reference, ReferenceKind, Role } from './order.ts';
import type { Storage } from './storage.ts';

export interface HeldReference {
  readonly kind: ReferenceKind;
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
    checkLimits(facts, reference, order.model);
    const object = await options.storage.keep(bytes, `.${facts.format}`);
    held.push({ kind: reference.kind, role: reference.role, object, facts });
  }
  checkTotals(held, order.model);
  return held;
}

const codeOfKind: Readonly<Record<ReferenceKind, string>> = {
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

function checkLimits(facts: MediumFacts, { param }: Reference, model: ModelName): void {
  const check = (holds: boolean, why: string): void => {
    if (!holds) throw invalid(param, why);
  };
  const { clipSeconds } = models[model].references;
  const checkSeconds = (seconds: number | undefined): void => {
    if (seconds === undefined) return;
    check(
      seconds >= clipSeconds.min && seconds <= clipSeconds.max + secondsTolerance,
      `it lasts ${seconds.toFixed(2)} s, not from ${clipSeconds.min} to ${clipSeconds.max}`,
    );
  };
  const checkSides = (
    { width, height }: { readonly width?: number; readonly height?: number },
    { min, max }: { readonly min: number; readonly max: number },
  ): void => {
    if (width === undefined || height === undefined) return;
    const fits = Math.min(width, height) >= min && Math.max(width, height) <= max;
    check(fits, `it is ${width}x${height}, its sides must be from ${min} to ${max} pixels`);
  };

  if (facts.kind === 'audio') {
    check(facts.bytes <= mediumLimits.audio.bytesMax, 'it is larger than 15 MB');
    checkSeconds(facts.seconds);
    return;
  }
  const { width, height } = facts;
  if (facts.kind === 'image') {
    const limits = mediumLimits.image;
    check(facts.bytes < limits.bytesBelow, 'it is not smaller than 30 MB');
    checkSides(facts, limits.sidePixels);
    if (width === undefined || height === undefined) return;
    const aspect = width / height;
    check(
      aspect >= limits.aspect.min && aspect <= limits.aspect.max,
      `its width over its height is ${aspect.toFixed(3)}, not from 0.4 to 2.5`,
    );
    return;
  }
  const limits = mediumLimits.video;
  check(facts.bytes <= limits.bytesMax, 'it is larger than 200 MB');
  check(
    facts.codec === undefined || limits.codecs.some((codec) => codec === facts.codec),
    `its codec is ${facts.codec}, neither h264 nor h265`,
  );
  const rate = facts.framesPerSecond;
  check(
    rate === undefined ||
      (rate >= limits.framesPerSecond.min - 0.05 && rate <= limits.framesPerSecond.max + 0.05),
    `it has ${rate?.toFixed(2)} frames a second, not from 24 to 60`,
  );
  checkSides(facts, limits.sidePixels);
  if (width !== undefined && height !== undefined) {
    const pixels = width * height;
    check(
      pixels >= limits.pixels.min && pixels <= limits.pixels.max,
      `it has ${pixels} pixels, not from ${limits.pixels.min} to ${limits.pixels.max}`,
    );
  }
  checkSeconds(facts.seconds);
}

function checkTotals(held: readonly HeldReference[], model: ModelName): void {
  const most = models[model].references.totalSeconds;
  for (const kind of ['video', 'audio'] as const) {
    let total = 0;
    for (const { facts } of held) {
      if (facts.kind === kind) total += facts.seconds ?? 0;
    }
    if (total > most + secondsTolerance) {
      throw invalid('content', `the ${kind}s last ${total.toFixed(2)} s together, at most ${most}`);
    }
  }
}
