import { Command, Option } from 'commander';
import { amountOfMoney } from '../arguments/money.ts';
import { wholeNumber } from '../arguments/numbers.ts';
import type { Run } from '../program.ts';
import type { RerollOptions, TakesOptions } from '../takes/options.ts';

export function takesCommand(run: Run): Command {
  const takes = new Command('takes')
    .summary('list, compare, choose and re-roll takes')
    .description(
      'Every clip that was made of a shot is a take. Which one is the shot’s is written down in ' +
        'EPISODE.takes.json beside the script, which belongs into git. A shot is named as scene.shot.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  scene takes list\n  scene takes pick arrival.counter 2\n  scene takes pin arrival.counter\n  scene takes move arrival.counter arrival.desk\n',
    );
  const add = (command: Command, example: string): void => {
    takes.addCommand(
      command
        .addHelpText('after', `\nExample:\n  scene takes ${example}\n`)
        .option('--script <file>', 'the script; none: the one here that has the shot')
        .addOption(new Option('--backend <name>', 'whose clips').choices(['simulator', 'ark'])),
    );
  };
  add(
    new Command('list')
      .description('every take of these shots, or of all: ● marks the one that is used')
      .argument('[shots...]', 'shots as scene.shot')
      .addOption(format())
      .action((shots: string[], options: TakesOptions, command: Command) =>
        run(command, async (cli) =>
          (await import('../takes/list.ts')).listTakes(cli, shots, options),
        ),
      ),
    'list arrival.counter',
  );
  add(
    new Command('compare')
      .description('the takes of a shot side by side, and in which fields they differ')
      .argument('<shot>', 'as scene.shot')
      .action((shot: string, options: TakesOptions, command: Command) =>
        run(command, async (cli) =>
          (await import('../takes/compare.ts')).compareTakes(cli, shot, options),
        ),
      ),
    'compare arrival.counter',
  );
  add(
    new Command('pick')
      .description('make a take the one of its shot')
      .argument('<shot>', 'as scene.shot')
      .argument('<take>', 'its number in the list', wholeNumber(1))
      .action((shot: string, take: number, options: TakesOptions, command: Command) =>
        run(command, async (cli) =>
          (await import('../takes/choose.ts')).pickTake(cli, shot, take, options),
        ),
      ),
    'pick arrival.counter 1',
  );
  add(
    new Command('pin')
      .description('keep a take whatever the script says: nothing is made of the shot any more')
      .argument('<shot>', 'as scene.shot')
      .argument('[take]', 'its number in the list; none: the one that is used', wholeNumber(1))
      .action((shot: string, take: number | undefined, options: TakesOptions, command: Command) =>
        run(command, async (cli) =>
          (await import('../takes/choose.ts')).pinTake(cli, shot, take, options),
        ),
      ),
    'pin arrival.counter',
  );
  add(
    new Command('unpin')
      .description('let a pinned take go')
      .argument('<shot>', 'as scene.shot')
      .action((shot: string, options: TakesOptions, command: Command) =>
        run(command, async (cli) =>
          (await import('../takes/choose.ts')).unpinTake(cli, shot, options),
        ),
      ),
    'unpin arrival.counter',
  );
  add(
    new Command('move')
      .description('give the take of a shot to the name that the shot has now')
      .argument('<old>', 'the name that it had')
      .argument('<new>', 'the name that it has')
      .action((from: string, to: string, options: TakesOptions, command: Command) =>
        run(command, async (cli) =>
          (await import('../takes/choose.ts')).moveTake(cli, from, to, options),
        ),
      ),
    'move arrival.counter arrival.desk',
  );
  add(
    new Command('reroll')
      .description(
        'make one more take of a shot; the one that is used stays until another is picked',
      )
      .argument('<shot>', 'as scene.shot')
      .addOption(new Option('--budget <amount>', 'spend at most this').argParser(amountOfMoney))
      .option('--yes', 'spend without asking')
      .addOption(format())
      .action((shot: string, options: RerollOptions, command: Command) =>
        run(command, async (cli) =>
          (await import('../takes/reroll.ts')).rerollTake(cli, shot, options),
        ),
      ),
    'reroll arrival.counter',
  );
  return takes;
}

function format(): Option {
  return new Option('--format <format>', 'how it is said')
    .choices(['human', 'json'])
    .default('human');
}
