/** `scene explain`: the page of a diagnostic, as it stands in `docs/diagnostics`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { diagnosticCodes, severityOf } from '../../diagnostics.ts';
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { nearName } from '../../source/near-name.ts';
import type { Cli } from '../cli.ts';
import { packageRoot } from '../package-root.ts';
import { paintFor } from '../paint.ts';

export interface ExplainOptions {
  readonly list?: boolean;
}

export async function explain(
  cli: Cli,
  subject: string | undefined,
  options: ExplainOptions,
): Promise<ExitCode> {
  if (options.list) {
    cli.stdout.write(listOfCodes(cli));
    return exitCodes.done;
  }
  if (subject === undefined) {
    throw new Failure('usage', 'Which diagnostic?', {
      hint: '`scene explain unknown-shot` prints a page; `scene explain --list` names them all.',
    });
  }
  const code = subject.toLowerCase();
  if (!diagnosticCodes.includes(code)) throw unknownSubject(subject);
  cli.stdout.write(await pageOf(cli, code));
  return exitCodes.done;
}

function listOfCodes(cli: Cli): string {
  const paint = paintFor(cli, cli.stdout);
  return diagnosticCodes
    .map((code) => {
      const severity = severityOf(code);
      const tone = severity === 'error' ? paint.red : paint.yellow;
      return `${tone(severity.padEnd(7))}  ${code}\n`;
    })
    .join('');
}

async function pageOf(cli: Cli, code: string): Promise<string> {
  const page = await readFile(
    path.join(packageRoot(), 'docs', 'diagnostics', `${code}.md`),
    'utf8',
  );
  const { bold } = paintFor(cli, cli.stdout);
  return page.replace(/^#+ .*$/gm, bold);
}

function unknownSubject(subject: string): Failure {
  if (/[@.]/.test(subject)) {
    return new Failure(
      'usage',
      `"${subject}" reads as a shot or a moment of a film, and explaining those is not built yet.`,
      { hint: 'Today `scene explain` takes the code of a diagnostic, such as unknown-shot.' },
    );
  }
  const near = nearName(subject.toLowerCase(), diagnosticCodes);
  return new Failure('usage', `No diagnostic is called ${subject}.`, {
    hint:
      near === undefined
        ? '`scene explain --list` names them all. Shots and moments of a film cannot be explained yet.'
        : `Did you mean ${near}?`,
  });
}
