/**
 * A command line from its words to its exit code. Every way out goes through here: a command's own
 * code, a mistake in the command line, a failure, and a fault of the program itself.
 */
import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { Failure, exitCodes } from '../failure.ts';
import type { ExitCode } from '../failure.ts';
import { unmetDiskTrouble } from '../disk-trouble.ts';
import type { Cli } from './cli.ts';
import { buildProgram } from './program.ts';
import { showFailure, showFault } from './views/failure.ts';

/** Runs one command; the words are those after `scene`. Never throws. */
export async function runCommandLine(words: readonly string[], outside: Cli): Promise<ExitCode> {
  let cli = outside;
  let exitCode: ExitCode = exitCodes.done;
  try {
    const program = buildProgram(outside, async (command, action) => {
      cli = withColorChoice(outside, command);
      exitCode = await action(cli);
    });
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    }
    const failure = error instanceof Failure ? error : unmetDiskTrouble(error);
    if (failure) {
      showFailure(cli, failure);
      return failure.exitCode;
    }
    showFault(cli, error);
    return exitCodes.fault;
  }
}

function withColorChoice(cli: Cli, command: Command): Cli {
  const { color } = command.optsWithGlobals<{ readonly color?: boolean }>();
  return color === undefined ? cli : { ...cli, colorChoice: color ? 'always' : 'never' };
}
