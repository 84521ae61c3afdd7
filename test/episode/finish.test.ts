import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../src/ffmpeg/ask.ts';
import { locateTools } from '../../src/ffmpeg/locate.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { openStaging, type Staging } from '../../src/ffmpeg/staging.ts';
import { metadataText, type Finishing } from '../../src/episode/finish/arguments.ts';
import { finish } from '../../src/episode/finish/finish.ts';
import { complaints, frameHashes, makeClip } from './made-up.ts';

let folder: string;
let film: string;
let sound: string;
let staging: Staging;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "finish's “片” %d -"));
  film = await makeClip(join(folder, 'cut.mp4'), { frames: 96 });
  sound = join(folder, 'sound.aac');
  await runFfmpeg({
    inputs: [{ source: film }],
    options: ['-map', '0:a:0', '-c:a', 'copy'],
    format: 'adts',
    output: sound,
  });
  staging = await openStaging();
});

afterAll(async () => {
  await staging.remove();
  await rm(folder, { recursive: true, force: true });
});

const full: Finishing = {
  title: '归来 7; a=b #1',
  mark: 'AI',
  chapters: [
    { firstFrame: 0, title: '第一章 来信' },
    { firstFrame: 48, title: 'EXT. STREET = NIGHT' },
  ],
  subtitles: [
    { language: 'zho', srt: '1\n00:00:00,500 --> 00:00:02,000\n有人在吗？\n' },
    { language: 'eng', srt: '1\n00:00:00,500 --> 00:00:02,000\nIs anybody there?\n' },
  ],
};

async function finished(finishing: Finishing, name = 'film "x" 100%.mp4'): Promise<string> {
  const output = join(folder, name);
  const options = { frames: 96, framesPerSecond: 24, output, staging };
  expect(await finish({ pictures: film, sound }, finishing, options)).toEqual([]);
  return output;
}

test('a film has its words, chapters, title, mark and cover, and every picture as it was cut', async () => {
  const output = await finished({ ...full, cover: film });
  const found = await read(output);
  expect(found.streams.map((stream) => [stream.codec_name, stream.tags?.language])).toEqual([
    ['h264', 'und'],
    ['aac', 'und'],
    ['mov_text', 'zho'],
    ['mov_text', 'eng'],
    ['bin_data', 'eng'],
    ['mjpeg', undefined],
  ]);
  expect(found.streams.map((stream) => stream.disposition.default)).toEqual([1, 1, 1, 0, 0, 0]);
  expect(found.streams[5]?.disposition.attached_pic).toBe(1);
  expect(found.chapters.map(({ start_time, tags }) => [Number(start_time), tags.title])).toEqual([
    [0, '第一章 来信'],
    [2, 'EXT. STREET = NIGHT'],
  ]);
  expect(found.format.tags).toMatchObject({ title: '归来 7; a=b #1', comment: 'AI' });
  expect(await frameHashes(output, folder)).toEqual(await frameHashes(film, folder));
  expect(await complaints(output, folder)).toEqual([]);
});

test('a film can be played before all of it has come', async () => {
  const bytes = await readFile(await finished(full));
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
});

test('the same film has the same bytes', async () => {
  const one = await readFile(await finished({ ...full, cover: film }, 'one.mp4'));
  const two = await readFile(await finished({ ...full, cover: film }, 'two.mp4'));
  expect(one.equals(two)).toBe(true);
});

test('a film without words and chapters has neither', async () => {
  const output = await finished({
    ...full,
    subtitles: [{ language: 'zho', srt: '' }],
    chapters: [],
  });
  const { streams, chapters } = await read(output);
  expect([streams.length, chapters.length]).toEqual([2, 0]);
});

test('what means something to the metadata file is escaped', () => {
  const finishing = { ...full, chapters: [], title: 'a=b;c#d\\e\nf' };
  expect(metadataText(finishing, { frames: 96, framesPerSecond: 24 })).toBe(
    ';FFMETADATA1\ntitle=a\\=b\\;c\\#d\\\\e\\\nf\ncomment=AI\n',
  );
});

interface Found {
  readonly streams: readonly {
    readonly codec_name: string;
    readonly tags?: { readonly language?: string };
    readonly disposition: { readonly default: number; readonly attached_pic: number };
  }[];
  readonly chapters: readonly {
    readonly start_time: string;
    readonly tags: { readonly title: string };
  }[];
  readonly format: { readonly tags: Readonly<Record<string, string>> };
}

async function read(path: string): Promise<Found> {
  const { ffprobe } = await locateTools();
  const { stdout } = await ask(ffprobe, [
    ...['-v', 'error', '-of', 'json', '-show_streams', '-show_chapters', '-show_format'],
    path,
  ]);
  return JSON.parse(stdout) as Found;
}
