/** The hash of what a shot means: changed by every decision of the writer, by nothing else. */
import { describe, expect, test } from 'vitest';
import type { PlanTask } from '../../src/plan/plan.ts';
import { planOf, taskOf } from './support/compiled.ts';

const base = `
character @lin "林夏"
  look: 短发
  image: lin.png
  voice: lin.mp3
character @zhou "周远"
  look: 花白胡子
place @shop "旧书店"
  image: shop.png
style @noir "冷色"
  look: 电影感
episode "雨夜"
scene a "INT. 旧书店 - 夜"
  at: @shop
  light: 台灯
  shot start 5s
    门开着。
  shot it 5s
    camera: 推近
    style: @noir
    @lin 推门而入，看见 @zhou。
    @lin (低声): 有人在吗？
    caption: 三年后
    note: 再看
    trim: 1s..
`;

async function it(script: string, region: 'cn' | 'intl' = 'cn'): Promise<PlanTask> {
  return taskOf(await planOf(script, { region }), 'a.it');
}

function changed(from: string, to: string): string {
  if (!base.includes(from)) throw new Error(`the script does not hold ${from}`);
  return base.replace(from, to);
}

describe('is changed by what can change the clip', () => {
  test.each([
    ['a word', '推门而入', '推门而出'],
    ['a mark', '看见 @zhou。', '看见 @zhou！'],
    ['spoken words', '有人在吗？', '没人在吗？'],
    ['a manner', '低声', '大声'],
    ['a delivery', '低声', '画外音，低声'],
    [
      'the order of lines',
      'camera: 推近\n    style: @noir',
      'style: @noir\n    light: 暗\n    camera: 推近',
    ],
    ['the kind of a line', 'camera: 推近', 'sfx: 推近'],
    ['a picture', 'image: lin.png', 'image: lin-2.png'],
    ['a voice', 'voice: lin.mp3', 'voice: lin-2.mp3'],
    ['a look that is sent', '花白胡子', '黑胡子'],
    ['a name that is sent', '"林夏"', '"林秋"'],
    ['the place', 'image: shop.png', 'image: shop-2.png'],
    ['the time of day', '- 夜', '- 日'],
    ['the light', 'light: 台灯', 'light: 烛光'],
    ['the style', 'look: 电影感', 'look: 水墨'],
    ['the seconds', 'shot it 5s', 'shot it 6s'],
    ['a setting', 'note: 再看', 'resolution: 480p'],
    ['a seed', 'note: 再看', 'seed: 7'],
    ['sound', 'camera: 推近', 'camera: 推近\n    watermark: on'],
    ['what must not appear', 'note: 再看', 'avoid: 文字'],
    ['the language', 'note: 再看', 'language: en'],
    ['a relation', 'shot it 5s', 'shot it 5s extends start'],
    ['an inner cut', 'camera: 推近', 'cut: 推近'],
  ])('%s', async (_what, from, to) => {
    expect((await it(changed(from, to))).meaning).not.toBe((await it(base)).meaning);
  });
});

describe('is kept by what only the script or the cut knows', () => {
  test.each([
    ['the name behind the @', /@lin/g, '@heroine'],
    ['a caption', /caption: .*/, 'caption: 五年后'],
    ['a note', /note: .*/, 'note: 好'],
    ['a trim', /trim: .*/, 'trim: 2s..4s'],
    ['a take', /note: .*/, 'takes: 3'],
    ['a blank line', /\n {2}shot it/, '\n\n# 一\n\n  shot it'],
    ['the rest of the heading', /INT\. 旧书店/, 'INT. 书店'],
    ['a look that no request sends', /look: 短发/, 'look: 长发'],
    ['other shots', /门开着/, '门关着'],
  ])('%s', async (_what, from, to) => {
    expect(base).toMatch(from);
    expect((await it(base.replace(from, to))).meaning).toBe((await it(base)).meaning);
  });

  test('the region, whose id for the model is the service’s wording', async () => {
    const here = await it(base);
    const there = await it(base, 'intl');
    expect(there.request.model).not.toBe(here.request.model);
    expect(there.meaning).toBe(here.meaning);
  });
});

test('an endpoint is a decision of its own', async () => {
  const script = changed('note: 再看', 'model: ep-20260101000000-abcde');
  const endpoints = { 'ep-20260101000000-abcde': 'seedance-2.0' };
  const task = taskOf(await planOf(script, { endpoints }), 'a.it');
  expect(task.meaning).not.toBe((await it(base)).meaning);
});

test('the form of the hash is fixed: a change of it must raise its version', async () => {
  expect((await it(base)).meaning).toMatchInlineSnapshot(
    `"1955fac5620d5e77bf407e8aec292c6bcceb43f34a600ad911be1dc0a71a9c9a"`,
  );
});
