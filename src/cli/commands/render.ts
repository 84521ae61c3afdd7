import { Command, InvalidArgumentError, Option } from 'commander';
import { parseMoney } from '../../project/money.ts';
import type { Money } from '../../project/money.ts';
import { wholeNumber } from '../arguments/numbers.ts';
import type { Run } from '../program.ts';
import type { RenderCommandOptions } from '../render/options.ts';

export function renderCommand(run: Run): Command {
  return new Command('render')
    .summary('make what is missing, and cut the film')
    .description(
      'Generates the clips that are missing and cuts the film. What was made before is used again. ' +
        'On the simulator this costs nothing; on ark it spends money, and asks first.',
    )
    .argument('<file>', 'the script of an episode')
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
    .option('--allow-gaps', 'cut the film even where shots failed')
    .option('--yes', 'spend without asking')
    .addOption(
      new Option('--format <format>', 'how it says what it does')
        .choices(['human', 'json'])
        .default('human'),
    )
    .addHelpText('after', '\nExample:\n  scene render rain-letter.scene --backend simulator\n')
    .action((file: string, options: RenderCommandOptions, command: Command) =>
      run(command, async (cli) =>
        (await import('../render/render-command.ts')).renderFile(cli, file, options),
      ),
    );
}

function amountOfMoney(text: string): Money {
  const money = parseMoney(text);
  if (!money) throw new InvalidArgumentError('It is an amount such as 80CNY or 12.50USD.');
  return money;
}

function listOfNames(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes(''))
    throw new InvalidArgumentError('It is a list such as arrival.arrive,2.1.');
  return [...before, ...names];
}
