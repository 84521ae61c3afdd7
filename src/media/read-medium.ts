/**
 * The facts of one medium, from its own bytes. Never throws on bytes, however hostile; reads a few
 * kilobytes of a film of any size.
 */
import type { OpenFile } from '../source/host.ts';
import type { MediumReading } from './facts.ts';
import { readImageHeader } from './image-header.ts';
import { sniff, sniffLength } from './sniff.ts';
import { readStreamHeader } from './stream-header.ts';

/** @throws only what `file.read` itself throws. The file stays open. */
export async function readMedium(file: OpenFile): Promise<MediumReading> {
  const found = sniff(await file.read(0, sniffLength));
  switch (found.kind) {
    case 'image':
      return readImageHeader(file, found.format);
    case 'video':
    case 'audio':
      return readStreamHeader(file, found.format);
    case 'foreign':
      return { ok: false, problem: 'foreign', detail: found.name };
    case 'unknown':
      return {
        ok: false,
        problem: 'unknown-bytes',
        detail: file.size === 0 ? 'it is empty' : 'its bytes are no image, film or sound',
      };
  }
}
