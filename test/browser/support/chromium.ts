/** A real browser that shows files: Chromium at CHROMIUM_PATH, else where Debian puts it. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** Whatever the page should not have done: messages of the console, dialogs, requests that left the disk or failed. */
  readonly troubles: readonly string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const page = await browser.newPage(options);
  const troubles: string[] = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) troubles.push(`request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A player that has read enough of a file lets the rest go.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
      troubles.push(`failed: ${request.url()}`);
    }
  });
  await page.goto(url);
  return { page, troubles };
}
