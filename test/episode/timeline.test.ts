import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildTimeline,
  pieceFrames,
  type Segment,
  type Transition,
} from '../../src/episode/timeline.ts';

const segment = (source: number, frames: number, from = 0): Segment => ({
  cutIndex: source,
  source,
  from,
  to: from + frames,
});

const shown = (segments: readonly Segment[], transitions: readonly Transition[]): string => {
  const timeline = buildTimeline(segments, transitions);
  const { pieces, firstFrames, frames, warnings } = timeline;
  const lines = pieces.map((piece) => {
    const span = ({
      segment: number,
      from,
      to,
    }: {
      segment: number;
      from: number;
      to: number;
    }): string => `${number}[${from}..${to})`;
    switch (piece.kind) {
      case 'run':
        return `run ${span(piece.range)}`;
      case 'fade':
        return `fade ${piece.direction} ${piece.color} ${span(piece.range)}`;
      case 'blend':
        return `${piece.transition} ${span(piece.first)} ${span(piece.second)}`;
    }
  });
  const placed = timeline.transitions.map(
    (one) => `${one.kind} at ${one.firstFrame}+${one.frames}`,
  );
  return [
    ...lines,
    `starts ${firstFrames.join(' ')}, ${frames} frames; ${placed.join(', ')}`,
    ...warnings,
  ].join('\n');
};

test('a dissolve overlaps both of its sides', () => {
  expect(
    shown([segment(0, 100), segment(1, 80, 10)], [{ before: 1, kind: 'dissolve', frames: 12 }]),
  ).toMatchInlineSnapshot(`
    "run 0[0..88)
    dissolve 0[88..100) 1[10..22)
    run 1[22..90)
    starts 0 88, 168 frames; dissolve at 88+12"
  `);
});

test('a fade takes half from each side, and all from the only one', () => {
  expect(
    shown(
      [segment(0, 48), segment(1, 48)],
      [
        { before: 0, kind: 'fade-black', frames: 12 },
        { before: 1, kind: 'fade-white', frames: 13 },
        { before: 2, kind: 'fade-black', frames: 24 },
      ],
    ),
  ).toMatchInlineSnapshot(`
    "fade in black 0[0..12)
    run 0[12..42)
    fade out white 0[42..48)
    fade in white 1[0..7)
    run 1[7..24)
    fade out black 1[24..48)
    starts 0 48, 96 frames; fade-black at 0+12, fade-white at 42+13, fade-black at 72+24"
  `);
});

test('says what it could not do as asked', () => {
  expect(
    shown(
      [segment(0, 48), segment(1, 10)],
      [
        { before: 0, kind: 'dissolve', frames: 12 },
        { before: 1, kind: 'wipe-up', frames: 12 },
      ],
    ),
  ).toMatchInlineSnapshot(`
    "run 0[0..43)
    wipe-up 0[43..48) 1[0..5)
    run 1[5..10)
    starts 0 43, 53 frames; wipe-up at 43+5
    A dissolve stands at the film's start, where it joins nothing.
    The wipe-up before item 2 of the film lasts 5 frames, not 12: its neighbours are too short."
  `);
});

test('every frame of every segment is in the film once, in order', () => {
  const kinds = ['dissolve', 'fade-black', 'wipe-left', 'slide-up', 'cut'] as const;
  const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      lengths,
      fc.array(fc.tuple(fc.nat(8), fc.constantFrom(...kinds), fc.integer({ min: 1, max: 40 }))),
      (frames, wanted) => {
        const segments = frames.map((count, index) => segment(index, count));
        const transitions = [...new Map(wanted.map((entry) => [entry[0], entry])).values()]
          .filter(([before]) => before <= segments.length)
          .map(([before, kind, length]) => ({ before, kind, frames: length }));
        const timeline = buildTimeline(segments, transitions);
        const spans = timeline.pieces.flatMap((piece) =>
          piece.kind === 'blend' ? [piece.first, piece.second] : [piece.range],
        );
        segments.forEach(({ from, to }, index) => {
          const own = spans.filter((span) => span.segment === index);
          expect(own.flatMap((span) => range(span.from, span.to))).toEqual(range(from, to));
        });
        expect(timeline.pieces.reduce((sum, piece) => sum + pieceFrames(piece), 0)).toBe(
          timeline.frames,
        );
      },
    ),
  );
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
