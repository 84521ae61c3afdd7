/** Trouble without a place in the script, put into words for people. */
import { version } from '../../../package.json';
import type { Failure } from '../../failure.ts';
import type { Cli } from '../cli.ts';
import { paintFor } from '../paint.ts';
import { withoutSecrets } from '../secrets.ts';

/** A failure: what happened, and what to do next. */
export function showFailure(cli: Cli, failure: Failure): void {
  const paint = paintFor(cli, cli.stderr);
  const lines = [`${paint.red(paint.bold('scene:'))} ${failure.message}`];
  if (failure.hint !== undefined) lines.push(`  ${paint.cyan('→')} ${failure.hint}`);
  cli.stderr.write(`${withoutSecrets(lines.join('\n'), cli.env)}\n`);
}

/** A fault of the program: nobody who writes a script can mend it, so it asks for a report. */
export function showFault(cli: Cli, error: unknown): void {
  const paint = paintFor(cli, cli.stderr);
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = [
    `${paint.red(paint.bold('scene:'))} this is a fault of the program, not of your script.`,
    '  Please report it with the lines below; they hold no key and nothing of your environment.',
    '',
    `scenewright ${version}, Node ${process.version}, ${process.platform} ${process.arch}`,
    trace,
  ].join('\n');
  cli.stderr.write(`${withoutSecrets(text, cli.env)}\n`);
}
