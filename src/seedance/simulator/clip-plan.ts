/**
 * What a clip is made of: stretches of new pictures and stretches of its source videos, in order, frame
 * by frame. Pure, and seeded where the service leaves it open, so that the cutting room can be tried
 * on every length of tail.
 */
import { framesOfClip, framesPerSecond, models, type FixedRatio } from '../capabilities.ts';
import { pixelsOf } from '../price.ts';
import type { Order, Role } from './order.ts';
import { purposeOf, type Purpose } from './purpose.ts';
import { chance, wholeChance, type Seed } from './random.ts';
import type { HeldReference } from './references.ts';

export type Stretch =
  | {
      readonly kind: 'new';
      readonly frames: number;
      /** Places among the references of pictures that it begins and ends with. */
      readonly opening?: number;
      readonly closing?: number;
    }
  | {
      readonly kind: 'source';
      /** Place among the references. */
      readonly reference: number;
      readonly fromFrame: number;
      readonly frames: number;
      /** Marked ones carry the words and the counter: an edit. */
      readonly marked: boolean;
    };

export interface ClipPlan {
  readonly purpose: Purpose;
  readonly ratio: FixedRatio;
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly frames: number;
  readonly stretches: readonly Stretch[];
  /** null: no sound. */
  readonly sound: { readonly seconds: number; readonly sampleRate: number } | null;
}

export function planClip(order: Order, references: readonly HeldReference[], seed: Seed): ClipPlan {
  const purpose = purposeOf(order);
  const ratio = order.ratio === 'adaptive' ? nearestRatio(order, references) : order.ratio;
  const [widthPixels, heightPixels] = pixelsOf(order.model, order.resolution, ratio);
  const videos = references.flatMap((reference, place) =>
    reference.kind === 'video' ? [{ place, frames: framesAt24(reference) }] : [],
  );
  const frames = framesOfClip(secondsOf(order, purpose, videos[0]?.frames, seed));
  return {
    purpose,
    ratio,
    widthPixels,
    heightPixels,
    frames,
    stretches: stretchesOf({ order, purpose, references, videos, frames, seed }),
    sound: order.generateAudio
      ? {
          // The length of real clips' sound is near that of their pictures, not the same.
          seconds: frames / framesPerSecond + (chance(seed, 'sound') - 0.4) * 0.08,
          sampleRate: chance(seed, 'rate') < 0.5 ? 44_100 : 48_000,
        }
      : null,
  };
}

/** Frames of a video once it is brought to 24 a second. */
export function framesAt24({ facts }: HeldReference): number {
  const seconds = facts.kind === 'image' ? undefined : facts.seconds;
  return Math.max(1, Math.round((seconds ?? 2) * framesPerSecond));
}

interface SourceVideo {
  readonly place: number;
  readonly frames: number;
}

interface Making {
  readonly order: Order;
  readonly purpose: Purpose;
  readonly references: readonly HeldReference[];
  readonly videos: readonly SourceVideo[];
  readonly frames: number;
  readonly seed: Seed;
}

function stretchesOf(making: Making): readonly Stretch[] {
  const { order, purpose, references, videos, frames, seed } = making;
  const first = videos[0];
  if (purpose === 'make' || first === undefined) {
    // No ffmpeg that we may meet decodes heic: such a clip shows new pictures from its first frame.
    const frameAt = (role: Role): number =>
      references.findIndex((one) => one.role === role && one.facts.format !== 'heic');
    const opening = frameAt('first_frame');
    const closing = frameAt('last_frame');
    return [
      {
        kind: 'new',
        frames,
        ...(opening < 0 ? {} : { opening }),
        ...(closing < 0 ? {} : { closing }),
      },
    ];
  }
  if (purpose === 'join') return joinOf(making);
  const source = { kind: 'source', reference: first.place } as const;
  if (purpose === 'edit') {
    const kept = Math.min(frames, first.frames);
    const held: Stretch = { ...source, fromFrame: 0, frames: kept, marked: true };
    return kept < frames ? [held, { kind: 'new', frames: frames - kept }] : [held];
  }
  // 2.5 is reported to give the new part alone.
  const repeated = models[order.model].namesTaskType
    ? 0
    : Math.min(wholeChance(6, 40, seed, 'tail'), first.frames, frames - framesPerSecond);
  const fresh: Stretch = { kind: 'new', frames: frames - repeated };
  if (repeated === 0) return [fresh];
  return purpose === 'extend'
    ? [{ ...source, fromFrame: first.frames - repeated, frames: repeated, marked: false }, fresh]
    : [fresh, { ...source, fromFrame: 0, frames: repeated, marked: false }];
}

/** The end of the first, the beginning of the last, those between from their beginning; new pictures at each joint. */
function joinOf({ videos, frames, seed }: Making): readonly Stretch[] {
  const joints = videos.length - 1;
  const wanted = Math.round((frames / joints) * 0.2) + wholeChance(-3, 3, seed, 'joint');
  const share = Math.floor((frames - wanted * joints) / videos.length);
  const kept = videos.map((video) => Math.min(share, video.frames));
  let left = frames - kept.reduce((sum, one) => sum + one, 0);
  return videos.flatMap((video, nth): readonly Stretch[] => {
    const length = kept[nth] ?? 0;
    const fromFrame = nth === 0 ? video.frames - length : 0;
    const source: Stretch = {
      kind: 'source',
      reference: video.place,
      fromFrame,
      frames: length,
      marked: false,
    };
    if (nth === joints) return [source];
    const joint = Math.floor(left / (joints - nth));
    left -= joint;
    return [source, { kind: 'new', frames: joint }];
  });
}

function secondsOf(
  order: Order,
  purpose: Purpose,
  sourceFrames: number | undefined,
  seed: Seed,
): number {
  if (order.duration !== -1) return order.duration;
  const { min, max } = models[order.model].seconds;
  const free = wholeChance(min, Math.min(8, max), seed, 'seconds');
  const wanted =
    purpose === 'edit' && sourceFrames !== undefined
      ? Math.floor(sourceFrames / framesPerSecond)
      : free;
  return Math.min(max, Math.max(min, wanted));
}

/** `adaptive`: the table's ratio nearest to the first image, else the first video, else 16:9. */
function nearestRatio(order: Order, references: readonly HeldReference[]): FixedRatio {
  const shown =
    references.find(({ kind }) => kind === 'image') ??
    references.find(({ kind }) => kind === 'video');
  const facts = shown?.facts;
  if (facts === undefined || facts.kind === 'audio') return '16:9';
  const { width, height } = facts;
  if (width === undefined || height === undefined) return '16:9';
  const sizes = fixedRatios.map((ratio) => ({
    ratio,
    off: offBy(pixelsOf(order.model, order.resolution, ratio), width / height),
  }));
  return sizes.reduce((best, one) => (one.off < best.off ? one : best)).ratio;
}

const fixedRatios = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9'] as const;

function offBy([width, height]: readonly [number, number], aspect: number): number {
  return Math.abs(Math.log(width / height / aspect));
}
