/** `scene report` in process: the real code on real files. */
import { appendFileSync, cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openLocalStore } from '../../src/store/local-store.ts';
import { takeLock } from '../../src/store/lock.ts';
import { runScene } from '../support/cli.ts';
import { intentOf } from '../support/intents.ts';
import { temporaryFolder } from '../support/process.ts';
import { projectRoot } from '../support/sources.ts';
import { readPage, type ReadPage } from './support/read-page.ts';

const folder = temporaryFolder();
afterEach(() => {
  folder.remove();
});

const script = `episode 3 "Rain"
  model: seedance-2.0-mini
  resolution: 480p
  budget: 50 CNY

scene roof "EXT. ROOF - NIGHT"
  title "One" 1s

  shot a 4s
    Rain on the roof <of> the house.

  shot b 4s extends a
    The lamp goes out.
`;

function pageAt(name: string): { readonly raw: string; readonly page: ReadPage } {
  const raw = readFileSync(path.join(folder.path, name), 'utf8');
  return { raw, page: readPage(raw) };
}

/** The page as it is read aloud: its text without the blanks of its source. */
function spoken({ text }: ReadPage): string {
  const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

test('before anything is rendered it is the storyboard with estimates', async () => {
  cpSync(path.join(projectRoot, 'examples/night-bus'), folder.path, { recursive: true });
  const result = await runScene(['report', 'night-bus.scene'], { cwd: folder.path });
  expect(result).toEqual({ exitCode: 0, stdout: 'night-bus.report.html\n', stderr: '' });
  const { page, raw } = pageAt('night-bus.report.html');
  await expect(spoken(page)).toMatchFileSnapshot('night-bus.txt');
  expect(page.all('video')).toEqual([]);
  expect(raw).toContain('data:image/jpeg;base64,');
});

test('after a render the clips and the film play in it, by addresses beside it', async () => {
  folder.write({ 'rain.scene': script });
  const render = ['render', 'rain.scene', '--backend', 'simulator'];
  expect((await runScene(render, { cwd: folder.path })).exitCode).toBe(0);
  const result = await runScene(['report', 'rain.scene', '-o', 'pages of #1/p.html'], {
    cwd: folder.path,
  });
  expect(result.exitCode).toBe(0);
  const { page } = pageAt('pages of #1/p.html');
  const sources = page.all('video').map(({ attributes }) => attributes['src'] ?? '');
  expect(sources).toHaveLength(3);
  expect(sources[0]).toBe('../rain.simulated.mp4');
  for (const source of sources) {
    expect(existsSync(path.join(folder.path, 'pages of #1', decodeURIComponent(source)))).toBe(
      true,
    );
  }
  expect(page.text).toContain('Simulated: these pictures are placeholders, and nothing was paid.');
  expect(
    page.all('span').filter(({ attributes }) => attributes['class'] === 'state kept'),
  ).toHaveLength(2);
  const seam = page.all('li').find(({ attributes }) => attributes['class']?.startsWith('seam'));
  expect(seam?.attributes['title']).toMatch(/^extends roof\.a: repeats cut \d+ frames \(found/);
});

describe('it is no door to a secret', () => {
  const key = 'sk-0123456789abcdef';

  test('a key, a signed link and a bearer token in what the service said stay out', async () => {
    folder.write({ 'rain.scene': script });
    const store = await openLocalStore(path.join(folder.path, '.scenewright'), 'ark');
    await store.journal.append(intentOf({ tag: 't', task: 'roof.a' }));
    await store.journal.append({ step: 'sending', tag: 't' });
    await store.journal.append({
      step: 'failed',
      tag: 't',
      code: 'x',
      message: `no: ${key} https://v.example/c.mp4?X-Tos-Signature=abc123 Authorization: Bearer zzz999`,
    });
    await store.close();
    const result = await runScene(['report', 'rain.scene'], {
      cwd: folder.path,
      env: { ARK_API_KEY: key },
    });
    expect(result.exitCode).toBe(0);
    const { raw } = pageAt('rain.report.html');
    expect(raw).toContain('https://v.example/c.mp4?…');
    for (const secret of [key, 'abc123', 'zzz999', 'Signature']) expect(raw).not.toContain(secret);
  });
});

test('a render that goes on is no hindrance, and is not touched', async () => {
  folder.write({ 'rain.scene': script });
  const store = path.join(folder.path, '.scenewright');
  const lock = await takeLock(store);
  const journal = path.join(store, 'ark', 'journal.jsonl');
  await (await openLocalStore(store, 'ark')).close();
  appendFileSync(journal, '{"v":2,"step":"int');
  const result = await runScene(['report', 'rain.scene'], { cwd: folder.path });
  expect(result.exitCode).toBe(0);
  expect(readFileSync(journal, 'utf8')).toBe('{"v":2,"step":"int');
  await lock.release();
});

describe('without a page', () => {
  test('a script with errors', async () => {
    folder.write({ 'a.scene': 'episode "x"\n\nscene a\n  shot one 5s\n    @gone enters.\n' });
    const result = await runScene(['report', 'a.scene'], { cwd: folder.path });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('@gone');
    expect(existsSync(path.join(folder.path, 'a.report.html'))).toBe(false);
  });

  test('a library', async () => {
    folder.write({ 'a.scene': 'character @lin "Lin"\n  look: short hair\n' });
    const result = await runScene(['report', 'a.scene'], { cwd: folder.path });
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('no episode');
  });

  test('a film that is not there', async () => {
    folder.write({ 'rain.scene': script });
    const words = ['report', 'rain.scene', '--film', 'gone.mp4'];
    const result = await runScene(words, { cwd: folder.path });
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('gone.mp4');
  });
});

test('its own words follow the script, or what is asked for', async () => {
  folder.write({ 'rain.scene': script.replace('"Rain"', '"雨"') });
  await runScene(['report', 'rain.scene'], { cwd: folder.path });
  expect(pageAt('rain.report.html').page.all('html')[0]?.attributes['lang']).toBe('zh-CN');
  await runScene(['report', 'rain.scene', '--language', 'en'], { cwd: folder.path });
  expect(pageAt('rain.report.html').page.all('html')[0]?.attributes['lang']).toBe('en');
});

test('what is written twice is the same, byte for byte', async () => {
  folder.write({ 'rain.scene': script });
  await runScene(['report', 'rain.scene', '-o', '1.html'], { cwd: folder.path });
  await runScene(['report', 'rain.scene', '-o', '2.html'], { cwd: folder.path });
  expect(pageAt('1.html').raw).toBe(pageAt('2.html').raw);
});
