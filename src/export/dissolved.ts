/**
 * A fade as formats tell it that know overlaps alone: the clip dissolves into a picture of the fade's
 * colour, and that into the next clip. Each side then plays frames that its file has.
 */
import type { Sequence, SequenceEvent, SequenceTransition } from './sequence.ts';

/** The same film, its fades told as dissolves from and to events of black or white. */
export function dissolved(sequence: Sequence): Sequence {
  const events: SequenceEvent[] = [];
  const transitions: SequenceTransition[] = [];
  for (let index = 0; index <= sequence.events.length; index++) {
    const over = sequence.transitions.find(({ before }) => before === index);
    if (over?.way === 'overlap') transitions.push({ ...over, before: events.length });
    if (over?.way === 'fade') {
      const { framesBefore, framesAfter } = over;
      if (framesBefore > 0) transitions.push(overlap(over, events.length, framesBefore));
      events.push(coloured(over, index, sequence));
      if (framesAfter > 0) transitions.push(overlap(over, events.length, framesAfter));
    }
    const event = sequence.events[index];
    if (event) events.push(event);
  }
  return { ...sequence, events, transitions };
}

function overlap({ kind }: SequenceTransition, before: number, frames: number): SequenceTransition {
  const framesBefore = Math.floor(frames / 2);
  return { before, kind, way: 'overlap', framesBefore, framesAfter: frames - framesBefore };
}

function coloured(
  { kind, framesBefore, framesAfter }: SequenceTransition,
  index: number,
  { events, frames }: Sequence,
): SequenceEvent {
  const next = events[index];
  const color = kind === 'fade-white' ? 'white' : 'black';
  return {
    name: color,
    scene: (next ?? events[index - 1])?.scene ?? '',
    heading: null,
    media: { kind: color },
    firstFrame: (next?.firstFrame ?? frames) - framesBefore,
    from: 0,
    to: framesBefore + framesAfter,
  };
}
