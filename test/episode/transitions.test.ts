import { describe, expect, test } from 'vitest';
import { colorAt, cuttingTable, transition } from './cutting-table.ts';
import { complaints, pixelsOf, play } from './made-up.ts';

const table = cuttingTable(['red', 'blue']);

describe('transitions', () => {
  /** The frame in the middle, by where red is still to be seen and where blue already is. */
  const looks = {
    'wipe-left': { red: [0.2, 0.5], blue: [0.8, 0.5] },
    'wipe-right': { red: [0.8, 0.5], blue: [0.2, 0.5] },
    'wipe-up': { red: [0.5, 0.2], blue: [0.5, 0.8] },
    'wipe-down': { red: [0.5, 0.8], blue: [0.5, 0.2] },
    'slide-left': { red: [0.2, 0.5], blue: [0.8, 0.5] },
    'slide-right': { red: [0.8, 0.5], blue: [0.2, 0.5] },
    'slide-up': { red: [0.5, 0.2], blue: [0.5, 0.8] },
    'slide-down': { red: [0.5, 0.8], blue: [0.5, 0.2] },
  } as const;

  test('wipes and slides bring the new picture in from their side', async () => {
    const kinds = Object.keys(looks) as (keyof typeof looks)[];
    const cut = kinds.flatMap((kind) => [
      play('red'),
      transition(kind),
      play('blue'),
      transition('cut'),
    ]);
    const report = await table.film({ cut });
    expect(report.frames).toBe(kinds.length * (48 + 48 - 12));
    for (const [index, kind] of kinds.entries()) {
      const pixel = await pixelsOf(report.output, index * 84 + 36 + 6, table.folder);
      const look = looks[kind];
      expect([kind, colorAt(pixel, look.red), colorAt(pixel, look.blue)]).toEqual([
        kind,
        'red',
        'blue',
      ]);
    }
    expect(await complaints(report.output, table.folder)).toEqual([]);
  });

  test('a dissolve is half of both in its middle, in sound too', async () => {
    const report = await table.film({ cut: [play('red'), transition('dissolve'), play('blue')] });
    const [red = 0, green = 0, blue = 0] = (await pixelsOf(report.output, 42, table.folder))(
      0.5,
      0.5,
    );
    expect(Math.abs(red - 128)).toBeLessThan(20);
    expect(Math.abs(blue - 128)).toBeLessThan(20);
    expect(green).toBeLessThan(20);
    expect(report.encoded).toMatchObject([
      { firstFrame: expect.any(Number) as number, why: expect.any(String) as string },
      ...report.encoded.slice(1),
    ]);
  });

  test.each([
    ['fade-black', 'black'],
    ['fade-white', 'white'],
  ] as const)('a %s reaches %s', async (kind, color) => {
    const report = await table.film({
      cut: [play('red'), transition(kind), play('blue'), transition('fade-black')],
    });
    expect(report.frames).toBe(96);
    const at = async (frame: number): Promise<string> =>
      colorAt(await pixelsOf(report.output, frame, table.folder), [0.5, 0.5]);
    expect([await at(41), await at(47), await at(48), await at(54)]).toEqual([
      'red',
      color,
      color,
      'blue',
    ]);
    expect(await at(95)).toBe('black');
  });
});
