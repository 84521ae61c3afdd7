/** `scene check`: every diagnostic of files and folders. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { withoutRepeats, type Diagnostic } from '../../source/diagnostic.ts';
import type { Cli } from '../cli.ts';
import { compileScript } from '../compile/script.ts';
import { readScripts } from '../inputs/scripts.ts';
import { showDiagnostics } from '../views/diagnostics.ts';
import { relativeTo } from '../views/paths.ts';
import { writerOf, type CheckFormat } from './formats.ts';

export interface CheckOptions {
  readonly format: CheckFormat;
  readonly deny?: 'warnings';
  readonly stdinFilename?: string;
}

export async function check(
  cli: Cli,
  paths: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  const scripts = await readScripts(cli, paths, options);
  const found: Diagnostic[] = [];
  for (const script of scripts) {
    const { diagnostics } = await compileScript(cli, script);
    found.push(...diagnostics);
  }
  const diagnostics = withoutRepeats(found);
  const fails = ({ severity }: Diagnostic): boolean =>
    severity === 'error' || options.deny === 'warnings';
  if (options.format === 'human') {
    await showDiagnostics(cli, diagnostics, {
      filesChecked: scripts.length,
      deny: options.deny,
    });
  } else {
    const write = await writerOf(options.format);
    const files = scripts.map(({ path }) => path);
    cli.stdout.write(write({ diagnostics, files, nameOf: relativeTo(cli.cwd), fails }));
  }
  return diagnostics.some(fails) ? exitCodes.scriptErrors : exitCodes.done;
}
