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
  const start = await processStartOf(processId);
  return processStart === null || start === null || start === processStart;
}

/** Field 22 of /proc/PID/stat, counted behind the name in brackets. */
async function processStartOf(processId: number): Promise<string | null> {
  try {
    const text = await readFile(`/proc/${processId}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
