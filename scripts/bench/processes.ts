/** CPU and memory of this process and its children, as Linux tells them; elsewhere nobody does. */
import { readFileSync, readdirSync } from 'node:fs';

export interface Used {
  /** Of this process and of children that have ended. */
  readonly cpuSeconds: number;
  /** The most that all held at one moment, sampled. */
  readonly peakMegabytes: number;
}

const sampleMs = 50;
/** Linux counts CPU time in hundredths of a second, whatever its own clock does. */
const ticksPerSecond = 100;

/** Begins to watch; `end` is undefined where there is no /proc. */
export function watchProcesses(): { end(): Promise<Used | undefined> } {
  const before = cpuSeconds();
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMegabytes());
  }, sampleMs);
  return {
    end: () => {
      clearInterval(timer);
      const after = cpuSeconds();
      return Promise.resolve(
        before === undefined || after === undefined
          ? undefined
          : { cpuSeconds: after - before, peakMegabytes: peak },
      );
    },
  };
}

/** Of this process so far, and of its children that have ended; undefined where there is no /proc. */
export function cpuSeconds(): number | undefined {
  const ticks = cpuTicks();
  return ticks === undefined ? undefined : ticks / ticksPerSecond;
}

/** Fields 14 to 17 of /proc/self/stat: own and ended children's, in user and in kernel mode. */
function cpuTicks(): number | undefined {
  return statOf('self')
    ?.slice(11, 15)
    .reduce((sum, value) => sum + Number(value), 0);
}

function residentMegabytes(): number {
  let pages = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (!stat) continue;
    if (Number(name) === process.pid || Number(stat[1]) === process.pid) pages += Number(stat[21]);
  }
  return (pages * 4096) / 1e6;
}

/** What follows the process's name, which is in brackets and may hold anything. */
function statOf(process: string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${process}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It has ended meanwhile, or there is no /proc here.
    return undefined;
  }
}
