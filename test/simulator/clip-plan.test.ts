import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { models, type FixedRatio } from '../../src/seedance/capabilities.ts';
import { framesAt24, planClip, type ClipPlan } from '../../src/seedance/simulator/clip-plan.ts';
import { readOrder } from '../../src/seedance/simulator/order.ts';
import { purposeOf } from '../../src/seedance/simulator/purpose.ts';
import type { HeldReference } from '../../src/seedance/simulator/references.ts';
import { image, shot, text, video } from './support/simulator.ts';

const film = (seconds: number): HeldReference => ({
  kind: 'video',
  role: 'reference_video',
  object: 'film.mp4',
  facts: { kind: 'video', format: 'mp4', bytes: 1, width: 1280, height: 720, seconds },
});

const picture = (width: number, height: number): HeldReference => ({
  kind: 'image',
  role: 'reference_image',
  object: 'picture.png',
  facts: { kind: 'image', format: 'png', bytes: 1, width, height },
});

function planOf(
  words: string,
  references: readonly HeldReference[],
  seed: string,
  change: Readonly<Record<string, unknown>> = {},
): ClipPlan {
  const content = [
    text(words),
    ...references.map(({ kind }) =>
      kind === 'video'
        ? video('https://a.example/v')
        : image('https://a.example/i', 'reference_image'),
    ),
  ];
  return planClip(readOrder(shot({ content, ...change }), { endpoints: {} }), references, seed);
}

const idioms = [
  '向后延长视频1，她走',
  '向前延长视频1，她走',
  '严格编辑视频1，将伞改为红色',
  '视频1，她走，接视频2，她停',
  '参考视频1的运镜',
] as const;

describe('the plan of a clip', () => {
  it('has every frame once, and takes only frames that its sources have', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...idioms),
        fc.array(fc.double({ min: 2, max: 15, noNaN: true }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(-1, 4, 5, 9, 15),
        fc.string(),
        (words, seconds, duration, seed) => {
          const sources = seconds.map(film);
          const plan = planOf(words, sources, seed, { duration });
          const total = plan.stretches.reduce((sum, { frames }) => sum + frames, 0);
          expect(total).toBe(plan.frames);
          expect(plan.frames % 24).toBe(1);
          for (const stretch of plan.stretches) {
            expect(stretch.frames).toBeGreaterThan(0);
            if (stretch.kind === 'new') continue;
            const source = sources[stretch.reference];
            if (source === undefined) throw new Error('a stretch of no source');
            expect(stretch.fromFrame).toBeGreaterThanOrEqual(0);
            expect(stretch.fromFrame + stretch.frames).toBeLessThanOrEqual(framesAt24(source));
          }
        },
      ),
    );
  });

  it('repeats tails of many lengths, from 6 to 40 frames', () => {
    const tails = Array.from(
      { length: 200 },
      (_, n) => planOf(idioms[0], [film(5)], String(n)).stretches[0]?.frames ?? 0,
    );
    expect(new Set(tails).size).toBeGreaterThan(25);
    expect(Math.min(...tails)).toBe(6);
    expect(Math.max(...tails)).toBe(40);
  });

  it('repeats nothing on 2.5', () => {
    const model = 'doubao-seedance-2-5-260628';
    const plan = planOf(idioms[0], [film(5)], 'a', { model, ratio: 'adaptive', duration: 5 });
    expect(plan.stretches).toEqual([{ kind: 'new', frames: 121 }]);
  });

  it('has the size of the table for each model, resolution and ratio', () => {
    for (const model of Object.values(models)) {
      for (const resolution of model.resolutions) {
        for (const ratio of ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9'] as const) {
          const plan = planOf('雨', [], 'a', { model: model.ids.cn, resolution, ratio });
          const size = model.pixels[resolution]?.[ratio];
          expect([plan.widthPixels, plan.heightPixels]).toEqual(size);
        }
      }
    }
  });

  it.each<[number, number, FixedRatio]>([
    [1920, 1080, '16:9'],
    [1080, 1920, '9:16'],
    [1000, 1000, '1:1'],
    [800, 600, '4:3'],
    [600, 800, '3:4'],
    [2500, 1000, '21:9'],
  ])('adapts to a picture of %i×%i: %s', (width, height, ratio) => {
    const references = [film(5), picture(width, height)];
    expect(planOf('雨', references, 'a', { ratio: 'adaptive' }).ratio).toBe(ratio);
  });
});

describe('what a request wants of its videos', () => {
  const of = (words: string, videos: number, taskType: 'auto' | 'edit' | 'extend' = 'auto') =>
    purposeOf({
      text: words,
      taskType,
      references: Array.from({ length: videos }, () => ({
        kind: 'video',
        role: 'reference_video',
        url: '',
        param: '',
      })),
    });

  it.each([
    ['向后延长视频1，雨', 1, 'extend'],
    ['Extend Video 1 forward: rain', 1, 'extend'],
    ['向前延长视频1，雨', 1, 'precede'],
    ['Extend Video 1 backward: rain', 1, 'precede'],
    ['严格编辑视频1，将伞改为花', 1, 'edit'],
    ['Strictly edit Video 1: a red umbrella', 1, 'edit'],
    ['视频1，雨，接视频2，晴', 2, 'join'],
    ['Video 1, rain, then Video 2, sun', 2, 'join'],
    ['视频1，雨，接视频2，晴', 1, 'make'],
    ['参考视频1的运镜', 1, 'make'],
    ['向后延长视频1，雨', 0, 'make'],
  ])('%s with %i: %s', (words, videos, purpose) => {
    expect(of(words, videos)).toBe(purpose);
  });

  it('is said outright on models that have a field for it', () => {
    expect(of('雨', 1, 'edit')).toBe('edit');
    expect(of('雨', 1, 'extend')).toBe('extend');
    expect(of('向前延长视频1', 1, 'extend')).toBe('precede');
  });
});
