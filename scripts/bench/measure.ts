/** Time taken, the way that says most about the code and least about the machine's other work. */

/** What one work took, in milliseconds. */
export interface Taken {
  /** Of the processor, in all threads: what other processes do meanwhile hardly counts. */
  readonly cpu: number;
  readonly wall: number;
  /** Of the processor, the first time: nothing is compiled and nothing is known. */
  readonly cold: number;
}

/**
 * The median of each work after a first run that is told apart as `cold`. They run by turns in one
 * process, so that what else the machine does meets all alike. No collection is forced between them:
 * it would throw away compiled code, and nothing would be warm.
 */
export async function takenByTurns<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, Taken>>> {
  const names = Object.keys(works) as Name[];
  const runs = new Map(names.map((name) => [name, [] as { cpu: number; wall: number }[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) runs.get(name)?.push(await runOnce(works[name]));
  }
  return Object.fromEntries(
    names.map((name) => {
      const [cold, ...warm] = runs.get(name) ?? [];
      const taken: Taken = {
        cpu: median(warm.map(({ cpu }) => cpu)),
        wall: median(warm.map(({ wall }) => wall)),
        cold: cold?.cpu ?? Number.NaN,
      };
      return [name, taken];
    }),
  ) as Record<Name, Taken>;
}

async function runOnce(work: () => unknown): Promise<{ cpu: number; wall: number }> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
