/**
 * The documented limits on what lies behind a reference: format, size, shape and length, of one and of
 * all together.
 */
import type { MediumFacts } from '../../media/facts.ts';
import { mediumLimits, models, secondsTolerance, type ModelName } from '../capabilities.ts';
import { invalid } from './refusal.ts';

/** @throws Refusal that names `param` */
export function checkLimits(facts: MediumFacts, param: string, model: ModelName): void {
  const check = (holds: boolean, why: string): void => {
    if (!holds) throw invalid(param, why);
  };
  const { clipSeconds } = models[model].references;
  const checkSeconds = (seconds: number | undefined): void => {
    if (seconds === undefined) return;
    check(
      seconds >= clipSeconds.min && seconds <= clipSeconds.max + secondsTolerance,
      `it lasts ${seconds.toFixed(2)} s, not from ${clipSeconds.min} to ${clipSeconds.max}`,
    );
  };
  const checkSides = (
    { width, height }: { readonly width?: number; readonly height?: number },
    { min, max }: { readonly min: number; readonly max: number },
  ): void => {
    if (width === undefined || height === undefined) return;
    const fits = Math.min(width, height) >= min && Math.max(width, height) <= max;
    check(fits, `it is ${width}x${height}, its sides must be from ${min} to ${max} pixels`);
  };

  if (facts.kind === 'audio') {
    check(facts.bytes <= mediumLimits.audio.bytesMax, 'it is larger than 15 MB');
    checkSeconds(facts.seconds);
    return;
  }
  const { width, height } = facts;
  if (facts.kind === 'image') {
    const limits = mediumLimits.image;
    check(facts.bytes < limits.bytesBelow, 'it is not smaller than 30 MB');
    checkSides(facts, limits.sidePixels);
    if (width === undefined || height === undefined) return;
    const aspect = width / height;
    check(
      aspect >= limits.aspect.min && aspect <= limits.aspect.max,
      `its width over its height is ${aspect.toFixed(3)}, not from 0.4 to 2.5`,
    );
    return;
  }
  const limits = mediumLimits.video;
  check(facts.bytes <= limits.bytesMax, 'it is larger than 200 MB');
  check(
    facts.codec === undefined || limits.codecs.some((codec) => codec === facts.codec),
    `its codec is ${facts.codec}, neither h264 nor h265`,
  );
  const rate = facts.framesPerSecond;
  check(
    rate === undefined ||
      (rate >= limits.framesPerSecond.min - 0.05 && rate <= limits.framesPerSecond.max + 0.05),
    `it has ${rate?.toFixed(2)} frames a second, not from 24 to 60`,
  );
  checkSides(facts, limits.sidePixels);
  if (width !== undefined && height !== undefined) {
    const pixels = width * height;
    check(
      pixels >= limits.pixels.min && pixels <= limits.pixels.max,
      `it has ${pixels} pixels, not from ${limits.pixels.min} to ${limits.pixels.max}`,
    );
  }
  checkSeconds(facts.seconds);
}

/** @throws Refusal */
export function checkTotals(all: readonly MediumFacts[], model: ModelName): void {
  const most = models[model].references.totalSeconds;
  for (const kind of ['video', 'audio'] as const) {
    let total = 0;
    for (const facts of all) {
      if (facts.kind === kind) total += facts.seconds ?? 0;
    }
    if (total > most + secondsTolerance) {
      throw invalid('content', `the ${kind}s last ${total.toFixed(2)} s together, at most ${most}`);
    }
  }
}
