import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../src/ffmpeg/ask.ts';
import { locateTools } from '../../src/ffmpeg/locate.ts';
import { metadataText } from '../../src/episode/finish/arguments.ts';
import { finish, type FinishOptions } from '../../src/episode/finish/finish.ts';
import { complaints, frameHashes, makeClip } from './made-up.ts';

let folder: string;
let cut: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "finish's “片” %d -"));
  cut = await makeClip(join(folder, 'cut.mp4'), { frames: 96 });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const finishing = (more: Partial<FinishOptions> = {}): FinishOptions => ({
  cut,
  output: join(folder, 'film "x" 100%.mp4'),
  title: '归来 7; a=b #1',
  mark: 'AI',
  chapters: [
    { firstFrame: 0, title: '第一章 来信' },
    { firstFrame: 48, title: 'EXT. STREET = NIGHT' },
  ],
  frames: 96,
  framesPerSecond: 24,
  subtitles: [
    { language: 'zho', srt: '1\n00:00:00,500 --> 00:00:02,000\n有人在吗？\n' },
    { language: 'eng', srt: '1\n00:00:00,500 --> 00:00:02,000\nIs anybody there?\n' },
  ],
  ...more,
});

test('a film has its words, chapters, title, mark and cover, and every picture as it was cut', async () => {
  const options = finishing({ cover: cut });
  expect(await finish(options)).toEqual([]);
  const found = await read(options.output);
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
  expect(await frameHashes(options.output, folder)).toEqual(await frameHashes(cut, folder));
  expect(await complaints(cut, folder)).toEqual([]);
});

test('a film can be played before all of it has come', async () => {
  const options = finishing();
  await finish(options);
  const bytes = await readFile(options.output);
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
});

test('the same film has the same bytes', async () => {
  const one = finishing({ cover: cut, output: join(folder, 'one.mp4') });
  const two = finishing({ cover: cut, output: join(folder, 'two.mp4') });
  await finish(one);
  await finish(two);
  expect((await readFile(one.output)).equals(await readFile(two.output))).toBe(true);
});

test('a film without words and chapters has neither', async () => {
  const options = finishing({
    subtitles: [{ language: 'zho', srt: '' }],
    chapters: [],
  });
  await finish(options);
  const { streams, chapters } = await read(options.output);
  expect([streams.length, chapters.length]).toEqual([2, 0]);
});

test('what means something to the metadata file is escaped', () => {
  expect(metadataText(finishing({ chapters: [], title: 'a=b;c#d\\e\nf' }))).toBe(
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
