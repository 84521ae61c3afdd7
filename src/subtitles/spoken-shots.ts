/** The shots of a film that speak, from where everything stands in it. */
import type { Plan } from '../plan/plan.ts';
import type { SpokenShot } from './place-lines.ts';
import type { SpeechSpan } from './speech-spans.ts';

/** An item of the cut as it was placed in the film. */
export interface PlacedItem {
  readonly cutIndex: number;
  readonly firstFrame: number;
  readonly sourceFrom: number;
  readonly sourceTo: number;
  /** Of the whole clip; absent: as many as were asked for. */
  readonly clipFrames?: number;
}

/** @param speech where somebody speaks in a shot's clip, by shot */
export function spokenShots(
  plan: Pick<Plan, 'cut' | 'tasks' | 'film'>,
  placed: readonly PlacedItem[],
  speech: ReadonlyMap<string, readonly SpeechSpan[]>,
): readonly SpokenShot[] {
  return placed.flatMap((one): readonly SpokenShot[] => {
    const { cutIndex, firstFrame, sourceFrom, sourceTo } = one;
    const item = plan.cut[cutIndex];
    if (item?.kind !== 'clip') return [];
    const task = plan.tasks.find(({ id }) => id === item.task);
    if (!task || task.dialogue.length === 0) return [];
    const askedFrames = task.request.duration * plan.film.fps;
    return [
      {
        shot: item.task,
        lines: task.dialogue,
        firstFrame,
        from: sourceFrom,
        to: sourceTo,
        clipFrames: one.clipFrames ?? Math.max(sourceTo, askedFrames),
        trimmed: item.trim !== undefined,
        speech: speech.get(item.task),
      },
    ];
  });
}
