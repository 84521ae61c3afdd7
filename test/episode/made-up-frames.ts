/** Thumbnails drawn by program: a clip whose frame at any time is known. */
import { frameSize, thumbnailSize, type Thumbnails } from '../../src/episode/seams/likeness.ts';

export type Motion =
  | 'pan'
  | 'slow'
  | 'periodic'
  | 'turning'
  | 'still'
  /** Stands, in a light that wavers. */
  | 'wavering'
  /** Pans slowly, and a counter in it shows something else at every moment. */
  | 'counting'
  /** Pans slowly, and is another picture from 61 on. */
  | 'cut';

export interface Look {
  readonly seed: number;
  readonly motion: Motion;
}

/** What coding and a shift of colour do to a clip. */
export interface Wear {
  readonly gain: number;
  readonly offset: number;
  /** Grey levels either way that coding adds. */
  readonly noise: number;
  readonly seed: number;
}

/** Grey levels either way: each moment of a scene has its own grain, which a repetition shares. */
const grain = 1;

export const pristine: Wear = { gain: 1, offset: 0, noise: 0, seed: 1 };

/** Frames `from` to before `to` of the look's endless scene. */
export function frames(look: Look, from: number, to: number, wear: Wear = pristine): Thumbnails {
  const levels = new Uint16Array((to - from) * frameSize);
  const random = generator(wear.seed);
  for (let time = from; time < to; time += 1) {
    const grainOf = generator(look.seed * 7919 + time * 31 + 17);
    for (let place = 0; place < frameSize; place += 1) {
      const value = brightness(
        look,
        time,
        place % thumbnailSize.width,
        Math.floor(place / thumbnailSize.width),
      );
      const worn =
        value * wear.gain +
        wear.offset +
        (grainOf() * 2 - 1) * grain +
        (random() * 2 - 1) * wear.noise;
      levels[(time - from) * frameSize + place] =
        256 * Math.max(0, Math.min(255, Math.round(worn)));
    }
  }
  return { levels, frames: to - from };
}

/** Clips after each other. */
export function joined(...clips: readonly Thumbnails[]): Thumbnails {
  return {
    levels: Uint16Array.from(clips.flatMap(({ levels }) => [...levels])),
    frames: clips.reduce((sum, clip) => sum + clip.frames, 0),
  };
}

function brightness({ seed, motion }: Look, time: number, x: number, y: number): number {
  const shift = {
    pan: time * 0.9,
    slow: time * 0.12,
    periodic: 9 * Math.sin((time * Math.PI) / 9),
    // To one side until 57.5, then to the other.
    turning: 1.5 * Math.cos(((time - 57.5) * Math.PI) / 7),
    still: 0,
    wavering: 0,
    counting: time * 0.3,
    cut: time < 61 ? time * 0.12 : 900 + time * 0.12,
  }[motion];
  if (motion === 'counting' && x < 16 && y >= 14 && y < 22)
    return generator(time * 97 + (x >> 2) * 13 + (y >> 2) + 1)() < 0.5 ? 30 : 220;
  const lit = motion === 'wavering' ? 15 * Math.sin(time / 5) + 9 * Math.sin(time / 3.1 + seed) : 0;
  const sunk = motion === 'turning' ? 0.12 * time : 0;
  const a = 0.13 + (seed % 7) * 0.02;
  const b = 0.21 + (seed % 5) * 0.03;
  return (
    120 +
    lit +
    45 * Math.sin((x + shift) * a + seed) +
    35 * Math.sin((y + sunk) * b + (x + shift) * 0.07 + seed * 2) +
    20 * Math.sin(x * 0.4 + (y + sunk) * 0.3 + seed)
  );
}

function generator(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
