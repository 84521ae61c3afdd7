/**
 * What a request costs: tokens, and money from tokens. The estimate in a plan, the simulator's
 * `usage` and every budget ask here, so that what was promised and what is billed cannot part.
 *
 * The formula is the vendor's: tokens = (input video seconds + output frames / 24) × width × height
 * × 24 / 1024, with 24·d + 1 output frames for d seconds. The published check figure, 108,900 tokens
 * for 5 s at 720p 16:9, is 121 frames × 900 and a whole number: it proves the extra frame (120 frames
 * would be 108,000) and no rounding. Sizes that do not divide by 1024 leave a fraction, which is
 * rounded up here, once, at the end: a reserve may be a token too large and never one too small.
 * With video in, at least ceil(5·D / 3) seconds are billed for D seconds out: measured by a third
 * party, in agreement with the published table of prices.
 *
 * Everything is counted in integers. Money is counted in millionths of its unit.
 */
import {
  framesOfClip,
  framesPerSecond,
  models,
  secondsTolerance,
  type Currency,
  type FixedRatio,
  type ModelName,
  type Ratio,
  type Resolution,
} from './capabilities.ts';

/** Tokens as a whole number, money as a JSON number that is exact to a millionth. */
export interface Cost {
  readonly tokens: number;
  readonly cost: Readonly<Record<Currency, number>>;
}

/** `exact: false` marks an upper bound. */
export interface CostEstimate extends Cost {
  readonly exact: boolean;
}

/** How long one video is: by its frames at 24 a second where it is a clip of the service. */
export type VideoLength = { readonly frames: number } | { readonly seconds: number };

export interface Generation {
  readonly model: ModelName;
  readonly resolution: Resolution;
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly outputFrames: number;
  readonly inputVideos: readonly VideoLength[];
}

/** What a generation whose every figure is known is billed. */
export function costOf(generation: Generation): Cost {
  const tokens = tokensOf(generation);
  const price = models[generation.model].prices[generation.resolution];
  if (!price) {
    throw new Error(`${generation.model} has no price at ${generation.resolution}`);
  }
  const perMillion = generation.inputVideos.length > 0 ? price.withVideo : price.withoutVideo;
  return {
    tokens: Number(tokens),
    cost: { CNY: money(tokens, perMillion.CNY), USD: money(tokens, perMillion.USD) },
  };
}

/** A request before it is made: `auto`, `adaptive` and videos of unknown length are still open. */
export interface RequestShape {
  readonly model: ModelName;
  readonly resolution: Resolution;
  readonly ratio: Ratio;
  readonly duration: number | 'auto';
  /** One entry a video; `unknown` for one that is remote or whose header does not tell. */
  readonly inputVideos: readonly (VideoLength | 'unknown')[];
}

/** What a request will be billed, or at most: what is open is taken at its dearest. */
export function estimateRequest(request: RequestShape): CostEstimate {
  const { model, resolution, ratio, duration } = request;
  const [widthPixels, heightPixels] =
    ratio === 'adaptive' ? largestPixels(model, resolution) : pixelsOf(model, resolution, ratio);
  const seconds = duration === 'auto' ? models[model].seconds.max : duration;
  const known = request.inputVideos.filter((video) => video !== 'unknown');
  const unknown = request.inputVideos.length - known.length;
  return {
    ...costOf({
      model,
      resolution,
      widthPixels,
      heightPixels,
      outputFrames: framesOfClip(seconds),
      inputVideos: unknown === 0 ? known : [longestInput(model, known, unknown), ...known],
    }),
    exact: ratio !== 'adaptive' && duration !== 'auto' && unknown === 0,
  };
}

/** The sum of estimates, without the drift of adding decimal fractions. */
export function sumEstimates(estimates: readonly CostEstimate[]): CostEstimate {
  let tokens = 0;
  let cny = 0;
  let usd = 0;
  let exact = true;
  for (const estimate of estimates) {
    tokens += estimate.tokens;
    cny += toMillionths(estimate.cost.CNY);
    usd += toMillionths(estimate.cost.USD);
    exact &&= estimate.exact;
  }
  return { tokens, cost: { CNY: cny / 1e6, USD: usd / 1e6 }, exact };
}

/** An amount of money as whole millionths, from a JSON number that this module has made. */
function toMillionths(amount: number): number {
  return Math.round(amount * 1e6);
}

/** Decimal digits (`46`, `4.3`) as whole millionths; digits beyond the sixth are an error of ours. */
export function decimalToMillionths(digits: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(digits);
  if (!match) throw new Error(`${digits} is no decimal number with at most six places`);
  return BigInt(match[1] ?? '0') * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'));
}

/** The clip's size, where the table has one for the model. */
export function pixelsOf(
  model: ModelName,
  resolution: Resolution,
  ratio: FixedRatio,
): readonly [widthPixels: number, heightPixels: number] {
  const sizes = models[model].pixels[resolution];
  if (!sizes) throw new Error(`${model} does not make ${resolution}`);
  return sizes[ratio];
}

/** A frame and a microsecond are both whole numbers of these. */
const ticksPerFrame = 1_000_000;
const ticksPerMicrosecond = framesPerSecond;
const ticksPerSecond = ticksPerFrame * framesPerSecond;

function tokensOf(generation: Generation): bigint {
  let ticks = generation.outputFrames * ticksPerFrame;
  for (const video of generation.inputVideos) ticks += ticksOf(video);
  if (generation.inputVideos.length > 0) {
    const secondsOut = Math.floor(generation.outputFrames / framesPerSecond);
    ticks = Math.max(ticks, Math.ceil((5 * secondsOut) / 3) * ticksPerSecond);
  }
  const pixels = BigInt(generation.widthPixels * generation.heightPixels);
  // × 24 / 1024 a second is / 1024 a frame.
  return divideUp(BigInt(ticks) * pixels, 1024n * BigInt(ticksPerFrame));
}

function ticksOf(video: VideoLength): number {
  return 'frames' in video
    ? video.frames * ticksPerFrame
    : Math.round(video.seconds * 1e6) * ticksPerMicrosecond;
}

function money(tokens: bigint, perMillion: string): number {
  return Number(divideUp(tokens * decimalToMillionths(perMillion), 1_000_000n)) / 1e6;
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

function largestPixels(
  model: ModelName,
  resolution: Resolution,
): readonly [widthPixels: number, heightPixels: number] {
  const sizes = Object.values(models[model].pixels[resolution] ?? {});
  return sizes.reduce((most, size) => (size[0] * size[1] > most[0] * most[1] ? size : most));
}

/** The most that the unknown videos can be together: the service refuses more than its total. */
function longestInput(
  model: ModelName,
  known: readonly VideoLength[],
  unknown: number,
): VideoLength {
  const { clipSeconds, totalSeconds } = models[model].references;
  const knownSeconds = known.reduce((sum, video) => sum + ticksOf(video) / ticksPerSecond, 0);
  const each = clipSeconds.max + secondsTolerance;
  const together = totalSeconds + secondsTolerance - knownSeconds;
  return { seconds: Math.max(0, Math.min(unknown * each, together)) };
}
