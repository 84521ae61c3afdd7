/**
 * What a command is given of the world: where it stands, what it may read, where it may write. The
 * real one is made in `main.ts`; tests make their own and run the same code in process.
 */
import type { Host } from '../source/host.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Output {
  /** Writes text as it is. After the reader has gone (a closed pipe) it does nothing. */
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none, or its size is not known. */
  readonly columns: number;
  /** Rows of the terminal; absent where there is none, or its size is not known. */
  readonly rows?: number | undefined;
}

export interface Cli {
  /** The file that runs; absolute. */
  readonly program: string;
  /** Absolute, forward slashes. */
  readonly cwd: string;
  readonly env: Environment;
  readonly host: Host;
  /** For machines. */
  readonly stdout: Output;
  /** For people. */
  readonly stderr: Output;
  /** `--color` or `--no-color`; undefined where neither was given. */
  readonly colorChoice?: 'always' | 'never';
  readStdin(): Promise<Uint8Array>;
  /** Asks a person and gives the line they answer with; absent where nobody can be asked. */
  readonly ask?: (question: string) => Promise<string>;
}
