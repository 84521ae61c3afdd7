import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { brightest, colorAt, cuttingTable } from './cutting-table.ts';
import { pixelsOf, play } from './made-up.ts';

const table = cuttingTable(['red', 'blue']);

describe('words and pictures that are made here', () => {
  test('cards, stills, black and captions', async () => {
    await runFfmpeg({
      inputs: [{ source: 'color=c=lime:s=160x90', options: ['-f', 'lavfi'] }],
      options: ['-frames:v', '1', '-c:v', 'png'],
      format: 'image2',
      output: join(table.folder, 'still.png'),
    });
    const report = await table.film({
      cut: [
        { kind: 'title', text: '第一章 来信', durationSeconds: 1, scene: 's' },
        { kind: 'still', url: 'file:still.png', durationSeconds: 0.5, scene: 's' },
        { kind: 'black', durationSeconds: 0.25, scene: 's' },
        play('blue', { captions: ['雨声，门铃轻响'] }),
      ],
    });
    expect(report.frames).toBe(24 + 12 + 6 + 48);
    expect(report.warnings).toEqual([]);
    const card = await pixelsOf(report.output, 12, table.folder);
    expect(brightest(card, { top: 0.3, bottom: 0.7 })).toBeGreaterThan(180);
    expect(brightest(card, { top: 0, bottom: 0.2 })).toBeLessThan(30);
    expect(colorAt(await pixelsOf(report.output, 30, table.folder), [0.5, 0.5])).toBe('green');
    expect(colorAt(await pixelsOf(report.output, 39, table.folder), [0.5, 0.5])).toBe('black');
    const captioned = await pixelsOf(report.output, 60, table.folder);
    expect(colorAt(captioned, [0.5, 0.2])).toBe('blue');
    expect(brightest(captioned, { top: 0.75, bottom: 0.98 })).toBeGreaterThan(600);
  });

  test('a still of a camera that was held upright stands upright', async () => {
    // Red above green, stored lying on its side with the note that it is to be turned clockwise.
    const path = join(table.folder, 'held.jpg');
    await runFfmpeg({
      inputs: [{ source: 'color=c=lime:s=160x90', options: ['-f', 'lavfi'] }],
      options: [
        ...['-vf', 'drawbox=x=0:y=0:w=80:h=90:color=red:t=fill', '-frames:v', '1'],
        ...['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'],
      ],
      format: 'image2',
      output: path,
    });
    await writeFile(path, withOrientation(await readFile(path), 6));
    const report = await table.film({
      width: 90,
      height: 160,
      cut: [{ kind: 'still', url: 'file:held.jpg', durationSeconds: 0.5, scene: 's' }],
    });
    const pixel = await pixelsOf(report.output, 6, table.folder);
    expect([colorAt(pixel, [0.5, 0.2]), colorAt(pixel, [0.5, 0.8])]).toEqual(['red', 'green']);
  });

  test('a clip that is not there is a failure, or a slate when asked for', async () => {
    const cut = [play('red'), play('gone')];
    await expect(table.film({ cut })).rejects.toMatchObject({
      reason: 'file-missing',
      message: 'There is no clip of gone.',
    });
    const report = await table.film({ cut }, { gaps: 'slate' });
    expect(report.frames).toBe(48 + 121);
    expect(report.warnings).toEqual(['There is no clip of gone: a slate stands in its place.']);
  });
});

/** A JPEG with an EXIF note before all else: one entry, the orientation. */
function withOrientation(jpeg: Uint8Array, orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from('ffd8ffe10000', 'hex');
  head.writeUInt16BE(body.length + 2, 4);
  return Buffer.concat([head, body, jpeg.subarray(2)]);
}
