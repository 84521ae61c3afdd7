import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framesOfClip, models } from '../../src/seedance/capabilities.ts';
import {
  costOf,
  decimalToMillionths,
  estimateRequest,
  sumEstimates,
  type RequestShape,
} from '../../src/seedance/price.ts';

const fiveSeconds: RequestShape = {
  model: 'seedance-2.0',
  resolution: '720p',
  ratio: '16:9',
  duration: 5,
  inputVideos: [],
};

describe('tokens', () => {
  test('the published check figure: 5 s at 720p 16:9 without video are 108,900', () => {
    expect(estimateRequest(fiveSeconds)).toEqual({
      tokens: 108_900,
      cost: { CNY: 5.0094, USD: 0.7623 },
      exact: true,
    });
  });

  test('a fraction of a token is rounded up, once: 121 frames of 864×496 are 50,638.5', () => {
    expect(estimateRequest({ ...fiveSeconds, resolution: '480p' }).tokens).toBe(50_639);
  });

  test('a clip that goes in counts all its frames, at the price with video', () => {
    const clip = { frames: framesOfClip(5) };
    const { tokens, cost } = estimateRequest({ ...fiveSeconds, inputVideos: [clip] });
    expect(tokens).toBe(242 * 900);
    expect(cost).toEqual({ CNY: 6.0984, USD: 0.93654 });
  });

  test('with video in, at least ceil(5·D/3) seconds are billed', () => {
    // 2 s in and 5 s out are 7.04 s; the floor for 5 s is 9 s of 24 frames.
    const { tokens } = estimateRequest({ ...fiveSeconds, inputVideos: [{ seconds: 2 }] });
    expect(tokens).toBe(9 * 24 * 900);
  });

  test('the floor ends where the true seconds pass it', () => {
    const { tokens } = estimateRequest({ ...fiveSeconds, inputVideos: [{ seconds: 4 }] });
    expect(tokens).toBe((4 * 24 + 121) * 900);
  });

  test('what a simulator bills for a finished clip is what was estimated', () => {
    const billed = costOf({
      model: 'seedance-2.0',
      resolution: '720p',
      widthPixels: 1280,
      heightPixels: 720,
      outputFrames: 121,
      inputVideos: [],
    });
    const { exact: _exact, ...estimated } = estimateRequest(fiveSeconds);
    expect(billed).toEqual(estimated);
  });
});

describe('upper bounds', () => {
  test('adaptive takes the largest pixel count of the resolution', () => {
    const { tokens, exact } = estimateRequest({ ...fiveSeconds, ratio: 'adaptive' });
    // 834×1112 has more pixels than any other size at 720p.
    expect(tokens).toBe(Math.ceil((121 * 834 * 1112) / 1024));
    expect(exact).toBe(false);
  });

  test('a duration that the model decides takes its longest', () => {
    const { tokens, exact } = estimateRequest({ ...fiveSeconds, duration: 'auto' });
    expect(tokens).toBe(framesOfClip(15) * 900);
    expect(exact).toBe(false);
  });

  test('a video of unknown length takes what the service lets through', () => {
    const { tokens, exact } = estimateRequest({ ...fiveSeconds, inputVideos: ['unknown'] });
    expect(tokens).toBe(Math.ceil((15.2 * 24 + 121) * 900));
    expect(exact).toBe(false);
  });

  test('beside a known video the unknown one takes what is left of the total', () => {
    const inputVideos = [{ seconds: 10 }, 'unknown', 'unknown'] as const;
    const { tokens } = estimateRequest({ ...fiveSeconds, inputVideos });
    expect(tokens).toBe(Math.ceil((15.2 * 24 + 121) * 900));
  });
});

test('a sum of many estimates does not drift', () => {
  const one = estimateRequest({ ...fiveSeconds, resolution: '480p' });
  const sum = sumEstimates(Array.from({ length: 10_000 }, () => one));
  expect(sum).toEqual({
    tokens: 506_390_000,
    cost: { CNY: 23_293.94, USD: 3_544.73 },
    exact: true,
  });
});

test('no order of a sum changes it', () => {
  const shape = fc.record({
    duration: fc.integer({ min: 4, max: 15 }),
    ratio: fc.constantFrom('16:9', '9:16', '21:9', '1:1', 'adaptive'),
    inputVideos: fc.array(fc.record({ seconds: fc.double({ min: 2, max: 5, noNaN: true }) }), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(fc.array(shape, { maxLength: 40 }), (shapes) => {
      const estimates = shapes.map((each) => estimateRequest({ ...fiveSeconds, ...each }));
      const forward = sumEstimates(estimates);
      expect(sumEstimates([...estimates].reverse())).toEqual(forward);
      expect(sumEstimates(estimates.map((each) => sumEstimates([each])))).toEqual(forward);
    }),
  );
});

test('more seconds, in or out, never cost less', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: 14 }),
      fc.double({ min: 2, max: 14, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (duration, seconds, more) => {
        const cost = (out: number, input: number): number =>
          estimateRequest({ ...fiveSeconds, duration: out, inputVideos: [{ seconds: input }] }).cost
            .CNY;
        expect(cost(duration + 1, seconds)).toBeGreaterThanOrEqual(cost(duration, seconds));
        expect(cost(duration, seconds + more)).toBeGreaterThanOrEqual(cost(duration, seconds));
      },
    ),
  );
});

test('an upper bound is not below any length that the unknown video may have', () => {
  fc.assert(
    fc.property(fc.double({ min: 2, max: 15.2, noNaN: true }), (seconds) => {
      const atMost = estimateRequest({ ...fiveSeconds, inputVideos: ['unknown'] });
      const truly = estimateRequest({ ...fiveSeconds, inputVideos: [{ seconds }] });
      expect(atMost.tokens).toBeGreaterThanOrEqual(truly.tokens);
    }),
  );
});

test('every model has pixels and a price wherever it offers a resolution', () => {
  for (const [name, model] of Object.entries(models)) {
    for (const resolution of model.resolutions) {
      expect(model.prices[resolution], `${name} ${resolution}`).toBeDefined();
      expect(model.pixels[resolution], `${name} ${resolution}`).toBeDefined();
    }
  }
});

test('decimal digits are money without a float between', () => {
  expect(decimalToMillionths('46')).toBe(46_000_000n);
  expect(decimalToMillionths('4.3')).toBe(4_300_000n);
  expect(() => decimalToMillionths('4.3000001')).toThrow();
  expect(() => decimalToMillionths('-1')).toThrow();
});
