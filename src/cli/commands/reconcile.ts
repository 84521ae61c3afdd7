import { Command, InvalidArgumentError, Option } from 'commander';
import type { Word } from '../../render/reconcile.ts';
import type { Run } from '../program.ts';
import type { ReconcileCommandOptions } from '../reconcile/reconcile.ts';

export function reconcileCommand(run: Run): Command {
  return new Command('reconcile')
    .summary('settle submissions that may or may not have been accepted')
    .description(
      "Looks for them in the service's list, lists what they could be, and writes down what is decided. " +
        'It submits nothing. A submission is named by its tag, or by its shot.',
    )
    .addOption(
      new Option('--adopt <name=id>', 'this submission is that task of the service')
        .argParser(adoption)
        .default([], 'none'),
    )
    .addOption(
      new Option('--discard <name>', 'this submission was never accepted, or its clip is lost')
        .argParser(discarded)
        .default([], 'none'),
    )
    .option('--yes', "discard those for which the service's list shows no task")
    .option(
      '--cancel-queued',
      'cancel tasks that still wait at the service; each is looked at first',
    )
    .addOption(
      new Option('--format <format>', 'how it is said').choices(['human', 'json']).default('human'),
    )
    .addHelpText(
      'after',
      '\nExample:\n  scene reconcile --adopt arrival.counter=cgt-20260101120000-abcde\n',
    )
    .action((options: ReconcileCommandOptions, command: Command) =>
      run(command, async (cli) =>
        (await import('../reconcile/reconcile.ts')).reconcile(cli, options),
      ),
    );
}

function adoption(text: string, before: readonly Required<Word>[]): readonly Required<Word>[] {
  const match = /^(.+)=([^=\s]+)$/u.exec(text.trim());
  if (!match) throw new InvalidArgumentError('It is NAME=ID, the id one that the service gave.');
  return [...before, { name: match[1] ?? '', id: match[2] ?? '' }];
}

function discarded(name: string, before: readonly Word[]): readonly Word[] {
  return [...before, { name }];
}
