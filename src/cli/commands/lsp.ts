import { Command } from 'commander';
import type { Run } from '../program.ts';

export function lspCommand(run: Run): Command {
  return new Command('lsp')
    .summary('serve an editor: diagnostics, completion, names, formatting')
    .description(
      'Runs the language server: an editor starts it and speaks with it on standard input and output. ' +
        'It reads scripts and what lies beside them; nothing is written, sent or spent.',
    )
    .option('--stdio', 'standard input and output, as it always is')
    .addHelpText(
      'after',
      '\nExample:\n  scene lsp\n\nAn editor starts it; docs/cli.md says how editors are set up.\n',
    )
    .action((_options: object, command: Command) =>
      run(command, async (cli) => (await import('../lsp/lsp.ts')).lsp(cli)),
    );
}
