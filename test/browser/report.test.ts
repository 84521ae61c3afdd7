/** The page as somebody meets it: opened from disk, looked at, pointed at, played. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportPage } from '../../src/report/page/page.ts';
import { hostilePieces } from '../report/support/hostile.ts';
import { madeUpReport } from '../report/support/made-up.ts';
import { pngBytes } from '../support/media-bytes.ts';
import { spawnScene, temporaryFolder } from '../support/process.ts';
import { openBrowser, openPage } from './support/chromium.ts';

const script = `character @lin "林夏"
  image: lin.png

episode 3 "雨"
  model: seedance-2.0-mini
  resolution: 480p
  ratio: 9:16

scene roof "外景 屋顶 - 夜"
  shot a 4s
    @lin站在屋顶上，雨水从发梢滴落。

  shot b 4s extends a
    灯灭了。
`;

const folder = temporaryFolder();
const at = (name: string): string => pathToFileURL(path.join(folder.path, name)).href;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  folder.write({ 'rain.scene': script, 'lin.png': pngBytes({ width: 640, height: 640 }) });
  await scene('report', 'rain.scene', '-o', 'before.html');
  await scene('render', 'rain.scene', '--backend', 'simulator');
  await scene('report', 'rain.scene', '-o', 'after.html');
});
afterAll(async () => {
  await browser.close();
  folder.remove();
});

async function scene(...words: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await spawnScene(words, { cwd: folder.path });
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
}

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const;

describe.each(['before.html', 'after.html'])('%s', (name) => {
  test.each(sizes)('fits a window $width wide, and its policy is kept', async (viewport) => {
    const { page, troubles } = await openPage(browser, at(name), { viewport });
    const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wider).toBe(0);
    expect(await backgroundOf(page)).not.toBe('rgba(0, 0, 0, 0)');
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('is dark where the reader has it dark', async () => {
    const [light, dark] = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const { page } = await openPage(browser, at(name), { colorScheme });
        return backgroundOf(page);
      }),
    );
    expect(brightness(light)).toBeGreaterThan(200);
    expect(brightness(dark)).toBeLessThan(60);
  });
});

test('a number in the prompt shows what is sent: to a mouse and to a keyboard', async () => {
  const { page, troubles } = await openPage(browser, at('before.html'), { viewport: sizes[1] });
  const mark = page.locator('a.ref.image').first();
  const tip = mark.locator('.tip');
  expect(await tip.isVisible()).toBe(false);
  await mark.hover();
  expect(await tip.isVisible()).toBe(true);
  expect(await tip.textContent()).toContain('林夏');
  expect(
    await page.evaluate(
      `getComputedStyle(document.querySelector('a.ref.image .pic')).backgroundImage`,
    ),
  ).toMatch(/^url\("data:image\/jpeg/);
  await page.mouse.move(0, 0);
  expect(await tip.isVisible()).toBe(false);
  await mark.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  expect(await tip.isVisible()).toBe(true);
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#shot-1-image-1');
  expect(await page.locator('#shot-1-image-1').isVisible()).toBe(true);
  expect(troubles).toEqual([]);
  await page.close();
});

test('and to a finger', async () => {
  const phone = { viewport: sizes[0], hasTouch: true, isMobile: true };
  const { page, troubles } = await openPage(browser, at('before.html'), phone);
  await page.locator('a.ref.image').first().tap();
  expect(new URL(page.url()).hash).toBe('#shot-1-image-1');
  expect(await page.locator('#shot-1-image-1 .pic').isVisible()).toBe(true);
  expect(troubles).toEqual([]);
  await page.close();
});

test('clips and film play in place', async () => {
  const { page, troubles } = await openPage(browser, at('after.html'), { viewport: sizes[1] });
  expect(await page.locator('video').count()).toBe(3);
  for (const index of [0, 1, 2]) {
    expect(await page.evaluate(playABit(index))).toEqual({ error: null, played: true, seen: true });
  }
  expect(troubles).toEqual([]);
  await page.close();
});

test('words that mean harm do none', async () => {
  const words = hostilePieces.join(' ');
  const page = reportPage(madeUpReport(words, 'gone.mp4'), { hide: (text) => text });
  writeFileSync(path.join(folder.path, 'hostile.html'), page);
  const opened = await openPage(browser, at('hostile.html'), { viewport: sizes[0] });
  expect(await opened.page.locator('script, img, iframe, base, form').count()).toBe(0);
  expect(await opened.page.evaluate('document.styleSheets.length')).toBe(1);
  expect(await opened.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  // The clip that its players name is not there; nothing else may be amiss.
  expect(
    opened.troubles.filter(
      (one) => !one.includes('gone.mp4') && !one.includes('ERR_FILE_NOT_FOUND'),
    ),
  ).toEqual([]);
  await opened.page.close();
});

test('in print nothing is cut off, and nothing waits to be scrolled', async () => {
  const { page } = await openPage(browser, at('after.html'), {
    viewport: { width: 794, height: 1123 },
  });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('nav').isVisible()).toBe(false);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  const hidden = await page.evaluate(
    `[...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth + 1).length`,
  );
  expect(hidden).toBe(0);
  await page.close();
});

function backgroundOf(page: Page): Promise<unknown> {
  return page.evaluate('getComputedStyle(document.body).backgroundColor');
}

function brightness(color: unknown): number {
  const parts = String(color).match(/\d+/g)?.slice(0, 3).map(Number) ?? [];
  return parts.reduce((sum, part) => sum + part, 0) / 3;
}

/** Run in the page, which has types of its own. */
const playABit = (index: number): string => `(async () => {
  const player = document.querySelectorAll('video')[${index}];
  player.muted = true;
  await player.play();
  await new Promise((resolve) => player.addEventListener('timeupdate', resolve, { once: true }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  player.pause();
  return {
    error: player.error?.message ?? null,
    played: player.currentTime > 0,
    seen: player.videoWidth * player.videoHeight > 0,
  };
})()`;
