/**
 * Asks a binary a question and reads its answer: `ffmpeg -filters`, `ffprobe -show_streams`. Making a
 * file is another matter, and stands in `run.ts`.
 */
import { spawn } from 'node:child_process';
import { childEnvironment } from './environment.ts';

export interface Answer {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `binary` without a shell, without stdin and with a bare environment. Rejects only where the
 * binary cannot be started or `signal` has ended it; an exit code other than 0 is an answer.
 */
export async function ask(
  binary: string,
  args: readonly string[],
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Answer> {
  options.signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [...args], {
      env: childEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      killSignal: 'SIGKILL',
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr.on('data', (piece: Buffer) => stderr.push(piece));
    child.once('error', (error) => {
      reject(options.signal?.aborted ? (options.signal.reason as Error) : error);
    });
    child.once('close', (code) => {
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      });
    });
  });
}
