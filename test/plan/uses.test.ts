/** The six uses of the service, as the scenes in `examples/uses`, against the arrays it documents. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import type { PlanRequest } from '../../src/plan/plan.ts';
import { memoryHost, type MemoryFiles } from '../support/memory-host.ts';

const folder = fileURLToPath(new URL('../../examples/uses/', import.meta.url));
const root = '/project';
const files: MemoryFiles = Object.fromEntries(
  [...list(''), ...list('media/')].map((name) => [name, readFileSync(folder + name)]),
);

test('text: the words alone', async () => {
  expect(await requestsOf('text')).toEqual([
    {
      ...atDefaults,
      content: [
        {
          type: 'text',
          text: '光线：清晨。低机位，贴着水面缓慢跟随。一只折得整齐的纸船漂过平静的池塘，身后拖出一道细细的水纹。音效：<蛙鸣，轻轻的水声>。',
        },
      ],
    },
  ]);
});

test('first frame: one image with its role', async () => {
  expect(await requestsOf('first-frame')).toEqual([
    {
      ...atDefaults,
      content: [
        {
          type: 'text',
          text: '镜头随灯缓缓上摇。孔明灯的火苗一跳，慢慢升向夜空，越来越小。',
        },
        image('media/lantern.png', 'first_frame'),
      ],
    },
  ]);
});

test('first and last frame: two images with their roles', async () => {
  expect(await requestsOf('first-and-last-frame')).toEqual([
    {
      ...atDefaults,
      content: [
        {
          type: 'text',
          text: 'Static wide shot, no cuts. The door swings open by itself and warm light spills across the floor. Sound: <a long wooden creak>.',
        },
        image('media/door-shut.png', 'first_frame'),
        image('media/door-open.png', 'last_frame'),
      ],
    },
  ]);
});

test('reference images: the text names each by its number', async () => {
  expect(await requestsOf('reference-images')).toEqual([
    {
      ...atDefaults,
      duration: 6,
      content: [
        {
          type: 'text',
          text: '场景：图片1中的陶艺坊。光线：清晨。中景，缓慢推近。图片2中的小梅从架子后面走出来，双手捧着图片3中的青瓷茶壶，小心地放到窗边。音效：<脚步声，瓷器轻碰木桌>。',
        },
        image('media/workshop.png', 'reference_image'),
        image('media/potter.png', 'reference_image'),
        image('media/teapot.png', 'reference_image'),
      ],
    },
  ]);
});

test('edit: an image, and the video that is edited', async () => {
  expect(await requestsOf('edit')).toEqual([
    {
      ...atDefaults,
      content: [
        {
          type: 'text',
          text: 'Strictly edit Video 1: in place of the perfume bottle put the jar of cream from Image 1, with camera and light as they are, keep everything else unchanged.',
        },
        image('media/jar.png', 'reference_image'),
        video('media/perfume.mp4'),
      ],
    },
  ]);
});

test('extend and join: one video led on, three videos made one', async () => {
  expect(await requestsOf('extend-and-join')).toEqual([
    {
      ...atDefaults,
      content: [
        {
          type: 'text',
          text: '向后延长视频1，镜头穿过打开的拱窗，越过窗台，飞向远处的小山。',
        },
        video('media/window.mp4'),
      ],
    },
    {
      ...atDefaults,
      duration: 10,
      content: [
        {
          type: 'text',
          text: '视频1，镜头从打开的拱窗探身而入，落在展厅的地板上，接视频2，镜头沿着一排画框前行，停在最大的一幅前，接视频3。配乐：（轻柔的竖琴）。',
        },
        video('media/window.mp4'),
        video('media/hall.mp4'),
        video('media/painting.mp4'),
      ],
    },
  ]);
});

const atDefaults: Omit<PlanRequest, 'content'> = {
  model: 'doubao-seedance-2-0-260128',
  resolution: '720p',
  ratio: '16:9',
  duration: 5,
  generate_audio: true,
  watermark: false,
  return_last_frame: true,
};

function image(path: string, role: string) {
  return { type: 'image_url', image_url: { url: `file:${path}` }, role };
}

function video(path: string) {
  return { type: 'video_url', video_url: { url: `file:${path}` }, role: 'reference_video' };
}

async function requestsOf(name: string): Promise<readonly PlanRequest[]> {
  const host = memoryHost(files, { root, media: 'none' });
  const { plan, diagnostics } = await compile(`${root}/${name}.scene`, root, host);
  expect(diagnostics).toEqual([]);
  return plan?.tasks.map(({ request }) => request) ?? [];
}

function list(below: string): string[] {
  return readdirSync(folder + below, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => below + entry.name);
}
