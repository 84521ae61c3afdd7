/** The contact sheet: everything that plays stands on a page, by a picture of what plays of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { imageSize } from 'image-size';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactSheet } from '../../src/export/contact/contact-sheet.ts';
import { cellOf, gridOf, page, pagesOf } from '../../src/export/contact/layout.ts';
import { shownFrame } from '../../src/export/contact/pictures.ts';
import { sourceStart } from '../../src/export/source-start.ts';
import type { EventMedia, Sequence } from '../../src/export/sequence.ts';
import { makeClip, rgbFrame } from '../episode/made-up.ts';
import { runScene } from '../support/cli.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scene's “表” -"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const side = fc.integer({ min: 90, max: 2200 });

test('pictures keep the film’s shape, within the page and apart, and none is left out', () => {
  fc.assert(
    fc.property(side, side, fc.nat(200), (width, height, count) => {
      const grid = gridOf({ width, height });
      const pages = pagesOf(
        Array.from({ length: count }, (_, index) => index),
        grid,
      );
      expect(pages.flat()).toHaveLength(count);
      const cells = Array.from({ length: grid.columns * grid.rows }, (_, index) =>
        cellOf(index, grid),
      );
      for (const [index, { x, y }] of cells.entries()) {
        expect(x + grid.picture.width).toBeLessThanOrEqual(page.width - 50);
        expect(y + grid.picture.height + 45).toBeLessThanOrEqual(page.height - 50);
        const next = cells[index + 1];
        if (next?.y === y) expect(next.x).toBeGreaterThan(x + grid.picture.width);
        else if (next) expect(next.y).toBeGreaterThan(y + grid.picture.height + 45);
      }
    }),
    { numRuns: 40 },
  );
});

test('a keyframe of what plays, the nearest to its middle; else the middle itself', () => {
  expect(shownFrame({ from: 0, to: 121 }, [0, 48, 96], 24)).toEqual({ frame: 48, alone: true });
  expect(shownFrame({ from: 30, to: 60 }, [0, 24, 48, 72], 24)).toEqual({ frame: 48, alone: true });
  expect(shownFrame({ from: 30, to: 60 }, [44, 46], 24)).toEqual({ frame: 44, alone: false });
  expect(shownFrame({ from: 30, to: 60 }, [0], 24)).toEqual({ frame: 45, alone: false });
});

test('one page of real pictures', async () => {
  // Red up to frame 24, which is a keyframe, and blue from there on: what plays is blue alone.
  const path = await makeClip(join(folder, "it's 片.mp4"), {
    frames: 49,
    pattern: 'color=c=red',
    filters: "drawbox=color=blue:t=fill:enable='gte(n,24)'",
    encoder: ['-g', '24'],
  });
  const clip: EventMedia = {
    kind: 'clip',
    path,
    frames: 49,
    keyframes: [0, 24, 48],
    frameRate: { numerator: 24, denominator: 1 },
    start: sourceStart(undefined, null, 24),
    width: 160,
    height: 90,
    sound: null,
  };
  const media: readonly EventMedia[] = [
    { kind: 'title', text: '第一章 来信' },
    clip,
    { ...clip, keyframes: [] },
    { kind: 'missing' },
    { kind: 'black' },
  ];
  const sequence: Sequence = {
    title: '归来 7 雨夜来信',
    framesPerSecond: 24,
    width: 160,
    height: 90,
    frames: 240,
    events: media.map((one, index) => ({
      name: `arrival.${index}`,
      scene: 'arrival',
      heading: null,
      media: one,
      firstFrame: index * 48,
      from: 24,
      to: 48,
    })),
    transitions: [],
    chapters: [],
    music: [],
    lines: [],
    warnings: [],
  };
  const [sheet, ...others] = await contactSheet(sequence);
  expect(others).toEqual([]);
  if (!sheet) throw new Error('there is no page');
  expect(imageSize(sheet)).toMatchObject({ type: 'jpg', ...page });
  const file = join(folder, 'sheet.jpg');
  await writeFile(file, sheet);
  const small = await rgbFrame(file, 0, folder);
  const grid = gridOf(sequence);
  const colorOf = (index: number): readonly number[] => {
    const { x, y } = cellOf(index, grid);
    const at =
      Math.floor(((y + grid.picture.height * 0.3) / page.height) * 90) * 160 +
      Math.floor(((x + grid.picture.width / 2) / page.width) * 160);
    return [...small.subarray(at * 3, at * 3 + 3)];
  };
  for (const index of [1, 2]) {
    const [red = 0, , blue = 0] = colorOf(index);
    expect([red < 60, blue > 180]).toEqual([true, true]);
  }
  expect(Math.max(...colorOf(4))).toBeLessThan(40);
  expect(Buffer.from((await contactSheet(sequence))[0] ?? []).equals(Buffer.from(sheet))).toBe(
    true,
  );
});

test('the command wants a file for it', async () => {
  const { exitCode, stderr } = await runScene(['export', 'a.scene', '--to', 'contact'], {
    cwd: folder,
  });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('A contact sheet is a picture, and needs a file.');
});
