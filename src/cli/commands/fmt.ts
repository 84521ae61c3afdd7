import { Command, Option } from 'commander';
import type { FmtOptions } from '../fmt/fmt.ts';
import type { Run } from '../program.ts';

export function fmtCommand(run: Run): Command {
  return new Command('fmt')
    .summary('write scripts in their canonical form')
    .description(
      'Writes scripts in their canonical form, in place. What a script means is never changed; a ' +
        'script with errors is left as it is.',
    )
    .argument('[paths...]', 'files and folders; none: the working directory; -: standard input')
    .option('--check', 'write nothing; fail where a script is not in its canonical form')
    .addOption(
      new Option('--keywords <language>', 'turn keywords into English or Chinese').choices([
        'en',
        'zh',
      ]),
    )
    .option('--stdin-filename <name>', 'what to call standard input')
    .option('--name', 'give shots without a name the next free number')
    .addHelpText('after', '\nExample:\n  scene fmt rain-letter.scene --check\n')
    .action((paths: readonly string[], options: FmtOptions, command: Command) =>
      run(command, async (cli) => (await import('../fmt/fmt.ts')).fmt(cli, paths, options)),
    );
}
