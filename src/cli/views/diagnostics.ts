/** Shows diagnostics to people, with a last line that counts them. */
import { hasErrors } from '../../source/diagnostic.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Cli } from '../cli.ts';
import { paintFor } from '../paint.ts';
import { relativeTo } from './paths.ts';
import { counted } from './plural.ts';

export interface ShowOptions {
  /** Says what was looked at; without it nothing is said where nothing is wrong. */
  readonly filesChecked?: number;
  /** Warnings fail the command: the last line says so where there is nothing worse. */
  readonly deny?: 'warnings' | undefined;
}

export async function showDiagnostics(
  cli: Cli,
  diagnostics: readonly Diagnostic[],
  options: ShowOptions = {},
): Promise<void> {
  const paint = paintFor(cli, cli.stderr);
  const files = options.filesChecked === undefined ? '' : counted(options.filesChecked, 'file');
  if (diagnostics.length === 0) {
    if (files !== '') cli.stderr.write(`${paint.green('✓')} ${files}, nothing wrong\n`);
    return;
  }
  // What lays out excerpts knows the width of every character: it is loaded only when it is needed.
  const { humanDiagnostics } = await import('./diagnostics-human.ts');
  const width = cli.stderr.isTerminal ? Math.min(cli.stderr.columns, 120) : 100;
  const text = humanDiagnostics(diagnostics, { paint, width, nameOf: relativeTo(cli.cwd) });
  const isDenied = options.deny === 'warnings' && !hasErrors(diagnostics);
  const tone = hasErrors(diagnostics) || isDenied ? paint.red : paint.yellow;
  const where = files === '' ? '' : ` in ${files}`;
  const summary = `${tone(summaryOf(diagnostics))}${where}${isDenied ? ', and --deny warnings lets none pass' : ''}`;
  cli.stderr.write(`${text}\n${summary}\n`);
}

function summaryOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  return [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(' and ');
}
