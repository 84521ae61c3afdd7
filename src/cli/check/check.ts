/** `scene check`: every diagnostic of files and folders. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Cli } from '../cli.ts';
import { compileScript } from '../compile/script.ts';
import { readScripts } from '../inputs/scripts.ts';
import { showDiagnostics } from '../views/diagnostics.ts';
import { jsonDiagnostics } from '../views/diagnostics-json.ts';
import { relativeTo } from '../views/paths.ts';
import { withoutRepeats } from './repeats.ts';

export interface CheckOptions {
  readonly format: 'human' | 'json';
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
  if (options.format === 'json') {
    cli.stdout.write(jsonDiagnostics(diagnostics, relativeTo(cli.cwd)));
  } else {
    await showDiagnostics(cli, diagnostics, { filesChecked: scripts.length });
  }
  const failing = diagnostics.some(
    ({ severity }) => severity === 'error' || options.deny === 'warnings',
  );
  return failing ? exitCodes.scriptErrors : exitCodes.done;
}
