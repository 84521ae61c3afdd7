/** A script through the compiler, in the project that it belongs to. */
import path from 'node:path';
import { compileLoaded } from '../../compile.ts';
import type { Compilation, ReadScript } from '../../compile.ts';
import { Failure } from '../../failure.ts';
import type { Plan } from '../../plan/plan.ts';
import { findProject } from '../../project/project.ts';
import { load } from '../../semantics/load.ts';
import { hasErrors } from '../../source/diagnostic.ts';
import type { Cli } from '../cli.ts';
import { realScript } from '../inputs/named-path.ts';
import type { Script } from '../inputs/scripts.ts';
import { showDiagnostics } from '../views/diagnostics.ts';
import { relativeTo } from '../views/paths.ts';

export async function compileScript(cli: Pick<Cli, 'host'>, script: Script): Promise<Compilation> {
  return (await readScript(cli, script)).compile();
}

/** The script and all that it imports, read; compiled by the settings of its project. */
export async function readScript(cli: Pick<Cli, 'host'>, script: Script): Promise<ReadScript> {
  const entry = await realScript(cli.host, script.path);
  const project = await findProject(cli.host, path.posix.dirname(entry));
  const { region = 'cn', endpoints = {} } = project.settings.ark ?? {};
  const { sources } = await load(entry, project.root, cli.host, {
    ...(script.bytes ? { entryBytes: script.bytes } : {}),
  });
  return { sources, compile: () => compileLoaded(sources, { region, endpoints }) };
}

/**
 * The plan of an episode, its diagnostics shown; undefined where there are errors. A file without an
 * episode is a `Failure`: there is nothing wrong in it, it is the wrong file.
 */
export async function planOfScript(cli: Cli, script: Script): Promise<Plan | undefined> {
  const { diagnostics, plan } = await compileScript(cli, script);
  await showDiagnostics(cli, diagnostics);
  if (plan || hasErrors(diagnostics)) return plan;
  throw noEpisode(cli, script.path);
}

export function noEpisode(cli: Cli, script: string): Failure {
  return new Failure('usage', `${relativeTo(cli.cwd)(script)} holds no episode and no shots.`, {
    hint: 'Name the script of an episode; a shared file is compiled with the episodes that import it.',
  });
}
