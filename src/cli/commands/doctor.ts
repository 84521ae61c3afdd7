import { Command } from 'commander';
import type { Run } from '../program.ts';

export function doctorCommand(run: Run): Command {
  return new Command('doctor')
    .summary('look at the machine, ffmpeg, the project and the key')
    .description(
      'Looks at what a film needs: Node, ffmpeg, the project around the working directory, the key. ' +
        'Nothing is sent and nothing is spent; the key is never shown.',
    )
    .addHelpText('after', '\nExample:\n  scene doctor\n')
    .action((_options: object, command: Command) =>
      run(command, async (cli) => (await import('../doctor/doctor.ts')).doctor(cli)),
    );
}
