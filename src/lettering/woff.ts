/**
 * WOFF 1.0 to the plain typeface inside it: a header and tables that are each deflated
 * (W3C, WOFF File Format 1.0). Unpacked once, for a reader that meets the packed file inflates a table
 * of megabytes for every letter.
 */
import { inflateSync } from 'node:zlib';

const woffHeaderBytes = 44;
const woffEntryBytes = 20;
const sfntHeaderBytes = 12;
const sfntEntryBytes = 16;

/** The bytes of a `.woff` file in, those of the `.ttf` out. */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('these bytes are no WOFF file');
  const flavor = woff.readUInt32BE(4);
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(sfntHeaderBytes + count * sfntEntryBytes);
  const log = Math.floor(Math.log2(count));
  directory.writeUInt32BE(flavor, 0);
  directory.writeUInt16BE(count, 4);
  directory.writeUInt16BE(2 ** log * 16, 6);
  directory.writeUInt16BE(log, 8);
  directory.writeUInt16BE((count - 2 ** log) * 16, 10);

  const tables: Buffer[] = [];
  let offset = directory.length;
  for (let index = 0; index < count; index += 1) {
    const entry = woffHeaderBytes + index * woffEntryBytes;
    const from = woff.readUInt32BE(entry + 4);
    const packedBytes = woff.readUInt32BE(entry + 8);
    const bytes = woff.readUInt32BE(entry + 12);
    const packed = woff.subarray(from, from + packedBytes);
    const table = packedBytes < bytes ? inflateSync(packed) : packed;
    const place = sfntHeaderBytes + index * sfntEntryBytes;
    woff.copy(directory, place, entry, entry + 4);
    woff.copy(directory, place + 4, entry + 16, entry + 20);
    directory.writeUInt32BE(offset, place + 8);
    directory.writeUInt32BE(bytes, place + 12);
    const padded = Buffer.alloc(Math.ceil(bytes / 4) * 4);
    table.copy(padded);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([directory, ...tables]);
}
