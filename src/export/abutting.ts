/**
 * Events as most formats want them: each ends where the next begins, and a transition stands over the
 * edit point, drawing on frames beyond it. The edit point of an overlap is in its middle.
 */
import type { Sequence, SequenceEvent, SequenceTransition } from './sequence.ts';

export interface AbuttingEvent {
  readonly event: SequenceEvent;
  /** Of the film. */
  readonly recordIn: number;
  readonly recordOut: number;
  /** Of the source. */
  readonly sourceIn: number;
  readonly sourceOut: number;
  /** The transition that stands before the event. */
  readonly transition: SequenceTransition | undefined;
}

export function abutting({ events, transitions }: Sequence): readonly AbuttingEvent[] {
  const over = (before: number): SequenceTransition | undefined =>
    transitions.find((transition) => transition.before === before);
  return events.map((event, index) => {
    const before = over(index);
    const after = over(index + 1);
    const cutIn = before?.way === 'overlap' ? before.framesBefore : 0;
    const cutOff = after?.way === 'overlap' ? after.framesAfter : 0;
    const sourceIn = event.from + cutIn;
    const sourceOut = event.to - cutOff;
    const recordIn = event.firstFrame + cutIn;
    return {
      event,
      recordIn,
      recordOut: recordIn + sourceOut - sourceIn,
      sourceIn,
      sourceOut,
      transition: before,
    };
  });
}
