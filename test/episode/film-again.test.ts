import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finishing } from '../../src/episode/finish/arguments.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import { cuttingTable, transition } from './cutting-table.ts';
import { makeClip, play, unadorned, type MadeUpFilm } from './made-up.ts';

const table = cuttingTable(['long', 'red', 'blue']);

describe('a film that is there already', () => {
  test('comes out the same, byte for byte', async () => {
    const cut = [play('red'), transition('dissolve'), play('blue')];
    const first = await readFile((await table.film({ cut })).output);
    const again = await readFile(
      (await table.film({ cut }, { workDir: join(table.folder, 'other') })).output,
    );
    expect(again.equals(first)).toBe(true);
  });

  test('is not made again where nothing has changed', async () => {
    const cut = [play('red'), transition('dissolve'), play('blue')];
    const made = await table.film({ cut });
    const before = await stat(made.output);
    const stages: string[] = [];
    const again = await table.film({ cut }, { onProgress: ({ stage }) => stages.push(stage) });
    expect(again).toEqual({ ...made, unchanged: true });
    expect(stages).toEqual([]);
    expect((await stat(made.output)).mtimeMs).toBe(before.mtimeMs);
  });

  test('takes new words without a new cut, and has the bytes of one made from nothing', async () => {
    const cut = [play('red'), play('blue')];
    const finishing = (title: string): Finishing => ({
      ...unadorned,
      title,
      chapters: [{ firstFrame: 48, title }],
      subtitles: [{ language: 'eng', srt: `1\n00:00:00,500 --> 00:00:02,000\n${title}\n` }],
    });
    await table.film({ cut }, { finishing: () => finishing('one') });
    const stages = new Set<string>();
    const { output, unchanged } = await table.film(
      { cut },
      { finishing: () => finishing('two'), onProgress: ({ stage }) => stages.add(stage) },
    );
    expect([unchanged, ...stages]).toEqual([false, 'join']);
    const again = await readFile(output);
    await rm(output);
    await table.film({ cut }, { finishing: () => finishing('two') });
    expect(again.equals(await readFile(output))).toBe(true);
    expect(again.includes('two')).toBe(true);
  });

  test('is made again where a clip, the cut or the film itself has changed', async () => {
    const own = await makeClip(join(table.folder, 'own.mp4'), { frames: 24 });
    const options = { clips: new Map([['own', own]]) };
    const once = async (made: MadeUpFilm): Promise<boolean> =>
      (await table.film(made, options)).unchanged;
    expect(await once({ cut: [play('own')] })).toBe(false);
    expect(await once({ cut: [play('own')] })).toBe(true);
    await makeClip(own, { frames: 24, filters: 'hue=h=90' });
    expect(await once({ cut: [play('own')] })).toBe(false);
    expect(await once({ cut: [play('own', { captions: ['字'] })] })).toBe(false);
    const { output } = await table.film({ cut: [play('own')] }, options);
    await writeFile(output, 'somebody else wrote this');
    expect(await once({ cut: [play('own')] })).toBe(false);
    expect((await probe(output)).video?.frames).toBe(24);
  });

  test('is made twice at once one after the other, and a failure before holds up nothing', async () => {
    const both = { workDir: join(table.folder, 'both') };
    const [first, missing, last] = await Promise.allSettled([
      table.film({ cut: [play('red')] }, both),
      table.film({ cut: [play('not there')] }, both),
      table.film({ cut: [play('blue'), play('red', { captions: ['字'] })] }, both),
    ]);
    expect([first.status, missing.status, last.status]).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    const { video, audio } = await probe(join(table.folder, '-film "x" 100%.mp4'));
    expect([video?.frames, Math.round(audio?.durationSeconds ?? 0)]).toEqual([96, 4]);
  });

  test('stays whole when the next one is stopped or fails', async () => {
    const output = join(table.folder, 'kept.mp4');
    await table.film({ cut: [play('red')] }, { output });
    const before = await readFile(output);
    const stop = new AbortController();
    const stopped = table.film(
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
    expect((await readdir(table.folder)).filter((name) => name.startsWith('kept'))).toEqual([
      'kept.mp4',
    ]);
  });
});
