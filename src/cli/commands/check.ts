import { Command, Option } from 'commander';
import type { Run } from '../program.ts';
import type { CheckOptions } from '../check/check.ts';
import { checkFormats } from '../check/formats.ts';

export function checkCommand(run: Run): Command {
  return new Command('check')
    .summary('say what is wrong with scripts')
    .description(
      'Reads scripts and says what is wrong with them. Nothing is sent anywhere and nothing is spent.',
    )
    .argument('[paths...]', 'files and folders; none: the working directory; -: standard input')
    .addOption(
      new Option('--format <format>', 'how the diagnostics are written')
        .choices(checkFormats)
        .default('human'),
    )
    .addOption(
      new Option('--deny <what>', 'what makes the command fail beside errors').choices([
        'warnings',
      ]),
    )
    .option('--stdin-filename <name>', 'what to call standard input, and where its imports begin')
    .addHelpText('after', '\nExample:\n  scene check rain-letter.scene --deny warnings\n')
    .action((paths: readonly string[], options: CheckOptions, command: Command) =>
      run(command, async (cli) => (await import('../check/check.ts')).check(cli, paths, options)),
    );
}
