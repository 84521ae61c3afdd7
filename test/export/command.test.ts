import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileSystemHost } from '../../src/cli/host.ts';
import type { SourceMap } from '../../src/cli/source-map/source-map.ts';
import { runScene, type CliResult } from '../support/cli.ts';
import { withDefaultMedia } from '../support/memory-host.ts';
import { temporaryFolder, type Folder } from '../support/process.ts';

let folder: Folder;
const script = readFileSync(
  path.join(import.meta.dirname, 'cases/nothing-made/episode.scene'),
  'utf8',
);

beforeEach(() => {
  folder = temporaryFolder();
  folder.write({ 'episode.scene': script });
});

afterEach(() => {
  folder.remove();
});

const scene = (...words: string[]): Promise<CliResult> =>
  runScene(words, { cwd: folder.path, host: withDefaultMedia(fileSystemHost, folder.path) });

describe('scene export', () => {
  test('writes the kind that the file’s ending says, and says what is not made', async () => {
    const { exitCode, stdout, stderr } = await scene('export', 'episode.scene', '-o', 'a.srt');
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'scene: not on this machine, counted by their written seconds: 1.1, 1.2\n',
    });
    const expected = path.join(import.meta.dirname, 'cases/nothing-made/expected.srt');
    expect(readFileSync(path.join(folder.path, 'a.srt'), 'utf8')).toBe(
      readFileSync(expected, 'utf8'),
    );
  });

  test('a language is read from its file; without one the way to it is said', async () => {
    const without = await scene('export', 'episode.scene', '--to', 'vtt', '--language', 'en');
    expect(without.exitCode).toBe(2);
    expect(without.stderr).toContain(
      '`scene export episode.scene --to po --language en -o episode.en.po`',
    );
    const list = await scene('export', 'episode.scene', '--to', 'po', '--language', 'en');
    folder.write({
      'episode.en.po': list.stdout.replace('"下雨了。"\nmsgstr ""', '"下雨了。"\nmsgstr "Rain."'),
    });
    const { stdout, stderr } = await scene(
      'export',
      'episode.scene',
      '--to',
      'vtt',
      '--language',
      'en',
    );
    expect(stdout).toContain('\nRain.\n');
    expect(stderr).toContain('not translated, so it stays as it is said: 1.1 “快走！”');
  });

  test.each([
    [['-o', 'a.mov'], 'No kind of file ends in ".mov".'],
    [[], 'Export to what?'],
    [['--to', 'edl', '--language', 'en'], '--language says nothing about a file of kind edl.'],
  ])('%s is refused', async (words, message) => {
    const { exitCode, stderr } = await scene('export', 'episode.scene', ...words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('scene explain FILM@TIME', () => {
  const map: SourceMap = {
    formatVersion: '1.0',
    film: 'film.mp4',
    bytes: 4,
    episode: 'episode.scene',
    framesPerSecond: 24,
    frames: 240,
    transitions: [
      { kind: 'dissolve', firstFrame: 109, frames: 12 },
      { kind: 'fade-black', firstFrame: 216, frames: 24 },
    ],
    items: [
      {
        kind: 'clip',
        name: '1.1',
        scene: '1',
        firstFrame: 0,
        frames: 121,
        sourceFrame: 6,
        script: { file: 'episode.scene', line: 5 },
        take: { task: '1.1#2', id: 'cgt-1', clip: 'c'.repeat(64), request: 'd'.repeat(64) },
        lines: [{ speaker: '路人', text: '下雨了。', line: 7, firstFrame: 24, frames: 24 }],
      },
      {
        kind: 'title',
        name: 'END',
        scene: '1',
        firstFrame: 109,
        frames: 131,
        sourceFrame: 0,
        script: null,
        take: null,
        lines: [],
      },
    ],
  };
  beforeEach(() => {
    folder.write({ 'film.mp4': 'film', 'film.map.json': JSON.stringify(map) });
  });

  test('names the line, the take and the request', async () => {
    const { exitCode, stdout } = await scene('explain', 'film.mp4@00:01.5');
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "film.mp4 at 00:00:01:12, frame 36

      1.1
        shot        episode.scene:5  shot 1 5s
        said now    episode.scene:7  “路人”：下雨了。
        scene       1
        in the clip 00:00:01:18, frame 42
        take        1.1#2, task cgt-1
        clip        cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc
        request     dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
      "
    `);
  });

  test('under a transition there are two', async () => {
    const { stdout } = await scene('explain', 'film.mp4@00:00:04:14');
    expect(stdout).toMatch(
      /frame 110, in a dissolve: both of these play\n\n1\.1\n[^]*\n\ntitle: END\n/,
    );
  });

  test('a fade is named, the last frame is a moment, and an older map has no transitions', async () => {
    const at = '00:00:09:23';
    expect((await scene('explain', `film.mp4@${at}`)).stdout).toContain(
      `film.mp4 at ${at}, frame 239, in a fade-black\n\ntitle: END\n`,
    );
    const { transitions: _, ...older } = map;
    folder.write({ 'film.map.json': JSON.stringify(older) });
    expect((await scene('explain', `film.mp4@${at}`)).stdout).toContain(', frame 239\n\n');
    expect((await scene('explain', 'film.mp4@00:00:05:00')).stdout).toContain(
      ', in a transition: both of these play\n',
    );
  });

  test('a card has its line in the script, for as long as the script has it', async () => {
    folder.write({ 'episode.scene': `${script}\n  title "END" 5s\n` });
    const line = script.split('\n').length + 1;
    const { stdout } = await scene('explain', 'film.mp4@9s');
    expect(stdout).toContain(`title: END\n  script      episode.scene:${line}  title "END" 5s\n`);
    folder.write({ 'episode.scene': script });
    expect((await scene('explain', 'film.mp4@9s')).stdout).toContain('title: END\n  scene ');
  });

  test('footage has its line too, told from a shot that plays again', async () => {
    const [shot, card] = map.items;
    const footage = card && { ...card, kind: 'footage' as const, name: 'file:drone.mp4' };
    folder.write({
      'film.map.json': JSON.stringify({ ...map, items: [shot, footage] }),
      'episode.scene': `${script}\n  clip 1\n  clip @drone 1s..4s\n`,
    });
    expect((await scene('explain', 'film.mp4@9s')).stdout).toContain(
      `  script      episode.scene:${script.split('\n').length + 2}  clip @drone 1s..4s\n`,
    );
  });

  test.each([
    ['film.mp4@00:10', 'film.mp4 ends at 00:00:10:00.\n  → Its last frame is at 00:00:09:23.'],
    ['film.mp4@00:99', '"00:99" is no time in a film of 24 frames a second.'],
    ['film.mp4@0.5:00', '"0.5:00" is no time in a film of 24 frames a second.'],
    ['film.mp4@soon', 'is no moment of a film'],
    ['film.mp4@4:', '"4:" is no time in a film of 24 frames a second.'],
    ['film.mp4@00:00:01:24', '"00:00:01:24" is no time in a film of 24 frames a second.'],
    ['other.mp4@1', 'There is no source map of other.mp4: other.map.json should lie beside it.'],
  ])('%s is refused', async (subject, message) => {
    const { exitCode, stderr } = await scene('explain', subject);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test('a map of another cut is not believed', async () => {
    writeFileSync(path.join(folder.path, 'film.mp4'), 'another film');
    const { exitCode, stderr } = await scene('explain', 'film.mp4@1');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('film.map.json belongs to another cut of film.mp4.');
  });
});
