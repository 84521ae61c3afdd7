import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemble, type AssembleOptions } from '../../src/episode/assemble.ts';
import type { AssembleReport } from '../../src/episode/report.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import type { PlanCutItem } from '../../src/plan/plan.ts';
import {
  complaints,
  frameHashes,
  makeClip,
  pixelsOf,
  planOf,
  play,
  samplesOf,
  taskWithDialogue,
  toneLevel,
  type ClipRecipe,
  type MadeUpFilm,
} from './made-up.ts';

let folder: string;
const clips = new Map<string, string>();

const recipes: Readonly<Record<string, ClipRecipe>> = {
  long: { frames: 73, encoder: ['-g', '24'] },
  short: { frames: 25, filters: 'hue=h=90', soundSeconds: 1.3 },
  quiet: { frames: 31, filters: 'hue=h=180', soundSeconds: null },
  red: { frames: 48, pattern: 'color=c=red', soundHz: 300 },
  blue: { frames: 48, pattern: 'color=c=blue', soundHz: 900 },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scene test's “片” %d -"));
  for (const [name, recipe] of Object.entries(recipes))
    clips.set(name, await makeClip(join(folder, `${name} it's %03d 片.mp4`), recipe));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function film(
  made: MadeUpFilm,
  more: Partial<AssembleOptions> = {},
): Promise<AssembleReport> {
  return assemble({
    plan: planOf(made),
    root: folder,
    clips,
    output: join(folder, '-film "x" 100%.mp4'),
    workDir: join(folder, 'work'),
    ...more,
  });
}

const transition = (
  kind: Extract<PlanCutItem, { kind: 'transition' }>['transition'],
): PlanCutItem => ({ kind: 'transition', transition: kind, durationSeconds: 0.5, scene: 's' });

describe('a film of hard cuts', () => {
  test('copies every picture and keeps sound and pictures together after sixty clips', async () => {
    const names = Array.from({ length: 60 }, (_, index) =>
      index === 58
        ? 'quiet'
        : index === 59
          ? 'short'
          : (['long', 'short', 'quiet'][index % 3] ?? 'long'),
    );
    const report = await film({ cut: names.map((name) => play(name)) });
    const frames = names.reduce((sum, name) => sum + (recipes[name]?.frames ?? 0), 0);
    expect(report).toMatchObject({ frames, copiedFrames: frames, encoded: [], warnings: [] });

    const sources = new Map<string, readonly string[]>();
    for (const name of ['long', 'short', 'quiet'])
      sources.set(name, await frameHashes(clips.get(name) ?? '', folder));
    expect(await frameHashes(report.output, folder)).toEqual(
      names.flatMap((name) => sources.get(name) ?? []),
    );

    const facts = await probe(report.output);
    expect(facts.video).toMatchObject({ codec: 'h264', pixelFormat: 'yuv420p', frames });
    expect(facts.audio).toMatchObject({ codec: 'aac', sampleRate: 48_000, channels: 2 });
    expect(Math.abs((facts.audio?.durationSeconds ?? 0) - frames / 24)).toBeLessThan(1 / 24);
    expect(await complaints(report.output, folder)).toEqual([]);

    // Before the last clip stands a silent one: its sound must begin with its first frame.
    const samples = await samplesOf(report.output, folder);
    const start = (report.items.at(-1)?.firstFrame ?? 0) * 2000;
    const onset = samples.findIndex(
      (sample, index) => index > start - 20_000 && Math.abs(sample) > 0.02,
    );
    expect(Math.abs(onset - start)).toBeLessThan(500);
  });

  test('can be played before all of it has come', async () => {
    const report = await film({ cut: [play('red')] });
    const bytes = await readFile(report.output);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  test('trims and drops frames to the frame', async () => {
    const report = await film({
      cut: [
        play('long', { trim: { fromSeconds: 0.5, toSeconds: 2.25 } }),
        play('short', { dropFirstFrame: true }),
      ],
    });
    expect(report.items).toMatchObject([
      { firstFrame: 0, frames: 42, sourceFrom: 12, sourceTo: 54 },
      { firstFrame: 42, frames: 24, sourceFrom: 1, sourceTo: 25 },
    ]);
    const hashes = await frameHashes(report.output, folder);
    const source = await frameHashes(clips.get('long') ?? '', folder);
    expect(hashes).toHaveLength(66);
    // Between the keyframes at 24 and the last closed point the frames are the clip's own.
    expect(hashes.slice(12, 36)).toEqual(source.slice(24, 48));
    expect(await complaints(report.output, folder)).toEqual([]);
  });
});

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
    const report = await film({ cut });
    expect(report.frames).toBe(kinds.length * (48 + 48 - 12));
    for (const [index, kind] of kinds.entries()) {
      const pixel = await pixelsOf(report.output, index * 84 + 36 + 6, folder);
      const look = looks[kind];
      expect([kind, colorAt(pixel, look.red), colorAt(pixel, look.blue)]).toEqual([
        kind,
        'red',
        'blue',
      ]);
    }
    expect(await complaints(report.output, folder)).toEqual([]);
  });

  test('a dissolve is half of both in its middle, in sound too', async () => {
    const report = await film({ cut: [play('red'), transition('dissolve'), play('blue')] });
    const [red = 0, green = 0, blue = 0] = (await pixelsOf(report.output, 42, folder))(0.5, 0.5);
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
    const report = await film({
      cut: [play('red'), transition(kind), play('blue'), transition('fade-black')],
    });
    expect(report.frames).toBe(96);
    const at = async (frame: number): Promise<string> =>
      colorAt(await pixelsOf(report.output, frame, folder), [0.5, 0.5]);
    expect([await at(41), await at(48), await at(54)]).toEqual(['red', color, 'blue']);
    expect(await at(95)).toMatch(/black|dark/);
  });
});

describe('clips that are unlike the film', () => {
  const odd: Readonly<Record<string, ClipRecipe>> = {
    size: { frames: 24, size: '96x96', pattern: 'color=c=red' },
    rate: { frames: 50, rate: '25' },
    deep: {
      frames: 24,
      encoder: [
        '-c:v',
        'libx265',
        '-pix_fmt',
        'yuv420p10le',
        '-x265-params',
        'log-level=error',
        '-tag:v',
        'hvc1',
      ],
    },
    colors: { frames: 24, encoder: ['-pix_fmt', 'yuv444p'] },
    turned: { frames: 24, size: '90x160' },
    clock: { frames: 24, container: ['-video_track_timescale', '90000'] },
    simple: { frames: 24, encoder: ['-bf', '0'] },
    mono: { frames: 24, soundSeconds: 0.4 },
  };

  test('become like it, and the report says why', async () => {
    for (const [name, recipe] of Object.entries(odd))
      clips.set(name, await makeClip(join(folder, `odd-${name}.mp4`), recipe));
    clips.set('turned', await turn(clips.get('turned') ?? ''));
    const names = ['long', ...Object.keys(odd), 'long'];
    const report = await film({ cut: names.map((name) => play(name)) });
    expect(report.frames).toBe(73 + 24 + 48 + 24 * 6 + 73);
    expect(report.warnings.map((text) => text.replace(/ is unlike.*: /, ': ')))
      .toMatchInlineSnapshot(`
        [
          "size: it is 96x96.",
          "rate: it has 25 frames a second.",
          "deep: it is hevc, its pixels are yuv420p10le.",
          "colors: its profile is High 4:4:4 Predictive, its pixels are yuv444p.",
          "turned: it is 90x160, it is turned by 270 degrees.",
          "simple: its frames are put in order over 0.",
        ]
      `);
    const facts = await probe(report.output);
    expect(facts.video).toMatchObject({ frames: report.frames, width: 160, height: 90 });
    expect(await complaints(report.output, folder)).toEqual([]);
    // A square picture stands between bars; nothing of it is cut off.
    const pixel = await pixelsOf(report.output, 73 + 12, folder);
    expect([colorAt(pixel, [0.5, 0.5]), colorAt(pixel, [0.05, 0.5])]).toEqual(['red', 'black']);
  });

  test('are encoded once where they stand in the film twice', async () => {
    const cut = ['size', 'red', 'size', 'size'].map((name) => play(name, { scene: 'twice' }));
    const report = await film({ cut }, { workDir: join(folder, 'fresh work') });
    expect(report.encoded).toHaveLength(3);
    expect(report.frames).toBe(3 * 24 + 48);
  });

  test('with an adaptive size the first clip decides', async () => {
    const report = await film({ width: null, height: null, cut: [play('size'), play('red')] });
    expect([report.width, report.height]).toEqual([96, 96]);
  });

  test('a playlist that calls itself a video is refused', async () => {
    const path = join(folder, 'fake.mp4');
    await writeFile(path, '#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n');
    await expect(
      film({ cut: [play('fake')] }, { clips: new Map([['fake', path]]) }),
    ).rejects.toMatchObject({ reason: 'clip-unusable' });
  });
});

describe('words and pictures that are made here', () => {
  test('cards, stills, black and captions', async () => {
    await runFfmpeg({
      inputs: [{ source: 'color=c=lime:s=160x90', options: ['-f', 'lavfi'] }],
      options: ['-frames:v', '1', '-c:v', 'png'],
      format: 'image2',
      output: join(folder, 'still.png'),
    });
    const report = await film({
      cut: [
        { kind: 'title', text: '第一章 来信', durationSeconds: 1, scene: 's' },
        { kind: 'still', url: 'file:still.png', durationSeconds: 0.5, scene: 's' },
        { kind: 'black', durationSeconds: 0.25, scene: 's' },
        play('blue', { captions: ['雨声，门铃轻响'] }),
      ],
    });
    expect(report.frames).toBe(24 + 12 + 6 + 48);
    expect(report.warnings).toEqual([]);
    const card = await pixelsOf(report.output, 12, folder);
    expect(brightest(card, { top: 0.3, bottom: 0.7 })).toBeGreaterThan(180);
    expect(brightest(card, { top: 0, bottom: 0.2 })).toBeLessThan(30);
    expect(colorAt(await pixelsOf(report.output, 30, folder), [0.5, 0.5])).toBe('green');
    expect(colorAt(await pixelsOf(report.output, 39, folder), [0.5, 0.5])).toBe('black');
    const captioned = await pixelsOf(report.output, 60, folder);
    expect(colorAt(captioned, [0.5, 0.2])).toBe('blue');
    expect(brightest(captioned, { top: 0.75, bottom: 0.98 })).toBeGreaterThan(600);
  });

  test('a still of a camera that was held upright stands upright', async () => {
    // Red above green, stored lying on its side with the note that it is to be turned clockwise.
    const path = join(folder, 'held.jpg');
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
    const report = await film({
      width: 90,
      height: 160,
      cut: [{ kind: 'still', url: 'file:held.jpg', durationSeconds: 0.5, scene: 's' }],
    });
    const pixel = await pixelsOf(report.output, 6, folder);
    expect([colorAt(pixel, [0.5, 0.2]), colorAt(pixel, [0.5, 0.8])]).toEqual(['red', 'green']);
  });

  test('a clip that is not there is a failure, or a slate when asked for', async () => {
    const cut = [play('red'), play('gone')];
    await expect(film({ cut })).rejects.toMatchObject({
      reason: 'file-missing',
      message: 'There is no clip of gone.',
    });
    const report = await film({ cut }, { gaps: 'slate' });
    expect(report.frames).toBe(48 + 121);
    expect(report.warnings).toEqual(['There is no clip of gone: a slate stands in its place.']);
  });
});

describe('seams', () => {
  test('an extension keeps only what is new', async () => {
    // One scene of 120 frames, shot as two clips that share 20.
    const scene = (name: string, from: number, to: number, shift = ''): Promise<string> =>
      makeClip(join(folder, `${name}.mp4`), {
        frames: to - from,
        filters: `trim=start_frame=${from}:end_frame=${to},setpts=PTS-STARTPTS${shift}`,
        soundSeconds: (to - from) / 24,
      });
    clips.set('first', await scene('first', 0, 60));
    clips.set('second', await scene('second', 40, 120, ',eq=brightness=0.03:contrast=1.03'));
    const report = await film({
      cut: [play('first'), play('second', { relation: { kind: 'extends', of: ['first'] } })],
    });
    expect(report.seams).toMatchObject([{ by: 'found', cutFrames: 20, cutFromNeighbour: 0 }]);
    expect(report.seams[0]?.confidence).toBeGreaterThan(0.5);
    expect(report.frames).toBe(120);
  });
});

describe('sound', () => {
  const level = (samples: Float32Array, fromFrame: number, toFrame: number): number => {
    let squares = 0;
    const part = samples.subarray(fromFrame * 2000, toFrame * 2000);
    for (const sample of part) squares += sample ** 2;
    return Math.sqrt(squares / part.length);
  };

  test('the soundtrack plays at its level under the scenes that want it, and begins again', async () => {
    await runFfmpeg({
      inputs: [
        { source: 'sine=frequency=500:sample_rate=44100:duration=0.7', options: ['-f', 'lavfi'] },
      ],
      options: ['-c:a', 'pcm_s16le'],
      format: 'wav',
      output: join(folder, "it's music.wav"),
    });
    const quiet = (scene: string): PlanCutItem => ({ ...play('quiet'), scene });
    const report = await film({
      cut: [quiet('a'), quiet('b'), quiet('c')],
      soundtrack: { url: "file:it's music.wav", levelDb: 0 },
      scenes: [
        { id: 'a', heading: null },
        { id: 'b', heading: null, soundtrack: null },
        { id: 'c', heading: null, soundtrack: { url: "file:it's music.wav", levelDb: -20 } },
      ],
    });
    const samples = await samplesOf(report.output, folder);
    const [a, b, c] = [level(samples, 1, 30), level(samples, 33, 60), level(samples, 63, 92)];
    expect(a).toBeGreaterThan(0.07);
    expect(b).toBeLessThan(0.001);
    expect(a / c).toBeGreaterThan(8);
    expect(a / c).toBeLessThan(12);
  });

  /** A second of quiet clips, then clips much louder: the range that tempts a normaliser to ride. */
  test('comes out at the target, below the highest peak, and is measured again', async () => {
    const loud = await makeClip(join(folder, 'loud.mp4'), {
      frames: 72,
      soundFilters: 'volume=18dB',
    });
    const soft = await makeClip(join(folder, 'soft.mp4'), {
      frames: 72,
      soundFilters: 'volume=-14dB',
    });
    const report = await film(
      { cut: [play('loud'), play('soft'), play('loud')] },
      {
        clips: new Map([
          ['loud', loud],
          ['soft', soft],
        ]),
      },
    );
    expect(report.warnings).toEqual([]);
    const { loudness } = report;
    expect(Math.abs((loudness.lufs ?? 0) - loudness.targetLufs)).toBeLessThanOrEqual(0.5);
    expect(loudness.truePeakDb ?? 0).toBeLessThanOrEqual(-1);
    // One gain for all: what was 32 dB apart still is.
    const samples = await samplesOf(report.output, folder);
    expect(samples.length).toBeGreaterThanOrEqual(216 * 2000);
    const apart = level(samples, 10, 60) / level(samples, 82, 132);
    expect(Math.abs(20 * Math.log10(apart) - 32)).toBeLessThan(1);
  });

  test('peaks that the target would send too high are held down', async () => {
    // A click of full scale in a murmur: the murmur alone decides the loudness.
    const clicks = await makeClip(join(folder, 'clicks.mp4'), {
      frames: 96,
      soundFilters: "aeval='if(lt(mod(t,1),0.0005),0.9,0.04*val(0))':c=same",
    });
    const report = await film({ cut: [play('clicks')] }, { clips: new Map([['clicks', clicks]]) });
    expect(report.loudness).toMatchObject({ limited: true });
    expect(report.loudness.truePeakDb ?? 0).toBeLessThanOrEqual(-1);
    expect(Math.abs((report.loudness.lufs ?? 0) + 16)).toBeLessThanOrEqual(0.5);
  });

  test('a film without a sound has no loudness', async () => {
    const report = await film({ cut: [play('quiet')] });
    expect(report.loudness).toMatchObject({ beforeLufs: null, gainDb: 0, lufs: null });
    expect(report.warnings).toEqual([]);
  });

  test('music makes way where somebody speaks', async () => {
    const { film: facts, ...plan } = planOf({
      cut: [play('red'), play('quiet'), play('red')],
      soundtrack: { url: "file:it's music.wav", levelDb: 0 },
    });
    const speaking = await assemble({
      plan: { ...plan, film: facts, tasks: [taskWithDialogue('red')] },
      root: folder,
      clips,
      output: join(folder, 'ducked.mp4'),
      workDir: join(folder, 'work'),
    });
    const samples = await samplesOf(speaking.output, folder);
    // The tone of the speech is 300 Hz, that of the music 500: only the latter is looked at.
    const music = (from: number, to: number): number =>
      toneLevel(samples.subarray(from * 2000, to * 2000), 500);
    const under = music(18, 42);
    const alone = music(70, 77);
    expect(20 * Math.log10(under / alone)).toBeLessThan(-5);
  });

  test('nothing clicks at a cut, and no sample is lost', async () => {
    const report = await film({ cut: [play('red'), play('blue'), play('red')] });
    const samples = await samplesOf(report.output, folder);
    expect(Math.abs(samples.length - report.frames * 2000)).toBeLessThan(2048);
    // What a step has and a tone of 900 Hz has not: a large second difference.
    const roughness = (from: number, to: number): number => {
      let most = 0;
      for (let index = from; index < to; index += 1) {
        const [a = 0, b = 0, c = 0] = [samples[index - 1], samples[index], samples[index + 1]];
        most = Math.max(most, Math.abs(a - 2 * b + c));
      }
      return most;
    };
    for (const cut of [48, 96]) {
      const within = roughness((cut - 20) * 2000, (cut - 2) * 2000);
      const blue = roughness(60 * 2000, 80 * 2000);
      expect(roughness(cut * 2000 - 600, cut * 2000 + 600)).toBeLessThan(
        Math.max(within, blue) * 1.5,
      );
    }
  });
});

describe('a film that is there already', () => {
  test('comes out the same, byte for byte', async () => {
    const cut = [play('red'), transition('dissolve'), play('blue')];
    const first = await readFile((await film({ cut })).output);
    const again = await readFile((await film({ cut }, { workDir: join(folder, 'other') })).output);
    expect(again.equals(first)).toBe(true);
  });

  test('is not made again where nothing has changed', async () => {
    const cut = [play('red'), transition('dissolve'), play('blue')];
    const made = await film({ cut });
    const before = await stat(made.output);
    const stages: string[] = [];
    const again = await film({ cut }, { onProgress: ({ stage }) => stages.push(stage) });
    expect(again).toEqual({ ...made, unchanged: true });
    expect(stages).toEqual([]);
    expect((await stat(made.output)).mtimeMs).toBe(before.mtimeMs);
  });

  test('is made again where a clip, the cut or the film itself has changed', async () => {
    const own = await makeClip(join(folder, 'own.mp4'), { frames: 24 });
    const options = { clips: new Map([['own', own]]) };
    const once = async (made: MadeUpFilm): Promise<boolean> =>
      (await film(made, options)).unchanged;
    expect(await once({ cut: [play('own')] })).toBe(false);
    expect(await once({ cut: [play('own')] })).toBe(true);
    await makeClip(own, { frames: 24, filters: 'hue=h=90' });
    expect(await once({ cut: [play('own')] })).toBe(false);
    expect(await once({ cut: [play('own', { captions: ['字'] })] })).toBe(false);
    const { output } = await film({ cut: [play('own')] }, options);
    await writeFile(output, 'somebody else wrote this');
    expect(await once({ cut: [play('own')] })).toBe(false);
    expect((await probe(output)).video?.frames).toBe(24);
  });

  test('stays whole when the next one is stopped or fails', async () => {
    const output = join(folder, 'kept.mp4');
    await film({ cut: [play('red')] }, { output });
    const before = await readFile(output);
    const stop = new AbortController();
    const stopped = film(
      { cut: [play('long', { captions: ['停'] }), play('red')] },
      {
        output,
        signal: stop.signal,
        onProgress: ({ stage }) => {
          if (stage === 'probe') stop.abort(new Error('stopped by the test'));
        },
      },
    );
    await expect(stopped).rejects.toThrow('stopped by the test');
    expect((await readFile(output)).equals(before)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith('kept'))).toEqual(['kept.mp4']);
  });
});

/** As a telephone does that is held upright: the picture as it is, and a note to turn it. */
async function turn(path: string): Promise<string> {
  const output = path.replace('.mp4', '-noted.mp4');
  await runFfmpeg({
    inputs: [{ source: path }],
    options: ['-c', 'copy', '-metadata:s:v:0', 'rotate=90'],
    format: 'mp4',
    output,
  });
  return output;
}

/** A JPEG with an EXIF note before all else: one entry, the orientation. */
function withOrientation(jpeg: Uint8Array, orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from('ffd8ffe10000', 'hex');
  head.writeUInt16BE(body.length + 2, 4);
  return Buffer.concat([head, body, jpeg.subarray(2)]);
}

function colorAt(
  pixel: (x: number, y: number) => readonly number[],
  [x, y]: readonly [number, number],
): string {
  const [red = 0, green = 0, blue = 0] = pixel(x, y);
  if (red > 200 && green > 200 && blue > 200) return 'white';
  if (red < 30 && green < 30 && blue < 30) return 'black';
  if (red > 180 && green < 80 && blue < 80) return 'red';
  if (blue > 180 && green < 80 && red < 80) return 'blue';
  if (green > 180 && red < 80 && blue < 80) return 'green';
  return Math.max(red, green, blue) < 80 ? 'dark' : `${red},${green},${blue}`;
}

function brightest(
  pixel: (x: number, y: number) => readonly number[],
  band: { readonly top: number; readonly bottom: number },
): number {
  let most = 0;
  for (let y = band.top; y < band.bottom; y += 0.01)
    for (let x = 0.05; x < 0.95; x += 0.005)
      most = Math.max(
        most,
        pixel(x, y).reduce((sum, value) => sum + value, 0),
      );
  return most;
}
