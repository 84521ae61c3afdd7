import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { probe } from '../../src/ffmpeg/probe.ts';
import { createArkClient, type ArkClient } from '../../src/seedance/client.ts';
import { download } from '../../src/seedance/download.ts';
import { drawPortrait } from '../../src/seedance/simulator/portrait.ts';
import {
  startSimulator,
  type Simulator,
  type TaskRecord,
} from '../../src/seedance/simulator/server.ts';
import { difference, smallFrames, testFilm } from './support/frames.ts';
import { dataUri, image, settledTask, shot, text, video } from './support/simulator.ts';

/** Decoded, scaled down and encoded again, the same picture differs by about this much at most. */
const same = 4;
/** Different pictures differ by more than this. */
const other = 8;

let simulator: Simulator;
let client: ArkClient;
let folder: string;

interface Made {
  readonly path: string;
  readonly lastFrame: string;
  readonly link: string;
  readonly record: TaskRecord;
  readonly frames: readonly Uint8Array[];
}

async function make(change: Readonly<Record<string, unknown>>, name: string): Promise<Made> {
  const { id } = await client.create(shot({ return_last_frame: true, ...change }), { shot: name });
  const task = await settledTask(client, id);
  expect(task).toMatchObject({ status: 'succeeded' });
  const path = join(folder, `${id}.mp4`);
  const lastFrame = join(folder, `${id}.png`);
  const link = task.content?.video_url ?? '';
  await download(link, path);
  await download(task.content?.last_frame_url ?? '', lastFrame);
  const record = simulator.tasks().find((one) => one.id === id);
  if (record === undefined) throw new Error('the task is not recorded');
  return { path, lastFrame, link, record, frames: await smallFrames(path) };
}

let one: Made;
let two: Made;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
  simulator = await startSimulator({ seed: 7 });
  client = createArkClient({ baseUrl: simulator.url, apiKey: simulator.apiKey });
  [one, two] = await Promise.all([make({}, '到达.一'), make({ content: [text('雨')] }, '到达.二')]);
});

afterAll(async () => {
  await client.close();
  await simulator.close();
  await rm(folder, { recursive: true });
});

describe('a clip', () => {
  it('is H.264 with mono AAC, of the size and length that the service gives', async () => {
    const facts = await probe(one.path);
    expect(facts.video).toMatchObject({
      codec: 'h264',
      pixelFormat: 'yuv420p',
      width: 864,
      height: 496,
      frames: 97,
      constantFrameRate: { numerator: 24, denominator: 1 },
    });
    expect(facts.audio).toMatchObject({ codec: 'aac', channels: 1 });
    expect([44_100, 48_000]).toContain(facts.audio?.sampleRate);
    expect(Math.abs((facts.audio?.durationSeconds ?? 0) - 97 / 24)).toBeLessThan(0.1);
  });

  it('never stands still, and differs from that of another shot', () => {
    for (let n = 1; n < one.frames.length; n++) {
      expect(difference(one.frames[n], one.frames[n - 1])).toBeGreaterThan(0);
    }
    expect(difference(one.frames[0], two.frames[0])).toBeGreaterThan(other);
  });

  it('has its last frame beside it, as a PNG', async () => {
    expect((await readFile(one.lastFrame)).subarray(1, 4).toString()).toBe('PNG');
    const [last] = await smallFrames(one.lastFrame);
    expect(difference(last, one.frames.at(-1))).toBeLessThan(same);
    expect(difference(last, one.frames.at(-1))).toBeLessThan(difference(last, one.frames.at(-2)));
  });

  it('has no sound where none was asked for', async () => {
    const silent = await make({ generate_audio: false }, 'silent');
    expect((await probe(silent.path)).audio).toBeUndefined();
  });

  it('is billed by its frames and its pixels', () => {
    const tokens = Math.ceil((97 * 864 * 496) / 1024);
    expect(one.record.made?.tokens).toBe(tokens);
    expect(simulator.bill().find(({ id }) => id === one.record.id)?.tokens).toBe(tokens);
  });

  it('comes out the same for the same shot and seed', async () => {
    const again = await startSimulator({ seed: 7 });
    const reader = createArkClient({ baseUrl: again.url, apiKey: again.apiKey });
    const { id } = await reader.create(shot({ return_last_frame: true }), { shot: '到达.一' });
    const task = await settledTask(reader, id);
    const path = join(folder, 'again.mp4');
    await download(task.content?.video_url ?? '', path);
    expect((await readFile(path)).equals(await readFile(one.path))).toBe(true);
    await reader.close();
    await again.close();
  });
});

describe('frames', () => {
  it('are what the clip begins and ends with', async () => {
    const first = drawPortrait('first');
    const last = drawPortrait('last');
    await writeFile(join(folder, 'first.png'), first);
    await writeFile(join(folder, 'last.png'), last);
    const clip = await make(
      {
        ratio: '3:4',
        content: [
          text('她抬起头'),
          image(dataUri('image/png', first), 'first_frame'),
          image(dataUri('image/png', last), 'last_frame'),
        ],
      },
      'frames',
    );
    const [opening] = await smallFrames(join(folder, 'first.png'));
    const [closing] = await smallFrames(join(folder, 'last.png'));
    expect(difference(clip.frames[0], opening)).toBeLessThan(same);
    expect(difference(clip.frames.at(-1), closing)).toBeLessThan(same);
    expect(difference(clip.frames[48], opening)).toBeGreaterThan(other);
    expect(difference(clip.frames[48], closing)).toBeGreaterThan(other);
  });
});

describe('an extension', () => {
  it('begins with a tail of its source and goes on with new pictures', async () => {
    const clip = await make(
      { content: [text('向后延长视频1，她走进书店。'), video(one.link)] },
      'extends',
    );
    const [tail, fresh] = clip.record.plan.stretches;
    expect(tail).toMatchObject({ kind: 'source', fromFrame: 97 - (tail?.frames ?? 0) });
    expect(fresh?.kind).toBe('new');
    const repeated = tail?.frames ?? 0;
    expect(repeated).toBeGreaterThanOrEqual(6);
    for (let n = 0; n < repeated; n++) {
      expect(difference(clip.frames[n], one.frames[97 - repeated + n])).toBeLessThan(same);
    }
    expect(difference(clip.frames[repeated], one.frames.at(-1))).toBeGreaterThan(other);
    expect(clip.frames).toHaveLength(97);
  });

  it('to before ends with the head of its source', async () => {
    const clip = await make(
      { content: [text('Extend Video 1 backward: she waits.'), video(one.link)] },
      'precedes',
    );
    const head = clip.record.plan.stretches[1]?.frames ?? 0;
    expect(head).toBeGreaterThanOrEqual(6);
    for (let n = 0; n < head; n++) {
      expect(difference(clip.frames[97 - head + n], one.frames[n])).toBeLessThan(same);
    }
    expect(difference(clip.frames[96 - head], one.frames[0])).toBeGreaterThan(other);
  });

  it('of a film of another rate and shape has the right length all the same', async () => {
    const film = join(folder, 'bars.mp4');
    await testFilm(film, { size: '960x960', framesPerSecond: 30, seconds: 3 });
    const clip = await make(
      { content: [text('向后延长视频1'), video(await simulator.publish(film))] },
      'bars',
    );
    expect(clip.frames).toHaveLength(97);
    expect((await probe(clip.path)).video).toMatchObject({ width: 864, height: 496 });
  });
});

describe('a join', () => {
  it('has the joining parts of its sources, and new pictures between', async () => {
    const clip = await make(
      { content: [text('视频1，她走进书店，接视频2'), video(one.link), video(two.link)] },
      'joins',
    );
    const [end, joint, beginning] = clip.record.plan.stretches;
    expect([end?.kind, joint?.kind, beginning?.kind]).toEqual(['source', 'new', 'source']);
    const ends = end?.frames ?? 0;
    const begins = beginning?.frames ?? 0;
    expect(difference(clip.frames[ends - 1], one.frames.at(-1))).toBeLessThan(same);
    expect(difference(clip.frames[97 - begins], two.frames[0])).toBeLessThan(same);
    expect(difference(clip.frames[ends + 2], one.frames.at(-1))).toBeGreaterThan(other);
  });
});

describe('an edit', () => {
  it("has its source's pictures, marked", async () => {
    const clip = await make(
      { content: [text('严格编辑视频1，将雨伞改为红色，其余不变'), video(one.link)] },
      'edits',
    );
    // Between the counter and the words.
    for (const n of [0, 40, 96]) {
      expect(difference(clip.frames[n], one.frames[n], [14, 36])).toBeLessThan(same);
    }
    expect(difference(clip.frames[40], one.frames[40], [44, 64])).toBeGreaterThan(same);
  });
});
