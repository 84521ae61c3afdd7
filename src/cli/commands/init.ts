import { Command, Option } from 'commander';
import type { InitOptions } from '../init/init.ts';
import type { Run } from '../program.ts';

export function initCommand(run: Run): Command {
  return new Command('init')
    .summary('make a small project that renders as it stands')
    .description(
      'Makes a small project: a shared cast, a first episode and the project file. It is set to the ' +
        'simulator, so that the first film costs nothing. Files that are there are never written over.',
    )
    .argument('[folder]', 'where; none: the working directory')
    .addOption(
      new Option('--language <language>', 'of the example; none: that of your locale').choices([
        'en',
        'zh',
      ]),
    )
    .addHelpText('after', '\nExample:\n  scene init rain\n')
    .action((folder: string | undefined, options: InitOptions, command: Command) =>
      run(command, async (cli) => (await import('../init/init.ts')).init(cli, folder, options)),
    );
}
