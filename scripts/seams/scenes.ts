/**
 * Made-up scenes that a camera, an animator or a model might have seen: each kind is drawn anew for each
 * seed, with its own picture, paths, paces and grain.
 */
import { paintCanvas, sample, type Canvas } from './canvas.ts';
import { between, chanceOf, oneOf, wander } from './chance.ts';

/** Half of a real clip to each side, or as high as `SEAMS_HEIGHT` says. */
const height = Number(process.env['SEAMS_HEIGHT'] ?? 360);
export const sceneSize = { width: (height * 16) / 9, height } as const;

/** Scenes are written in places from 0 to 320 and 0 to 180, whatever the pixels. */
const pixelsPerUnit = sceneSize.width / 320;
/** The canvases are the same for every size. */
const canvasPerUnit = 2;

/** The frame at a time, in 24ths of a second, as planes of 4:2:0. */
export type Scene = (time: number) => Uint8Array;

/** What is before the camera at a time. */
interface Moment {
  /** Where the frame's upper left corner is on the canvas, and how much larger than painted things are. */
  readonly x: number;
  readonly y: number;
  readonly zoom?: number;
  /** Round things before the picture, the nearest last. */
  readonly actors?: readonly Actor[];
  /** 1: as painted. */
  readonly light?: number;
  /** How much brighter a lamp makes what is about it. */
  readonly lamp?: number;
  /** By how much leaves or waves shift what is seen. */
  readonly sway?: (x: number, y: number) => readonly [number, number];
  /** Another canvas: the scene was cut. */
  readonly elsewhere?: boolean;
}

interface Actor {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
  readonly shade: number;
}

type Kind = (seed: number) => (time: number) => Moment;

const kinds: Readonly<Record<string, Kind>> = {
  pan: (seed) => straight(seed, between(1, 4, seed, 11)),
  'slow pan': (seed) => straight(seed, between(0.15, 0.6, seed, 11)),
  handheld: (seed) => (time) => ({
    x: 300 + 60 * wander(time / 22, seed, 1) + 9 * wander(time / 6, seed, 2),
    y: 200 + 40 * wander(time / 25, seed, 3) + 7 * wander(time / 7, seed, 4),
  }),
  'held nearly still': (seed) => (time) => ({
    x: 300 + 1.5 * wander(time / 14, seed, 1),
    y: 200 + 1.5 * wander(time / 17, seed, 3),
  }),
  'to and fro': (seed) => {
    const period = between(14, 30, seed, 12);
    const [reach, drift] = [between(6, 30, seed, 13), between(0.2, 0.8, seed, 14)];
    return (time) => ({
      x: 300 + reach * Math.sin((2 * Math.PI * time) / period),
      y: 100 + drift * time,
    });
  },
  'push in': (seed) => {
    const pace = between(0.001, 0.004, seed, 12);
    return (time) => {
      const zoom = Math.exp(pace * time);
      return { x: 500 - 160 / zoom, y: 300 - 90 / zoom, zoom };
    };
  },
  'comes to rest': (seed) => {
    const [reach, slowing] = [between(60, 250, seed, 12), between(15, 30, seed, 13)];
    return (time) => ({ x: 500 - reach * Math.exp(-time / slowing), y: 200 });
  },
  'something small moves': (seed) => {
    const side = between(6, 14, seed, 12);
    const [right, down] = [between(-1.5, 1.5, seed, 13), between(0.02, 0.1, seed, 14)];
    const shade = between(0, 1, seed, 15) < 0.5 ? 235 : 20;
    return (time) => ({
      x: 300,
      y: 200,
      actors: [
        {
          x: wrapped(160 + right * time, 320),
          y: 90 + 60 * Math.sin(down * time),
          wide: side,
          high: side,
          shade,
        },
      ],
    });
  },
  'somebody talks': (seed) => (time) => {
    const [nod, lean] = [3 * wander(time / 13, seed, 1), 4 * wander(time / 19, seed, 2)];
    const mouth = 1 + 5 * Math.abs(wander(time / 3.5, seed, 3));
    const lids = chanceOf(seed, 4, Math.floor(time / 4)) < 0.1 ? 0.6 : 3;
    const [x, y] = [160 + lean, 90 + nod];
    return {
      x: 300,
      y: 200,
      actors: [
        { x, y, wide: 34, high: 46, shade: 190 },
        { x: x - 13, y: y - 10, wide: 5, high: lids, shade: 40 },
        { x: x + 13, y: y - 10, wide: 5, high: lids, shade: 40 },
        { x, y: y + 20, wide: 10, high: mouth, shade: 70 },
      ],
    };
  },
  'somebody walks': walk,
  'drawn on twos': (seed) => {
    const hold = oneOf([2, 2, 3], seed, 12);
    const moving = walk(seed);
    return (time) => {
      const moment = moving(Math.floor(time / hold) * hold);
      return { ...moment, x: 300 };
    };
  },
  'rain falls': (seed) => (time) => ({
    x: 300,
    y: 200,
    actors: range(70).map((drop) => {
      const pace = between(7, 14, seed, drop, 1);
      const fallen = time * pace + between(0, 220, seed, drop, 2);
      const column = between(0, 320, seed, drop, 3, Math.floor(fallen / 220));
      return { x: column, y: (fallen % 220) - 20, wide: 0.8, high: 7, shade: 215 };
    }),
  }),
  'leaves sway': (seed) => (time) => {
    const gusts = range(8).map((part) => 4 * wander(time / 15, seed, part, 1));
    const draughts = range(8).map((part) => 4 * wander(time / 12, seed, part, 2));
    return {
      x: 300,
      y: 200,
      sway: (x, y) => [
        2.5 * Math.sin(x * 0.05 + y * 0.08 + (gusts[Math.floor(x / 80)] ?? 0)),
        1.5 * Math.sin(x * 0.09 - y * 0.04 + (draughts[Math.floor(y / 60)] ?? 0)),
      ],
    };
  },
  'a lamp flickers': (seed) => (time) => ({
    x: 300,
    y: 200,
    lamp: 0.3 + 0.25 * wander(time / 9, seed, 1),
  }),
  night: (seed) => {
    const moving = walk(seed);
    return (time) => ({ ...moving(time), light: 0.14 });
  },
  'cut inside': (seed) => {
    const [early, late] = [straight(seed, between(0.5, 2, seed, 11)), straight(seed, 1)];
    const cutTime = Math.floor(between(75, 150, seed, 12));
    return (time) => (time < cutTime ? early(time) : { ...late(time), elsewhere: true });
  },
  'stands, then moves': (seed) => {
    const start = between(85, 150, seed, 12);
    return (time) => ({ x: 300 + 1.2 * Math.max(0, time - start), y: 200 });
  },
  'moves, then stands': (seed) => {
    const end = between(60, 135, seed, 12);
    return (time) => ({ x: 300 + 1.2 * Math.min(0, time - end), y: 200 });
  },
  'loop without end': (seed) => {
    const [period, reach] = [oneOf([12, 18, 24], seed, 12), between(5, 30, seed, 13)];
    return (time) => ({
      x: 300 + reach * Math.sin((2 * Math.PI * (time % period)) / period),
      y: 200,
    });
  },
  still: () => () => ({ x: 300, y: 200 }),
};

export const sceneKinds = Object.keys(kinds);

/** Each frame's own grain, in grey levels either way; a repetition repeats it. */
const grains = [0, 0, 4, 8] as const;

export type GrainChoice = 'as it comes' | 'without';

/** Throws RangeError for a kind that is not of `sceneKinds`. */
export function openScene(kind: string, seed: number, grained: GrainChoice): Scene {
  const here = paintCanvas(seed);
  let elsewhere: Canvas | undefined;
  const path = kinds[kind]?.(seed);
  if (!path) throw new RangeError(`no scene is called ${kind}`);
  const held = kind === 'drawn on twos' || kind === 'loop without end' || kind === 'still';
  const grain = held || grained === 'without' ? 0 : oneOf(grains, seed, 21);
  const drawn = new Map<number, Uint8Array>();
  return (time) => {
    const known = drawn.get(time);
    if (known) return known;
    const moment = path(time);
    const canvas = moment.elsewhere === true ? (elsewhere ??= paintCanvas(seed + 7_654_321)) : here;
    const frame = draw(canvas, moment, { grain, seed: Math.imul(seed, 131) + time });
    drawn.set(time, frame);
    return frame;
  };
}

function straight(seed: number, pace: number): (time: number) => Moment {
  const angle = between(0, 2 * Math.PI, seed, 9);
  return (time) => ({
    x: 350 + pace * Math.cos(angle) * (time - 75),
    y: 230 + pace * Math.sin(angle) * (time - 75),
  });
}

function walk(seed: number): (time: number) => Moment {
  const [period, pace] = [between(22, 30, seed, 12), between(0.5, 2, seed, 13)];
  return (time) => {
    const swing = Math.sin((2 * Math.PI * time) / period);
    const y = 70 + 2 * Math.abs(swing);
    return {
      x: 100 + pace * time,
      y: 200,
      actors: [
        { x: 160 + 20 * swing, y: y + 60, wide: 7, high: 24, shade: 50 },
        { x: 160 - 20 * swing, y: y + 60, wide: 7, high: 24, shade: 60 },
        { x: 160, y: y + 15, wide: 17, high: 32, shade: 80 },
        { x: 160, y: y - 25, wide: 11, high: 13, shade: 190 },
      ],
    };
  };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function wrapped(value: number, size: number): number {
  return ((value % size) + size) % size;
}

function draw(
  canvas: Canvas,
  { x, y, zoom = 1, actors = [], light = 1, lamp = 0, sway }: Moment,
  { grain, seed }: { readonly grain: number; readonly seed: number },
): Uint8Array {
  const { width, height } = sceneSize;
  const luma = new Float32Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const [u, v] = [column / pixelsPerUnit, row / pixelsPerUnit];
      const [right, down] = sway?.(u, v) ?? [0, 0];
      const seen = sample(
        canvas,
        (x + (u + right) / zoom) * canvasPerUnit,
        (y + (v + down) / zoom) * canvasPerUnit,
      );
      const lit =
        lamp === 0 ? 1 : 1 + lamp * Math.exp(-(((u - 90) / 60) ** 2 + ((v - 60) / 45) ** 2));
      luma[row * width + column] = seen * lit;
    }
  for (const actor of actors) drawActor(luma, actor);
  const planes = new Uint8Array((width * height * 3) / 2);
  for (let place = 0; place < luma.length; place += 1) {
    const speck = grain === 0 ? 0 : (2 * chanceOf(seed, place) - 1) * grain;
    planes[place] = clamp(16 + ((luma[place] ?? 0) * light + speck) * 0.86);
  }
  addColours(planes, luma, light);
  return planes;
}

/** Edges soften over a pixel, so that a thing may move by less than one. */
function drawActor(luma: Float32Array, { shade, ...actor }: Actor): void {
  const { width, height } = sceneSize;
  const [x, y] = [actor.x * pixelsPerUnit, actor.y * pixelsPerUnit];
  const [wide, high] = [actor.wide * pixelsPerUnit, actor.high * pixelsPerUnit];
  const edge = 1 / Math.min(wide, high);
  const top = Math.max(0, Math.floor(y - high - 1));
  const left = Math.max(0, Math.floor(x - wide - 1));
  for (let row = top; row <= Math.min(height - 1, y + high + 1); row += 1)
    for (let column = left; column <= Math.min(width - 1, x + wide + 1); column += 1) {
      const far = Math.hypot((column - x) / wide, (row - y) / high);
      const cover = Math.min(1, Math.max(0, (1 - far) / edge + 0.5));
      const place = row * width + column;
      luma[place] = (luma[place] ?? 0) * (1 - cover) + shade * cover;
    }
}

/** Colours that follow the brightness: enough for a shift of hue to have something to do. */
function addColours(planes: Uint8Array, luma: Float32Array, light: number): void {
  const { width, height } = sceneSize;
  const half = width / 2;
  for (let row = 0; row < height / 2; row += 1)
    for (let column = 0; column < half; column += 1) {
      const value = luma[row * 2 * width + column * 2] ?? 0;
      const place = width * height + row * half + column;
      planes[place] = 128 + 28 * light * Math.sin(value / 37);
      planes[place + (width * height) / 4] = 128 + 28 * light * Math.cos(value / 53);
    }
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
