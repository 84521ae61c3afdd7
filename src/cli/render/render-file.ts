/** `scene render FILE`: what is known to need nothing is said at once; all else goes the whole way. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { Cli } from '../cli.ts';
import { sayAgain } from '../nothing-to-do/memory.ts';
import type { RenderCommandOptions } from './options.ts';

export async function renderFile(
  cli: Cli,
  file: string,
  options: RenderCommandOptions,
): Promise<ExitCode> {
  if (await sayAgain(cli, { file, options })) return exitCodes.done;
  const { renderWhole } = await import('./render-command.ts');
  return renderWhole(cli, file, options);
}
