import { describe, expect, it } from 'vitest';
import { takeTextParameters } from '../../src/seedance/simulator/text-parameters.ts';
import { shot, startBench, text } from './support/simulator.ts';

describe('parameters in a prompt', () => {
  it.each([
    ['雨 --dur 10', '雨', { duration: 10 }],
    ['雨 --dur=10 --rs 720p', '雨', { duration: 10, resolution: '720p' }],
    ['rain --RATIO 9:16 falls', 'rain  falls', { ratio: '9:16' }],
    ['雨 -- dur 8', '雨', { duration: 8 }],
    ['雨 --seed -1 --wm true --cf false', '雨', { seed: -1, watermark: true }],
    ['雨 --dur soon', '雨', {}],
    ['雨 --fps 24', '雨', {}],
    ['--during the rain', '--during the rain', {}],
    ['a--dur 5', 'a--dur 5', {}],
    ['雨 --during', '雨 --during', {}],
  ])('%j', (sent, words, body) => {
    expect(takeTextParameters(sent)).toEqual({ text: words, body });
  });

  it('win over the body, which is why they must never be smuggled in', async () => {
    const { call, simulator } = await startBench({ concurrency: 0 });
    await call('POST', '', shot({ content: [text('雨 --dur 15 --rs 720p')], duration: 4 }));
    expect(simulator.tasks()[0]?.order).toMatchObject({
      duration: 15,
      resolution: '720p',
      text: '雨',
    });
  });

  it('are held to the limits of the model', async () => {
    const { call } = await startBench({ concurrency: 0 });
    const { status } = await call('POST', '', shot({ content: [text('雨 --dur 99')] }));
    expect(status).toBe(400);
  });
});
