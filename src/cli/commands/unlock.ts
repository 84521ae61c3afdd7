import { Command } from 'commander';
import type { Run } from '../program.ts';

export function unlockCommand(run: Run): Command {
  return new Command('unlock')
    .summary("take away the lock of another host's run that is no more")
    .description(
      'A run holds the lock of its project. The lock of a run on this machine is refused while it lives ' +
        'and taken over by itself when it is dead; that of another machine is taken away here, by your word.',
    )
    .addHelpText('after', '\nExample:\n  scene unlock\n')
    .action((_options: object, command: Command) =>
      run(command, async (cli) => (await import('../unlock/unlock.ts')).unlock(cli)),
    );
}
