/** Cheap clips for many tasks: whole files, alike in pictures, each with bytes of its own. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { probe } from '../../src/ffmpeg/probe.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { createArkClient } from '../../src/seedance/client.ts';
import { download } from '../../src/seedance/download.ts';
import { startSimulator } from '../../src/seedance/simulator/server.ts';
import { sha256 } from '../../src/store/canonical.ts';
import { settledTask, shot, text, video } from './support/simulator.ts';

it('gives each task its own bytes and the length that it asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
  const simulator = await startSimulator({ clips: 'reused' });
  const client = createArkClient({ baseUrl: simulator.url, apiKey: simulator.apiKey });
  onTestFinished(async () => {
    await client.close();
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  });
  const make = async (name: string, change: Readonly<Record<string, unknown>>) => {
    const { id } = await client.create(shot({ return_last_frame: true, ...change }), {
      shot: name,
    });
    const { content } = await settledTask(client, id);
    const files = { clip: join(folder, `${name}.mp4`), frame: join(folder, `${name}.png`) };
    await download(content?.video_url ?? '', files.clip);
    await download(content?.last_frame_url ?? '', files.frame);
    return { ...files, link: content?.video_url ?? '' };
  };
  const one = await make('one', { duration: 4 });
  const two = await make('two', { duration: 4 });
  const long = await make('long', { duration: 5 });
  const next = await make('next', { duration: 4, content: [text('Go on.'), video(one.link)] });
  const made = [one, two, long, next];
  for (const kind of ['clip', 'frame'] as const) {
    const hashes = await Promise.all(made.map(async (each) => sha256(await readFile(each[kind]))));
    expect(new Set(hashes).size).toBe(made.length);
  }
  const frames = await Promise.all(made.map(async ({ clip }) => (await probe(clip)).video?.frames));
  expect(frames).toEqual([97, 97, 121, 97]);
  // ffmpeg, told to stop at the first fault, finds none in a picture with a comment.
  await runFfmpeg({
    inputs: [{ source: two.frame, options: ['-err_detect', 'explode', '-f', 'png_pipe'] }],
    options: ['-c:v', 'png'],
    format: 'image2',
    output: join(folder, 'again.png'),
  });
});
