/** The scripts that a command works on: files, folders, or standard input. */
import path from 'node:path';
import { Failure } from '../../failure.ts';
import type { Cli } from '../cli.ts';
import { forwardSlashes } from '../host.ts';
import { collectScripts } from './collect.ts';

export interface Script {
  /** Absolute, forward slashes. */
  readonly path: string;
  /** The text's bytes where they came from standard input. */
  readonly bytes?: Uint8Array;
}

export interface ScriptOptions {
  readonly stdinFilename?: string;
}

export async function readScripts(
  cli: Cli,
  paths: readonly string[],
  options: ScriptOptions,
): Promise<readonly Script[]> {
  if (!paths.includes('-')) {
    if (options.stdinFilename !== undefined) {
      throw new Failure('usage', '--stdin-filename names standard input, which is not read.', {
        hint: 'Write - for standard input: `scene check - --stdin-filename a.scene`.',
      });
    }
    return (await collectScripts(cli, paths)).map((found) => ({ path: found }));
  }
  if (paths.length > 1) {
    throw new Failure('usage', 'Standard input (-) is read alone, without other files.');
  }
  return [await readStdinScript(cli, options)];
}

/** Where it lies decides what its imports mean: beside the name it was given. */
export async function readStdinScript(cli: Cli, options: ScriptOptions): Promise<Script> {
  const name = options.stdinFilename ?? '<stdin>';
  return {
    path: forwardSlashes(path.resolve(cli.cwd, name)),
    bytes: await cli.readStdin(),
  };
}
