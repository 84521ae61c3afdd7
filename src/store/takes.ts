/** Takes by shot: `x`, `x#2`, `x#3` are tasks of one shot, and every kept attempt of them is a take. */
import type { Attempt } from './attempts.ts';

/** The shot of a task: its name without the number of the take. */
export function shotOf(task: string): string {
  const at = task.lastIndexOf('#');
  return at === -1 ? task : task.slice(0, at);
}

/** The number of a task among those of its shot: 1 for `x`, 3 for `x#3`. */
export function numberOf(task: string): number {
  const at = task.lastIndexOf('#');
  return at === -1 ? 1 : Number(task.slice(at + 1));
}

/** The task of the take with that number. */
export function taskOfTake(shot: string, number: number): string {
  return number === 1 ? shot : `${shot}#${number}`;
}

/** Attempts by shot, in the order of the intents. */
export function attemptsByShot(
  attempts: readonly Attempt[],
): ReadonlyMap<string, readonly Attempt[]> {
  const shots = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const shot = shotOf(attempt.intent.task);
    const known = shots.get(shot);
    if (known) known.push(attempt);
    else shots.set(shot, [attempt]);
  }
  return shots;
}
