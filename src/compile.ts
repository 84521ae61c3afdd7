/** load → check → plan: the compiler. */
import { planProgram } from './plan/plan-program.ts';
import type { Plan } from './plan/plan.ts';
import { check, type CheckOptions } from './semantics/check.ts';
import { withoutIgnored } from './semantics/ignore.ts';
import { load, type LoadOptions } from './semantics/load.ts';
import type { Program } from './semantics/program.ts';
import type { Sources } from './semantics/sources.ts';
import type { Diagnostic } from './source/diagnostic.ts';
import type { Host } from './source/host.ts';

export interface Compilation {
  /** Both are absent for a library and where there is an error. */
  readonly program?: Program;
  readonly plan?: Plan;
  readonly sources: Sources;
  /** The scripts that were read, relative to the root, the entry last. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What was read, with the compiler over it still to be run. */
export interface ReadScript {
  readonly sources: Sources;
  readonly compile: () => Compilation;
}

/**
 * @param entryPath the script, absolute, forward slashes; `root` is the folder of its project
 * @throws Failure `file-missing` where the script itself cannot be read
 */
export async function compile(
  entryPath: string,
  root: string,
  host: Host,
  options: Partial<CheckOptions> & LoadOptions = {},
): Promise<Compilation> {
  const { sources } = await load(entryPath, root, host, options);
  return compileLoaded(sources, options);
}

/** check → plan: what is left once everything has been read. */
export function compileLoaded(sources: Sources, options: Partial<CheckOptions> = {}): Compilation {
  const { program, diagnostics } = check(sources, { region: 'cn', ...options });
  const files = sources.files.map((file) => file.path);
  if (!program) return { sources, files, diagnostics };
  const planned = planProgram(program);
  return {
    ...(planned.plan && { program, plan: planned.plan }),
    sources,
    files,
    diagnostics: [...diagnostics, ...withoutIgnored(planned.diagnostics, sources)],
  };
}
