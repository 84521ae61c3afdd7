/** Reading requests and writing answers, on bare node:http. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

/** The whole body. @throws Refusal 413 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('a body gave something else than bytes');
    bytes += piece.byteLength;
    if (bytes > maxBytes) {
      throw new Refusal(413, 'RequestTooLarge', `The request has more than ${maxBytes} bytes.`);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** @throws Refusal */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'InvalidParameter', 'The request body is not valid JSON.');
  }
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

/** An object store's way to say no. */
export function sendXml(response: ServerResponse, status: number, code: string): void {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  send(response, status, 'application/xml', xml);
}

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  if (refusal.retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(refusal.retryAfterSeconds));
  }
  // Bytes of the body may still be on their way; this connection is of no more use.
  if (refusal.status === 413) response.setHeader('connection', 'close');
  sendJson(response, refusal.status, refusal.envelope());
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
