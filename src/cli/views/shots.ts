import { shotOf } from '../../store/takes.ts';
import { counted } from './plural.ts';

/** `11 shots`, or `11 shots in 13 takes` where more than one is wanted of some. */
export function shotsAndTakes(tasks: readonly string[]): string {
  const shots = counted(new Set(tasks.map(shotOf)).size, 'shot');
  const takes = tasks.some((task) => shotOf(task) !== task);
  return takes ? `${shots} in ${counted(tasks.length, 'take')}` : shots;
}
