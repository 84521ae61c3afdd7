import { Command, Option } from 'commander';
import type { Run } from '../program.ts';
import type { StatusCommandOptions } from '../status/status.ts';

export function statusCommand(run: Run): Command {
  return new Command('status')
    .summary('say what is at the service, made, failed or not settled')
    .description(
      'Says what the project has made and what is still at the service, as it was last written down. ' +
        'It asks nobody and changes nothing, so it can be used while a render goes on: on a terminal it follows it.',
    )
    .addOption(
      new Option('--format <format>', 'how it is said').choices(['human', 'json']).default('human'),
    )
    .addHelpText('after', '\nExample:\n  scene status\n')
    .action((options: StatusCommandOptions, command: Command) =>
      run(command, async (cli) => (await import('../status/status.ts')).status(cli, options)),
    );
}
