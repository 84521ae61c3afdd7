/** Asking the person at the terminal. */
import { Failure } from '../failure.ts';
import type { Cli, Environment } from './cli.ts';
import { isCi } from './environment.ts';

/** The process, as far as it is asked about who sits there. */
export interface Seat {
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Environment;
}

/** Undefined where nobody can be asked: without a terminal, and in CI, which may well have one. */
export function askAt({ stdin, stderr, env }: Seat): Cli['ask'] {
  if (!stdin.isTTY || !stderr.isTTY || isCi(env)) return undefined;
  return async (question) => {
    const { createInterface } = await import('node:readline');
    const lines = createInterface({ input: stdin, output: stderr });
    try {
      return await new Promise((resolve, reject) => {
        lines.on('SIGINT', () => {
          stderr.write('\n');
          reject(new Failure('interrupted', 'Stopped at the question.'));
        });
        // An end of the input is an empty answer.
        lines.on('close', () => {
          resolve('');
        });
        lines.question(question, resolve);
      });
    } finally {
      lines.close();
    }
  };
}
