import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { probe } from '../../src/ffmpeg/probe.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { colorAt, cuttingTable } from './cutting-table.ts';
import {
  complaints,
  makeClip,
  pixelsOf,
  planOf,
  play,
  taskWithDialogue,
  type ClipRecipe,
} from './made-up.ts';

const table = cuttingTable(['long', 'red']);

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
    brief: { frames: 24, soundSeconds: 0.4 },
    mono: { frames: 24, encoder: ['-ac', '1', '-ar', '44100'] },
  };

  test('become like it, and the report says why', async () => {
    for (const [name, recipe] of Object.entries(odd))
      table.clips.set(name, await makeClip(join(table.folder, `odd-${name}.mp4`), recipe));
    table.clips.set('turned', await turn(table.clips.get('turned') ?? ''));
    const names = ['long', ...Object.keys(odd), 'long'];
    const report = await table.film({ cut: names.map((name) => play(name)) });
    expect(report.frames).toBe(73 + 24 + 48 + 24 * 7 + 73);
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
    expect(await complaints(report.output, table.folder)).toEqual([]);
    // A square picture stands between bars; nothing of it is cut off.
    const pixel = await pixelsOf(report.output, 73 + 12, table.folder);
    expect([colorAt(pixel, [0.5, 0.5]), colorAt(pixel, [0.05, 0.5])]).toEqual(['red', 'black']);
  });

  test('are encoded once where they stand in the film twice', async () => {
    const cut = ['size', 'red', 'size', 'size'].map((name) => play(name, { scene: 'twice' }));
    const report = await table.film({ cut }, { workDir: join(table.folder, 'fresh work') });
    expect(report.encoded).toHaveLength(3);
    expect(report.frames).toBe(3 * 24 + 48);
    // One and the same red, encoded again and copied: none of the two names its colours.
    const again = (await pixelsOf(report.output, 12, table.folder))(0.5, 0.5);
    const copied = (await pixelsOf(report.output, 48, table.folder))(0.5, 0.5);
    for (const [channel, value] of again.entries())
      expect(Math.abs(value - (copied[channel] ?? 0))).toBeLessThan(4);
  });

  test('of two half pictures a frame are made whole ones', async () => {
    const path = await makeClip(join(table.folder, 'fields.mp4'), {
      frames: 12,
      size: '160x92',
      rate: '48',
      // White and black by turns: woven into each other they are stripes.
      filters: "geq=lum='if(mod(N,2),235,16)':cb=128:cr=128,interlace=scan=tff:lowpass=0",
      encoder: ['-flags', '+ilme+ildct', '-x264opts', 'tff=1'],
    });
    const clips = new Map([...table.clips, ['fields', path]]);
    const report = await table.film({ cut: [play('fields')], height: 92 }, { clips });
    expect(report.warnings).toEqual([expect.stringMatching(/: it is interlaced\.$/)]);
    const pixel = await pixelsOf(report.output, 6, table.folder);
    const [one = 0, other = 255] = [pixel(0.5, 0.5)[0], pixel(0.5, 0.5 + 1 / 90)[0]];
    expect(Math.abs(one - other)).toBeLessThan(30);
  });

  test('with an adaptive size the first clip decides', async () => {
    const report = await table.film({
      width: null,
      height: null,
      cut: [play('size'), play('red')],
    });
    expect([report.width, report.height]).toEqual([96, 96]);
  });

  test.each([
    ['that was cut short', (bytes) => bytes.subarray(0, bytes.length * 0.6), /damaged: /],
    ['that was written over', scribbled, /damaged: /],
    ['that is empty', () => new Uint8Array(0), /neither a video/],
  ] satisfies readonly (readonly [string, (bytes: Uint8Array) => Uint8Array, RegExp])[])(
    'a clip %s is refused by its shot’s name',
    async (_, spoil, why) => {
      const whole = await makeClip(join(table.folder, 'whole.mp4'), {
        frames: 48,
        container: ['-movflags', '+faststart'],
      });
      const path = join(table.folder, 'spoilt.mp4');
      await writeFile(path, spoil(await readFile(whole)));
      const cut = [play('red'), play('s.spoilt')];
      const clips = new Map([...table.clips, ['s.spoilt', path]]);
      const refused = table.film({ cut }, { clips });
      await expect(refused).rejects.toMatchObject({ reason: 'clip-unusable' });
      await expect(refused).rejects.toThrow(/^The clip of s\.spoilt cannot be cut: /);
      await expect(refused).rejects.toThrow(why);
    },
  );

  test('a clip without the sound that was asked for is silent, and named', async () => {
    const mute = await makeClip(join(table.folder, 'mute.mp4'), { frames: 24, soundSeconds: null });
    const { film, ...plan } = planOf({ cut: [play('red'), play('s.mute')] });
    const report = await table.film(
      { cut: [] },
      {
        plan: { ...plan, film, tasks: [taskWithDialogue('s.mute')] },
        clips: new Map([...table.clips, ['s.mute', mute]]),
      },
    );
    expect(report.warnings).toEqual([
      'The clip of s.mute has no sound, although sound was asked for: it is silent in the film.',
    ]);
  });

  test('a playlist that calls itself a video is refused', async () => {
    const path = join(table.folder, 'fake.mp4');
    await writeFile(path, '#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n');
    await expect(
      table.film({ cut: [play('fake')] }, { clips: new Map([['fake', path]]) }),
    ).rejects.toMatchObject({ reason: 'clip-unusable' });
  });
});

/** Overwritten in its second half, where pictures are. */
function scribbled(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (byte, place) =>
    place > bytes.length / 2 && place < bytes.length * 0.7 ? (place * 37) % 251 : byte,
  );
}

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
