/** Whether a process that left something behind is still there: its number alone may be another's by now. */
import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { codeOf } from './disk-trouble.ts';

export interface ProcessMark {
  readonly processId: number;
  /** The system's own mark of when the process began; null where the system has none. */
  readonly processStart: string | null;
}

export async function markOfThisProcess(): Promise<ProcessMark> {
  return { processId: process.pid, processStart: await processStartOf(process.pid) };
}

/** False only where the process is surely dead: gone, or another one by now. Of this machine alone. */
export async function mayBeRunning({ processId, processStart }: ProcessMark): Promise<boolean> {
  try {
    process.kill(processId, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const { state, start } = await statOf(processId);
  // Ended, and not yet collected by its parent, which in some containers never happens.
  if (state === 'Z' || state === 'X') return false;
  return processStart === null || start === null || start === processStart;
}

async function processStartOf(processId: number): Promise<string | null> {
  return (await statOf(processId)).start;
}

/** Fields 3 and 22 of /proc/PID/stat, counted behind the name in brackets. */
async function statOf(
  processId: number,
): Promise<{ readonly state?: string | undefined; readonly start: string | null }> {
  try {
    const text = await readFile(`/proc/${processId}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], start: fields[19] ?? null };
  } catch {
    return { start: null };
  }
}

/**
 * Where a process id means anything: on one machine, since its last start, in one namespace. Names of
 * hosts do not tell: containers may share their machine's, and machines have been called the same.
 */
export interface ProcessSpace {
  /** Hash of the system's own name for the machine. Each is null where the system does not say. */
  readonly machine: string | null;
  readonly boot: string | null;
  readonly namespace: string | null;
}

export async function spaceOfThisProcess(): Promise<ProcessSpace> {
  const [machine, boot, namespace] = await Promise.all([
    textOrNull(readFile('/etc/machine-id', 'utf8')),
    textOrNull(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    textOrNull(readlink('/proc/self/ns/pid')),
  ]);
  const hashed = machine && createHash('sha256').update(`scenewright ${machine}`).digest('hex');
  return { machine: hashed && hashed.slice(0, 16), boot, namespace };
}

/**
 * How what was noted relates to the processes that are seen from here: they are the same ones; the
 * machine was started anew since, and all of them are over; or nobody can tell from here. Where neither
 * says anything of itself, the caller has no more to go by than the host's name.
 */
export function spaceSeenFrom(
  here: ProcessSpace,
  noted: ProcessSpace,
): 'same' | 'over' | 'elsewhere' {
  if (noted.boot === null && here.boot === null) return 'same';
  if (noted.boot === here.boot) return noted.namespace === here.namespace ? 'same' : 'elsewhere';
  return noted.machine !== null && noted.machine === here.machine ? 'over' : 'elsewhere';
}

async function textOrNull(reading: Promise<string>): Promise<string | null> {
  try {
    return (await reading).trim() || null;
  } catch {
    // Not Linux, or hidden from this process.
    return null;
  }
}
