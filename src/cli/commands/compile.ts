import { Command } from 'commander';
import type { CompileOptions } from '../compile/compile.ts';
import type { Run } from '../program.ts';

export function compileCommand(run: Run): Command {
  return new Command('compile')
    .summary('write the plan of an episode')
    .description(
      'Writes the plan of an episode as JSON: every request that would be sent, what it is estimated ' +
        'to cost, and the cut. Nothing is sent, and the same script gives the same bytes everywhere.',
    )
    .argument('<file>', 'the script of an episode; -: standard input')
    .option('-o, --output <file>', 'write the plan there instead of standard output')
    .option('--stdin-filename <name>', 'what to call standard input, and where its imports begin')
    .addHelpText('after', '\nExample:\n  scene compile rain-letter.scene -o plan.json\n')
    .action((file: string, options: CompileOptions, command: Command) =>
      run(command, async (cli) =>
        (await import('../compile/compile.ts')).compile(cli, file, options),
      ),
    );
}
