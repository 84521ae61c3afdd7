/**
 * The places at the service: p-limit holds how many are taken, and whoever is most urgent when one
 * falls free gets it, however long the others have waited.
 */
import pLimit from 'p-limit';

export interface Slots {
  /**
   * Runs `work` in a place of its own; the greater `urgency` goes first, equals in order of asking. The
   * place is held until the work is done, or leaves it.
   */
  run<T>(urgency: number, work: (leave: Leave) => Promise<T>): Promise<T>;
}

/**
 * Gives the place back before the work is done, unless all that wait are less urgent than what will ask
 * once it is done: that comes in a moment, and would wait for a whole task.
 */
export type Leave = (comingUrgency: number) => void;

interface Waiting {
  readonly urgency: number;
  start(): Promise<void>;
}

export function openSlots(concurrency: number): Slots {
  const limit = pLimit(concurrency);
  /** Least urgent first, so that the next one is popped. */
  const waiting: Waiting[] = [];
  return {
    run<T>(urgency: number, work: (leave: Leave) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const start = async (): Promise<void> => {
          await new Promise<void>((free) => {
            const leave: Leave = (comingUrgency) => {
              if ((waiting.at(-1)?.urgency ?? -Infinity) >= comingUrgency) free();
            };
            void work(leave).then(resolve, reject).then(free);
          });
          // What was waiting for this work may be the most urgent now: it asks before the place is free.
          await new Promise(setImmediate);
        };
        waiting.splice(placeFor(urgency, waiting), 0, { urgency, start });
        void limit(() => waiting.pop()?.start());
      });
    },
  };
}

/** Behind every one that is less urgent, before those that are as urgent and came earlier. */
function placeFor(urgency: number, waiting: readonly Waiting[]): number {
  let low = 0;
  let high = waiting.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((waiting[middle]?.urgency ?? 0) < urgency) low = middle + 1;
    else high = middle;
  }
  return low;
}
