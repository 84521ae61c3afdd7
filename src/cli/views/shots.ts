import { shotOf } from '../../store/takes.ts';
import { counted } from './plural.ts';

/** `11 shots`, or `11 shots in 13 takes` where more than one is wanted of some. */
export function shotsAndTakes(tasks: readonly string[]): string {
  const { size } = new Set(tasks.map(shotOf));
  const shots = counted(size, 'shot');
  return tasks.length > size ? `${shots} in ${counted(tasks.length, 'take')}` : shots;
}
