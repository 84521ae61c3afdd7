/** Time taken, the way that says most about the code and least about the machine's other work. */

/**
 * Milliseconds of the best of several runs, after one that is not counted. The best, because what
 * a machine does beside only ever adds.
 */
export async function bestMs(runs: number, work: () => unknown): Promise<number> {
  await work();
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    globalThis.gc?.();
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
