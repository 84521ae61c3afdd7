/** Whether a process that left something behind is still there: its number alone may be another's by now. */
import { readFile } from 'node:fs/promises';
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
