import { Command, Option } from 'commander';
import { amountOfMoney } from '../arguments/money.ts';
import { listOfNames } from '../arguments/names.ts';
import type { PlanCommandOptions } from '../plan/plan.ts';
import type { Run } from '../program.ts';

export function planCommand(run: Run): Command {
  return new Command('plan')
    .summary('say what a render would make, why, and what it costs')
    .description(
      'Compares an episode with what is made of it already: which clips would be made and why, which ' +
        'are used again, and what it costs beside each budget. Nothing is sent and nothing is changed. ' +
        'With -o the plan is saved: `scene render PLAN` then carries out exactly that.',
    )
    .argument('<file>', 'the script of an episode')
    .option('-o, --output <plan>', 'save the plan there, as an approval')
    .addOption(new Option('--backend <name>', 'whose clips').choices(['simulator', 'ark']))
    .addOption(
      new Option('--budget <amount>', 'spend at most this, such as 80CNY').argParser(amountOfMoney),
    )
    .addOption(
      new Option('--select <shots>', 'only these: SCENE.SHOT,SCENE.SHOT').argParser(listOfNames),
    )
    .addOption(
      new Option('--stale <what>', 'shots that build on a newer clip')
        .choices(['keep', 'render'])
        .default('keep'),
    )
    .addOption(
      new Option('--format <format>', 'how it is said')
        .choices(['human', 'json', 'markdown'])
        .default('human'),
    )
    .option('--detailed-exitcode', 'exit with 3 where something is to be done')
    .addHelpText(
      'after',
      '\nExamples:\n  scene plan rain-letter.scene\n  scene plan rain-letter.scene --backend ark -o approved.json\n',
    )
    .action((file: string, options: PlanCommandOptions, command: Command) =>
      run(command, async (cli) => (await import('../plan/plan.ts')).plan(cli, file, options)),
    );
}
