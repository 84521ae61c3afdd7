import { Command } from 'commander';
import type { ExplainOptions } from '../explain/explain.ts';
import type { Run } from '../program.ts';

export function explainCommand(run: Run): Command {
  return new Command('explain')
    .summary('print the page of a diagnostic')
    .description('Prints what a diagnostic means, with a wrong and a right example.')
    .argument('[code]', 'the code of a diagnostic, such as unknown-shot')
    .option('--list', 'name every code')
    .addHelpText('after', '\nExample:\n  scene explain unknown-shot\n')
    .action((code: string | undefined, options: ExplainOptions, command: Command) =>
      run(command, async (cli) =>
        (await import('../explain/explain.ts')).explain(cli, code, options),
      ),
    );
}
