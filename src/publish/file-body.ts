/** A file on its way out, whose last piece leaves only when the whole has proved to be what it was. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';
import type { LocalFile } from './publisher.ts';

/**
 * The bytes in pieces. Bytes under a name that is not their hash would be handed out for ever after:
 * so a file that was changed ends before its last piece, and a storage drops what is not whole.
 * @throws Failure `file-missing`
 */
export async function* fileBody(file: LocalFile): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  let bytes = 0;
  for await (const piece of readable(file)) {
    if (held) yield held;
    held = piece;
    hash.update(piece);
    bytes += piece.byteLength;
    if (bytes > file.bytes) throw changed(file);
  }
  if (bytes !== file.bytes || hash.digest('hex') !== file.sha256) throw changed(file);
  if (held) yield held;
}

async function* readable(file: LocalFile): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file.path)) {
      if (!(piece instanceof Uint8Array)) throw new TypeError('a file stream gives bytes');
      yield piece;
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new Failure(
      'file-missing',
      `${path.basename(file.path)} cannot be read (${String(cause.code)})`,
      { cause },
    );
  }
}

function changed(file: LocalFile): Failure {
  return new Failure(
    'file-missing',
    `${path.basename(file.path)} was changed while the run went on`,
    { hint: 'Nothing was bought with it. Run the same command again.' },
  );
}
