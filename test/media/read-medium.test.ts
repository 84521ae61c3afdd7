import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMedium } from '../../src/media/read-medium.ts';
import type { OpenFile } from '../../src/source/host.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const files = readdirSync(fixtures).sort();

describe('readMedium', () => {
  it('tells what every fixture is from its bytes', async () => {
    const lines: string[] = [];
    for (const name of files) {
      const reading = await readMedium(inMemory(readFileSync(join(fixtures, name))));
      lines.push(`${name}: ${JSON.stringify(reading.ok ? reading.facts : reading)}`);
    }
    await expect(lines.join('\n') + '\n').toMatchFileSnapshot('./readings.txt');
  });

  it('does not read a long film whole', async () => {
    const bytes = readFileSync(join(fixtures, 'h264-with-sound.mp4'));
    const long = new Uint8Array(50_000_000);
    long.set(bytes);
    // The rest is one `free` box, as a recorder leaves it.
    new DataView(long.buffer).setUint32(bytes.length, long.length - bytes.length);
    long.set(new TextEncoder().encode('free'), bytes.length + 4);
    const file = inMemory(long);
    const reading = await readMedium(file);
    expect(reading).toMatchObject({ ok: true, facts: { width: 320, height: 240, seconds: 1 } });
    expect(file.bytesRead).toBeLessThan(100_000);
  });

  it.each([
    ['a playlist', '#EXTM3U\n#EXTINF:9,\n/etc/passwd\n'],
    ['a text', '这是一段文字，不是视频。'],
    ['a sentence that begins like a bitmap', 'BMW parked in front of the house'],
    ['nothing', ''],
  ])('does not take %s for a medium', async (_, text) => {
    const reading = await readMedium(inMemory(new TextEncoder().encode(text)));
    expect(reading).toMatchObject({ ok: false, problem: 'unknown-bytes' });
  });

  it('never throws on bytes that begin like a medium', async () => {
    const heads = files.map((name) => readFileSync(join(fixtures, name)).subarray(0, 4096));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.array(fc.tuple(fc.nat(4095), fc.nat(255)), { maxLength: 24 }),
        fc.nat(4096),
        async (head, changes, length) => {
          const bytes = Uint8Array.from(head.subarray(0, length));
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          const reading = await readMedium(inMemory(bytes));
          expect(typeof reading.ok).toBe('boolean');
        },
      ),
      { numRuns: 400 },
    );
  });
});

function inMemory(bytes: Uint8Array): OpenFile & { readonly bytesRead: number } {
  let bytesRead = 0;
  return {
    size: bytes.length,
    get bytesRead() {
      return bytesRead;
    },
    read(offset, length) {
      const part = bytes.slice(offset, offset + length);
      bytesRead += part.length;
      return Promise.resolve(part);
    },
    close: () => Promise.resolve(),
  };
}
