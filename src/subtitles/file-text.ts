/** The text of a file that a translator has sent: UTF-8, and said where it is not. */
import { Failure } from '../failure.ts';

/** Without a byte-order mark, lines ended by LF. Throws Failure `configuration` with the line. */
export function textOfFile(bytes: Uint8Array, file: string): string {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]))
    throw notUtf8(`${file} is UTF-16.`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.replace(/\r\n?/g, '\n');
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw notUtf8(`${file}:${lineOfBadBytes(bytes)}: these bytes are not UTF-8.`);
  }
}

function notUtf8(message: string): Failure {
  return new Failure('configuration', message, {
    hint: 'Open it in an editor that shows its words right, and save it as UTF-8.',
  });
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** In UTF-8 the byte of a line's end is part of no other character. */
function lineOfBadBytes(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8');
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const to = end === -1 ? bytes.length : end + 1;
    if (decoder.decode(bytes.subarray(from, to)).includes('\ufffd')) return line;
    from = to;
  }
  return line;
}
