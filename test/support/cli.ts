/** The command line run in process: the real code, with streams that are kept and looked at. */
import path from 'node:path';
import type { ExitCode } from '../../src/failure.ts';
import type { Cli, Environment } from '../../src/cli/cli.ts';
import { fileSystemHost } from '../../src/cli/host.ts';
import { runCommandLine } from '../../src/cli/run.ts';
import type { Host } from '../../src/source/host.ts';

export interface CliResult {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliSurroundings {
  readonly cwd: string;
  readonly env?: Environment;
  readonly stdin?: string;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  /** What a person answers to every question; absent: nobody can be asked. */
  readonly answer?: string;
  /** The file that stands for the command's own code. */
  readonly program?: string;
  /** None: the real file system. */
  readonly host?: Host;
}

/** `scene WORDS…` in `cwd`. */
export async function runScene(
  words: readonly string[],
  surroundings: CliSurroundings,
): Promise<CliResult> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const output = (kept: string[]) => ({
    write: (text: string) => {
      kept.push(text);
    },
    isTerminal: surroundings.isTerminal ?? false,
    columns: surroundings.columns ?? 80,
  });
  const cli: Cli = {
    program: surroundings.program ?? import.meta.filename,
    cwd: path.resolve(surroundings.cwd),
    env: surroundings.env ?? {},
    host: surroundings.host ?? fileSystemHost,
    stdout: output(stdout),
    stderr: output(stderr),
    ...(surroundings.answer === undefined
      ? {}
      : { ask: () => Promise.resolve(surroundings.answer ?? '') }),
    readStdin: () => Promise.resolve(new TextEncoder().encode(surroundings.stdin ?? '')),
  };
  const exitCode = await runCommandLine(words, cli);
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}
