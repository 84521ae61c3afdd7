import { Command, Option } from 'commander';
import { amountOfMoney } from '../arguments/money.ts';
import { listOfNames } from '../arguments/names.ts';
import { wholeNumber } from '../arguments/numbers.ts';
import type { Run } from '../program.ts';
import type { RenderCommandOptions } from '../render/options.ts';

export function renderCommand(run: Run): Command {
  return new Command('render')
    .summary('make what is missing, and cut the film')
    .description(
      'Generates the clips that are missing and cuts the film. What was made before is used again. ' +
        'On the simulator this costs nothing; on ark it spends money, and asks first. A saved plan is ' +
        'carried out as it was approved, and nothing more.',
    )
    .argument('<file>', 'the script of an episode, or a plan that `scene plan -o` saved')
    .option('-o, --output <file>', 'the film; none: beside the script')
    .addOption(new Option('--backend <name>', 'where clips are made').choices(['simulator', 'ark']))
    .addOption(
      new Option('--concurrency <n>', 'tasks at the service at once').argParser(wholeNumber(1)),
    )
    .addOption(
      new Option('--budget <amount>', 'spend at most this, such as 80CNY').argParser(amountOfMoney),
    )
    .addOption(
      new Option('--select <shots>', 'only these: SCENE.SHOT,SCENE.SHOT').argParser(listOfNames),
    )
    .addOption(
      new Option('--stale <what>', 'shots that build on a newer clip: none given, keep').choices([
        'keep',
        'render',
      ]),
    )
    .option('--allow-gaps', 'cut the film even where shots failed')
    .option('--yes', 'spend without asking')
    .addOption(
      new Option('--format <format>', 'how it says what it does')
        .choices(['human', 'json'])
        .default('human'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  scene render rain-letter.scene --backend simulator\n  scene render approved.json\n',
    )
    .action((file: string, options: RenderCommandOptions, command: Command) =>
      run(command, async (cli) =>
        (await import('../render/render-file.ts')).renderFile(cli, file, options),
      ),
    );
}
