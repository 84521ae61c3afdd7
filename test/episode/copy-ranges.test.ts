import { expect, test } from 'vitest';
import { closedPoints, splitRange } from '../../src/episode/copy-ranges.ts';
import type { VideoPacket } from '../../src/ffmpeg/probe.ts';

/** `K0 p3 b1 b2`: keyframe shown first, then one shown fourth, … */
const packets = (text: string): readonly VideoPacket[] =>
  text.split(' ').map((word) => ({
    isKeyframe: word.startsWith('K'),
    rank: Number(word.slice(1)),
    bytes: 1,
  }));

/** Groups of 16: a keyframe, then threes of which the last is sent first. */
const group = (start: number): string =>
  [
    `K${start}`,
    ...Array.from({ length: 5 }, (_, three) => start + 1 + three * 3).flatMap((first) => [
      `p${first + 2}`,
      `b${first}`,
      `b${first + 1}`,
    ]),
  ].join(' ');
const clip = packets([group(0), group(16), group(32)].join(' '));

test('a copy may end where all that was sent is all that was shown', () => {
  expect(closedPoints(packets('K0 p3 b1 b2 p4'))).toEqual([0, 1, 4, 5]);
});

test('the whole clip is one copy', () => {
  expect(splitRange(clip, { from: 0, to: 48 })).toEqual([{ by: 'copy', from: 0, to: 48 }]);
});

test('a head is encoded up to the next keyframe, a tail from the last closed point', () => {
  expect(splitRange(clip, { from: 5, to: 42 })).toEqual([
    { by: 'encode', from: 5, to: 16 },
    { by: 'copy', from: 16, to: 42 },
  ]);
  expect(splitRange(clip, { from: 0, to: 44 })).toEqual([
    { by: 'copy', from: 0, to: 42 },
    { by: 'encode', from: 42, to: 44 },
  ]);
});

test('nothing is copied that would be too little', () => {
  expect(splitRange(clip, { from: 36, to: 48 })).toEqual([{ by: 'encode', from: 36, to: 48 }]);
  expect(splitRange(clip, { from: 14, to: 26 })).toEqual([{ by: 'encode', from: 14, to: 26 }]);
});

test('a keyframe that a later frame looks back across begins no copy', () => {
  const open = packets('K0 p1 p2 K5 b3 b4 p6 p7 p8 p9 p10 p11 p12 p13 p14 p15 p16 p17 p18');
  expect(splitRange(open, { from: 2, to: 19 })).toEqual([{ by: 'encode', from: 2, to: 19 }]);
});
