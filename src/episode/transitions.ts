/** The cut's transitions, by the segment that they stand before. */
import type { PlanCutItem } from '../plan/plan.ts';
import type { Transition } from './timeline.ts';

export function transitionsOf(
  cut: readonly PlanCutItem[],
  framesPerSecond: number,
): readonly Transition[] {
  const transitions: Transition[] = [];
  let segments = 0;
  for (const item of cut) {
    if (item.kind === 'transition')
      transitions.push({
        before: segments,
        kind: item.transition,
        frames: Math.round(item.durationSeconds * framesPerSecond),
      });
    else segments += 1;
  }
  return transitions;
}
