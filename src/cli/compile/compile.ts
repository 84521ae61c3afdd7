/** `scene compile`: the plan of an episode as JSON. */
import path from 'node:path';
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { serializePlan } from '../../plan/serialize-plan.ts';
import type { Cli } from '../cli.ts';
import { scriptNamed } from '../inputs/named-path.ts';
import { readStdinScript } from '../inputs/scripts.ts';
import type { Script } from '../inputs/scripts.ts';
import { writeAtomically } from '../write-atomically.ts';
import { planOfScript } from './script.ts';

export interface CompileOptions {
  readonly output?: string;
  readonly stdinFilename?: string;
}

export async function compile(cli: Cli, file: string, options: CompileOptions): Promise<ExitCode> {
  const script: Script =
    file === '-' ? await readStdinScript(cli, options) : { path: await scriptNamed(cli, file) };
  const plan = await planOfScript(cli, script);
  if (!plan) return exitCodes.scriptErrors;
  const text = serializePlan(plan);
  if (options.output === undefined) cli.stdout.write(text);
  else await writeAtomically(path.resolve(cli.cwd, options.output), text);
  return exitCodes.done;
}
