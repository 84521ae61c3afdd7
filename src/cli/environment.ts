/** What the environment says of where the command runs. */
import type { Environment } from './cli.ts';

/** Is this a CI job? Then nobody sits there, whatever its streams look like. */
export function isCi({ CI }: Environment): boolean {
  return CI !== undefined && CI !== '' && CI !== 'false';
}
