import { Command, Option } from 'commander';
import type { ExplainOptions } from '../explain/explain.ts';
import type { Run } from '../program.ts';

export function explainCommand(run: Run): Command {
  return new Command('explain')
    .summary(
      'print the page of a diagnostic, why a shot would be made again, or what made a moment',
    )
    .description(
      'Of a diagnostic: what it means, with a wrong and a right example. Of a shot: how it stands to ' +
        'its take, and field by field why it would be made again. Of a moment of a film: the line of ' +
        'the script, the take and the request that made it.',
    )
    .argument(
      '[subject]',
      'a diagnostic such as unknown-shot, a shot as scene.shot, or film.mp4@00:41',
    )
    .option('--list', 'name every code')
    .option('--script <file>', 'the script of the shot; none: the one here that has it')
    .addOption(new Option('--backend <name>', 'whose clips').choices(['simulator', 'ark']))
    .addHelpText(
      'after',
      '\nExamples:\n  scene explain unknown-shot\n  scene explain arrival.counter\n  scene explain rain-letter.mp4@00:41\n',
    )
    .action((code: string | undefined, options: ExplainOptions, command: Command) =>
      run(command, async (cli) =>
        (await import('../explain/explain.ts')).explain(cli, code, options),
      ),
    );
}
