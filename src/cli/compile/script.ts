/** A script through the compiler, in the project that it belongs to. */
import path from 'node:path';
import { compile } from '../../compile.ts';
import type { Compilation } from '../../compile.ts';
import { findProject } from '../../project/project.ts';
import type { Cli } from '../cli.ts';
import type { Script } from '../inputs/scripts.ts';

export async function compileScript(cli: Cli, script: Script): Promise<Compilation> {
  const project = await findProject(cli.host, path.posix.dirname(script.path));
  return compile(script.path, project.root, cli.host, {
    region: project.settings.ark?.region ?? 'cn',
    endpoints: project.settings.ark?.endpoints ?? {},
    ...(script.bytes ? { entryBytes: script.bytes } : {}),
  });
}
