/** `scene explain`: the page of a diagnostic, as it stands in `docs/diagnostics`; how a shot stands; a moment of a film. */
import { readFile } from 'node:fs/promises';
import { diagnosticCodes, severityOf } from '../../diagnostics.ts';
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { nearName } from '../../source/near-name.ts';
import type { BackendName } from '../../project/backend.ts';
import type { Cli } from '../cli.ts';
import { paintFor } from '../paint.ts';
import { pagePath } from './pages.ts';

export interface ExplainOptions {
  readonly list?: boolean;
  /** Of a shot: the script that has it, and whose clips are meant. */
  readonly script?: string;
  readonly backend?: BackendName;
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
    throw new Failure('usage', 'Which diagnostic, which shot, or which moment of a film?', {
      hint: '`scene explain unknown-shot` prints a page, `scene explain arrival.counter` says how a shot stands; `scene explain --list` names all diagnostics.',
    });
  }
  if (isShot(subject)) {
    const { explainShot } = await import('./shot.ts');
    return explainShot(cli, subject, options);
  }
  if (subject.includes('@')) {
    const { explainMoment } = await import('./moment.ts');
    return explainMoment(cli, subject);
  }
  const code = subject.toLowerCase();
  if (!diagnosticCodes.includes(code)) throw unknownSubject(subject);
  cli.stdout.write(await pageOf(cli, code));
  return exitCodes.done;
}

/** `scene.shot`, with the number of a take or without. */
function isShot(subject: string): boolean {
  return subject.includes('.') && !subject.includes('@');
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
  const page = await readFile(pagePath(code), 'utf8');
  const { bold } = paintFor(cli, cli.stdout);
  return page.replace(/^#+ .*$/gm, bold);
}

function unknownSubject(subject: string): Failure {
  const near = nearName(subject.toLowerCase(), diagnosticCodes);
  return new Failure('usage', `No diagnostic is called ${subject}.`, {
    hint:
      near === undefined
        ? '`scene explain --list` names them all. A shot is named as scene.shot, a moment as film.mp4@00:41.'
        : `Did you mean ${near}?`,
  });
}
