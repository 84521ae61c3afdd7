/** Chance that comes out the same on every run, from whole numbers alone. */

/** From 0 up to 1; it belongs to the numbers given, in their order. */
export function chanceOf(...numbers: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const number of numbers) {
    state = Math.imul(state ^ (number | 0), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return (state >>> 0) / 2 ** 32;
}

export function between(least: number, most: number, ...numbers: readonly number[]): number {
  return least + (most - least) * chanceOf(...numbers);
}

export function oneOf<T>(list: readonly T[], ...numbers: readonly number[]): T {
  const one = list[Math.floor(chanceOf(...numbers) * list.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}

/** From -1 to 1, wandering smoothly with `time`, a new direction about each whole number. */
export function wander(time: number, ...numbers: readonly number[]): number {
  const whole = Math.floor(time);
  const part = time - whole;
  const ease = part * part * (3 - 2 * part);
  const at = (place: number): number => 2 * chanceOf(...numbers, place) - 1;
  return at(whole) * (1 - ease) + at(whole + 1) * ease;
}
