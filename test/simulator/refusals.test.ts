/**
 * What the service refuses, one line a case: the change to a request that is good, and the answer.
 * The answers stand in `refusals.txt`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { jpegBytes, mp3Bytes, mp4Bytes, pngBytes, wavBytes } from '../support/media-bytes.ts';
import { audio, dataUri, image, shot, startBench, text, video } from './support/simulator.ts';

const words = text('雨');
const png = (width: number, height: number): string =>
  dataUri('image/png', pngBytes({ width, height }));
const good = png(1024, 1024);
const sound = (seconds: number): string => dataUri('audio/mpeg', mp3Bytes({ seconds }));
const manyOf = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const of25 = 'doubao-seedance-2-5-260628';

type Change = Readonly<Record<string, unknown>>;

/** `films`: links to local films that were published for the purpose. */
function refused(films: Readonly<Record<string, string>>): Readonly<Record<string, Change>> {
  const film = (name: string): string => films[name] ?? '';
  return {
    'no model': { model: undefined },
    'an unknown model': { model: 'doubao-seedance-9' },
    'an endpoint that nobody named': { model: 'ep-1' },
    'no content': { content: undefined },
    'empty content': { content: [] },
    'content of no list': { content: 'rain' },
    'an unknown kind of content': { content: [words, { type: 'hologram' }] },
    'a text without words': { content: [text('')] },
    'an image without a url': { content: [words, { type: 'image_url', image_url: {} }] },
    'a role of another kind': { content: [words, image(good, 'reference_video')] },
    'an unknown role': { content: [words, image(good, 'hero')] },
    'two images without roles': { content: [words, image(good), image(good)] },
    'a video without a role': {
      content: [words, { type: 'video_url', video_url: { url: film('good.mp4') } }],
    },
    'a last frame alone': { content: [words, image(good, 'last_frame')] },
    'two first frames': {
      content: [words, image(good, 'first_frame'), image(good, 'first_frame')],
    },
    'two last frames': {
      content: [
        words,
        image(good, 'first_frame'),
        image(good, 'last_frame'),
        image(good, 'last_frame'),
      ],
    },
    'a first frame beside a reference': {
      content: [words, image(good, 'first_frame'), image(good, 'reference_image')],
    },
    'an image without a role beside a sound': { content: [words, image(good), audio(sound(3))] },
    'ten images': { content: [words, ...manyOf(10, image(good, 'reference_image'))] },
    'four videos': { content: [words, ...manyOf(4, video(film('good.mp4')))] },
    'four sounds': {
      content: [words, image(good, 'reference_image'), ...manyOf(4, audio(sound(3)))],
    },
    'sound alone': { content: [words, audio(sound(3))] },
    'an unknown resolution': { resolution: '8k' },
    '1080p on fast': { resolution: '1080p' },
    '4k on 2.5': { model: of25, resolution: '4k' },
    'an unknown ratio': { ratio: '2:1' },
    'three seconds': { duration: 3 },
    'sixteen seconds': { duration: 16 },
    'half a second more': { duration: 4.5 },
    'seconds in words': { duration: '5' },
    'thirty-one seconds on 2.5': { model: of25, duration: 31 },
    'a seed that is too large': { seed: 4_294_967_296 },
    'a switch that is a word': { generate_audio: 'yes' },
    'a priority of ten': { priority: 10 },
    'a callback to a folder': { callback_url: 'file:///tmp' },
    'a tag of 65 characters': { safety_identifier: 'x'.repeat(65) },
    'an hour less a second to expire': { execution_expires_after: 3_599 },
    'a service tier': { service_tier: 'flex' },
    'a search beside an image': {
      content: [words, image(good, 'reference_image')],
      tools: [{ type: 'web_search' }],
    },
    'a task type on 2.0': { omni_reference_task_type: 'extend' },
    'an edit without a video': { model: of25, ratio: 'adaptive', omni_reference_task_type: 'edit' },
    'an edit with a ratio': {
      model: of25,
      content: [words, video(film('good.mp4'))],
      duration: -1,
      omni_reference_task_type: 'edit',
    },
    'an edit with a duration': {
      model: of25,
      content: [words, video(film('good.mp4'))],
      ratio: 'adaptive',
      omni_reference_task_type: 'edit',
    },
    'a first frame with a ratio on 2.5': {
      model: of25,
      content: [words, image(good, 'first_frame')],
    },
    'an image that is too small': { content: [words, image(png(299, 400))] },
    'an image that is too large': { content: [words, image(png(6001, 4000))] },
    'an image that is too wide': { content: [words, image(png(1000, 399))] },
    'an image that is too tall': { content: [words, image(png(399, 1000))] },
    'an image that is text': { content: [words, image(dataUri('image/png', Buffer.from('PNG')))] },
    'an image that is a sound': {
      content: [words, image(dataUri('image/png', mp3Bytes({ seconds: 3 })))],
    },
    'an image whose base64 is damaged': { content: [words, image('data:image/png;base64,iVBO*')] },
    'an image that is said to be sound': {
      content: [words, image(dataUri('audio/mpeg', pngBytes({ width: 400, height: 400 })))],
    },
    'an image without an address': { content: [words, image('')] },
    'an image in a file': { content: [words, image('file:refs/a.png')] },
    'an image over plain http': { content: [words, image('http://example.com/a.png')] },
    'an image that is not there': { content: [words, image(film('gone'))] },
    'an asset that does not exist': { content: [words, image('asset://no such')] },
    'a video in base64': {
      content: [
        words,
        video(dataUri('video/mp4', mp4Bytes({ width: 1280, height: 720, seconds: 5 }))),
      ],
    },
    'a video of a second': { content: [words, video(film('short.mp4'))] },
    'a video of sixteen seconds': { content: [words, video(film('long.mp4'))] },
    'videos of sixteen seconds together': {
      content: [words, video(film('eight.mp4')), video(film('eight.mp4'))],
    },
    'a video of few pixels': { content: [words, video(film('small.mp4'))] },
    'a video of too many pixels': { content: [words, video(film('large.mp4'))] },
    'a video of twelve frames a second': { content: [words, video(film('slow.mp4'))] },
    'a video that is a picture': { content: [words, video(film('picture.png'))] },
    'a sound of a second': { content: [words, image(good, 'reference_image'), audio(sound(1))] },
    'sounds of eighteen seconds together': {
      content: [words, image(good, 'reference_image'), audio(sound(9)), audio(sound(9))],
    },
    'a sound that is a picture': {
      content: [
        words,
        image(good, 'reference_image'),
        audio(dataUri('audio/mpeg', pngBytes({ width: 400, height: 400 }))),
      ],
    },
  };
}

const accepted = (films: Readonly<Record<string, string>>): Readonly<Record<string, Change>> => ({
  'as little as can be': { resolution: undefined, ratio: undefined, duration: undefined },
  'an endpoint that the settings name': { model: 'ep-fast' },
  'the international id': { model: 'dreamina-seedance-2-0-260128', resolution: '4k' },
  'fields that nobody knows': { camera_fixed: true, tomorrow: {} },
  'nulls for what is not said': { seed: null, callback_url: null, tools: null },
  'an image without a role': { content: [words, image(good)] },
  'a first frame without words': { content: [image(good, 'first_frame')] },
  'first and last frame': {
    content: [words, image(good, 'first_frame'), image(png(300, 750), 'last_frame')],
  },
  'nine images': { content: [words, ...manyOf(9, image(good, 'reference_image'))] },
  'a jpeg and a preset portrait': {
    content: [
      words,
      image(dataUri('image/jpeg', jpegBytes({ width: 750, height: 300 })), 'reference_image'),
      image('asset://asset-20260101-abcde', 'reference_image'),
    ],
  },
  'three clips of 121 frames': { content: [words, ...manyOf(3, video(films['good.mp4'] ?? ''))] },
  'picture, film and sound': {
    content: [
      words,
      image(good, 'reference_image'),
      video(films['good.mp4'] ?? ''),
      audio(dataUri('audio/wav', wavBytes({ seconds: 3 }))),
    ],
  },
  'sound alone on 2.5': { model: of25, content: [words, audio(sound(3))] },
  'thirty seconds on 2.5': { model: of25, duration: 30 },
  'an edit on 2.5': {
    model: of25,
    content: [words, video(films['good.mp4'] ?? '')],
    ratio: 'adaptive',
    duration: -1,
    omni_reference_task_type: 'edit',
  },
  'a search': { tools: [{ type: 'web_search' }] },
  'every field at its end': {
    seed: 4_294_967_295,
    priority: 9,
    duration: 15,
    safety_identifier: 'x'.repeat(64),
    execution_expires_after: 259_200,
  },
});

const filmShapes = {
  'good.mp4': { width: 1280, height: 720, seconds: 121 / 24 },
  'short.mp4': { width: 1280, height: 720, seconds: 1 },
  'long.mp4': { width: 1280, height: 720, seconds: 16 },
  'eight.mp4': { width: 1280, height: 720, seconds: 8 },
  'small.mp4': { width: 640, height: 360, seconds: 5 },
  'large.mp4': { width: 4096, height: 2160, seconds: 5 },
  'slow.mp4': { width: 1280, height: 720, seconds: 5, framesPerSecond: 12 },
} as const;

async function publishFilms(
  publish: (path: string) => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files: [string, Uint8Array][] = Object.entries(filmShapes).map(([name, shape]) => [
    name,
    mp4Bytes(shape),
  ]);
  files.push(['picture.png', pngBytes({ width: 1280, height: 720 })]);
  const links: Record<string, string> = {};
  for (const [name, bytes] of files) {
    await writeFile(join(folder, name), bytes);
    links[name] = await publish(join(folder, name));
  }
  links['gone'] = (links['picture.png'] ?? '').replace('X-Tos-Signature=', 'X-Tos-Signature=0');
  return links;
}

it('refuses what the service refuses, and says which field', async () => {
  const { call, simulator } = await startBench({ concurrency: 0 });
  const films = await publishFilms((path) => simulator.publish(path));
  const lines: string[] = [];
  for (const [name, change] of Object.entries(refused(films))) {
    const { status, json } = await call('POST', '', shot(change));
    lines.push(`${name}\n  ${status} ${JSON.stringify(json)}`);
  }
  expect(simulator.tasks()).toEqual([]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('refusals.txt');
}, 30_000);

it('accepts what the service accepts', async () => {
  const { call, simulator } = await startBench({
    concurrency: 0,
    endpoints: { 'ep-fast': 'seedance-2.0-fast' },
  });
  const films = await publishFilms((path) => simulator.publish(path));
  for (const [name, change] of Object.entries(accepted(films))) {
    const { status, json } = await call('POST', '', shot(change));
    expect({ name, status, json }).toMatchObject({ name, status: 200 });
  }
});

it('refuses bodies that are no JSON, and bodies beyond 64 MB', async () => {
  const { simulator } = await startBench({ concurrency: 0 });
  const post = (body: string): Promise<Response> =>
    fetch(`${simulator.url}/contents/generations/tasks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.apiKey}` },
      body,
    });
  expect((await post('{')).status).toBe(400);
  const large = await post(`{"x":"${'x'.repeat(64_000_001)}"}`).then(
    ({ status }) => status,
    () => 'cut off',
  );
  expect([413, 'cut off']).toContain(large);
});

it.each([undefined, 'Bearer wrong', 'Basic abc'])('refuses the key %j', async (authorization) => {
  const { simulator } = await startBench({ concurrency: 0 });
  const response = await fetch(`${simulator.url}/contents/generations/tasks`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { code: 'AuthenticationError' } });
});

it('knows the presets that the settings name, and no others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'a.png');
  await writeFile(path, pngBytes({ width: 400, height: 400 }));
  const { call } = await startBench({ concurrency: 0, assets: { known: path } });
  const create = (id: string) =>
    call('POST', '', shot({ content: [words, image(`asset://${id}`, 'reference_image')] }));
  expect((await create('known')).status).toBe(200);
  expect((await create('unknown')).status).toBe(400);
});
