/**
 * The commands there are. Each stands in a file of its own that says its options and its help, and
 * loads what it does only when it is called, so that `scene check` does not pay for `scene render`.
 */
import { Command } from 'commander';
import type { ExitCode } from '../failure.ts';
import { version } from '../../package.json';
import type { Cli } from './cli.ts';
import { checkCommand } from './commands/check.ts';
import { compileCommand } from './commands/compile.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { fmtCommand } from './commands/fmt.ts';
import { initCommand } from './commands/init.ts';
import { lspCommand } from './commands/lsp.ts';
import { planCommand } from './commands/plan.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { renderCommand } from './commands/render.ts';
import { reportCommand } from './commands/report.ts';
import { simulatorCommand } from './commands/simulator.ts';
import { statusCommand } from './commands/status.ts';
import { takesCommand } from './commands/takes.ts';
import { unlockCommand } from './commands/unlock.ts';

/** Runs what a command does, with the colours that its command line asked for. */
export type Run = (command: Command, action: (cli: Cli) => Promise<ExitCode>) => Promise<void>;

export type CommandMaker = (run: Run) => Command;

const commands: readonly CommandMaker[] = [
  initCommand,
  checkCommand,
  fmtCommand,
  compileCommand,
  planCommand,
  renderCommand,
  reportCommand,
  exportCommand,
  takesCommand,
  statusCommand,
  reconcileCommand,
  unlockCommand,
  explainCommand,
  simulatorCommand,
  lspCommand,
  doctorCommand,
];

export function buildProgram(cli: Cli, run: Run): Command {
  const program = new Command('scene')
    .description('A screenplay that compiles: from .scene files to a film.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .option('--color', 'colour, even where the output is no terminal')
    .option('--no-color', 'no colour')
    .showSuggestionAfterError(true)
    // A narrow window breaks lines between words too.
    .configureHelp({ minWidthToWrap: 12 })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        cli.stdout.write(text);
      },
      writeErr: (text) => {
        cli.stderr.write(text);
      },
      outputError: (text, write) => {
        write(text.replace(/^error: (?:command-argument )?/, 'scene: '));
      },
      getOutHelpWidth: () => Math.min(cli.stdout.columns, 100),
      getErrHelpWidth: () => Math.min(cli.stderr.columns, 100),
    });
  program.showHelpAfterError('`scene --help` lists the commands.');
  program.addHelpText('after', '\nExample:\n  scene init rain\n');
  for (const make of commands) {
    const command = make(run);
    command.copyInheritedSettings(program);
    command.helpOption('-h, --help', 'print this help');
    command.showHelpAfterError(`\`scene ${command.name()} --help\` says what it takes.`);
    for (const inner of command.commands) {
      inner.copyInheritedSettings(command);
      inner.showHelpAfterError(
        `\`scene ${command.name()} ${inner.name()} --help\` says what it takes.`,
      );
      inner.helpOption('-h, --help', 'print this help');
    }
    program.addCommand(command);
  }
  return program;
}
