/**
 * The object store behind the links: GET alone, signed, with Range; what an object store refuses (an
 * Authorization header beside the signature, a HEAD on a link signed for GET) is refused here.
 */
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { sizeOf } from '../../files.ts';
import type { FaultKind } from './faults.ts';
import { sendXml } from './http.ts';
import type { Links } from './links.ts';
import type { Storage } from './storage.ts';

export interface ObjectsOptions {
  readonly links: Links;
  readonly storage: Storage;
  /** The fault that strikes this download, if one does. */
  readonly strike: (object: string) => FaultKind | undefined;
}

export async function serveObject(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  options: ObjectsOptions,
): Promise<void> {
  if (request.headers.authorization !== undefined) {
    sendXml(response, 400, 'InvalidArgument');
    return;
  }
  if (request.method !== 'GET') {
    sendXml(response, 403, 'SignatureDoesNotMatch');
    return;
  }
  const checked = options.links.check(url);
  if ('denied' in checked) {
    sendXml(response, 403, checked.denied);
    return;
  }
  const fault = options.strike(checked.object);
  if (fault === 'download-expired' || fault === 'download-unavailable') {
    sendXml(response, fault === 'download-expired' ? 403 : 503, 'AccessDenied');
    return;
  }
  await sendFile(request, response, options.storage.objectPath(checked.object), fault);
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  fault: FaultKind | undefined,
): Promise<void> {
  const size = await sizeOf(path);
  if (size === undefined) {
    sendXml(response, 404, 'NoSuchKey');
    return;
  }
  const etag = `"${size.toString(16)}-${encodeURIComponent(path.slice(-24))}"`;
  const range = rangeOf(request, { size, etag });
  if (range === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${size}`);
    sendXml(response, 416, 'InvalidRange');
    return;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range === undefined ? 200 : 206, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    etag,
    ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
  });
  if (fault === 'download-cut' || fault === 'download-silent') {
    // Half of what was promised, and then nothing more.
    const half = start + Math.floor((end - start) / 2);
    for await (const piece of createReadStream(path, { start, end: half })) response.write(piece);
    if (fault === 'download-silent') return;
    await sleep(10);
    response.destroy();
    return;
  }
  const file = createReadStream(path, { start, end });
  await pipeline(fault === 'download-slow' ? slowed(file) : file, response);
}

const slowPieces = { bytes: 16_384, pauseMs: 20 } as const;

function slowed(file: Readable): Readable {
  return Readable.from(
    (async function* () {
      for await (const piece of file) {
        if (!Buffer.isBuffer(piece)) continue;
        for (let at = 0; at < piece.byteLength; at += slowPieces.bytes) {
          await sleep(slowPieces.pauseMs);
          yield piece.subarray(at, at + slowPieces.bytes);
        }
      }
    })(),
  );
}

/** undefined: the whole. One range alone; several are answered with the whole, as is allowed. */
function rangeOf(
  request: IncomingMessage,
  { size, etag }: { readonly size: number; readonly etag: string },
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/u.exec(request.headers.range ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const condition = request.headers['if-range'];
  if (condition !== undefined && condition !== etag) return undefined;
  const [, from = '', to = ''] = match;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

const types: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.png': 'image/png',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
};
