import { Command, Option } from 'commander';
import { portNumber, secondsOrRange, wholeNumber } from '../arguments/numbers.ts';
import type { Run } from '../program.ts';
import type { SimulatorCommandOptions } from '../simulator/simulator.ts';

export function simulatorCommand(run: Run): Command {
  return new Command('simulator')
    .summary('run a server that answers as the service does, for no money')
    .description(
      'Runs a server on this machine that answers as the video service does and makes real clips ' +
        'that show what was asked for. It stops on Ctrl-C.',
    )
    .addOption(new Option('--port <n>', '0: any free one').argParser(portNumber).default(0))
    .addOption(new Option('--concurrency <n>', 'tasks that run at once').argParser(wholeNumber(1)))
    .addOption(new Option('--rpm <n>', 'creates a minute and model').argParser(wholeNumber(1)))
    .addOption(
      new Option('--latency <time>', 'how long a task takes: 2s, or 1s..5s').argParser(
        secondsOrRange,
      ),
    )
    .addOption(
      new Option('--clips <how>', 'draw each clip, or draw one a size and length').choices([
        'drawn',
        'reused',
      ]),
    )
    .addOption(
      new Option('--fail <fault...>', 'faults: KIND[@SHOT][:CODE][=RATE][*TIMES]').default(
        [],
        'none',
      ),
    )
    .addOption(new Option('--seed <n>', 'what is left to chance').argParser(wholeNumber(0)))
    .option('--key <key>', 'the key it takes; none: a new one')
    .option('--dir <folder>', 'keep tasks, clips and the bill there')
    .addOption(
      new Option('--format <format>', 'how it says where it is')
        .choices(['human', 'json'])
        .default('human'),
    )
    .addHelpText(
      'after',
      '\nExample:\n  scene simulator --port 8080 --latency 1s..5s --fail task-failed=0.05\n',
    )
    .action((options: SimulatorCommandOptions, command: Command) =>
      run(command, async (cli) =>
        (await import('../simulator/simulator.ts')).simulator(cli, options),
      ),
    );
}
