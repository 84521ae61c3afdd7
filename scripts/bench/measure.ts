/** Time taken, the way that says most about the code and least about the machine's other work. */

/**
 * Milliseconds of the best run of each work, after one that is not counted. They run by turns, so
 * that what else the machine does meets all alike; the best counts, because that only ever adds.
 */
export async function bestOfEachMs<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(works) as Name[];
  const best = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<Name, number>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      globalThis.gc?.();
      const start = performance.now();
      await works[name]();
      if (round > 0) best[name] = Math.min(best[name], performance.now() - start);
    }
  }
  return best;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
