/** The script that a command about shots means, where it is not named: the one that has them. */
import { Failure } from '../../failure.ts';
import { hasErrors } from '../../source/diagnostic.ts';
import { shotOf } from '../../store/takes.ts';
import type { Cli } from '../cli.ts';
import { compileScript } from '../compile/script.ts';
import { scriptsAround } from '../inputs/collect.ts';
import { relativeTo } from '../views/paths.ts';
import { shellWord } from '../views/shell-word.ts';
import { compileEpisode, type CompiledEpisode } from './compared.ts';

/**
 * The episode of `script`, else the one below the working directory that has `shot`; from a folder of
 * the project without scripts, the one of the project.
 * @throws Failure `usage` where there is none, or more than one
 */
export async function findEpisode(
  cli: Cli,
  script: string | undefined,
  shot?: string,
): Promise<CompiledEpisode | undefined> {
  if (script !== undefined) return compileEpisode(cli, script, 'errors');
  const episodes: string[] = [];
  const broken: string[] = [];
  for (const found of await scriptsAround(cli)) {
    const { plan, diagnostics } = await compileScript(cli, { path: found });
    if (hasErrors(diagnostics)) broken.push(found);
    if (plan && (shot === undefined || plan.tasks.some(({ id }) => shotOf(id) === shot))) {
      episodes.push(found);
    }
  }
  const [only, ...more] = episodes.length > 0 ? episodes : broken;
  const names = [only, ...more].flatMap((name) => name ?? []).map(relativeTo(cli.cwd));
  if (only !== undefined && more.length === 0) return compileEpisode(cli, only, 'errors');
  const what = shot === undefined ? 'an episode' : `a shot called ${shot}`;
  throw only === undefined
    ? new Failure('usage', `no script here has ${what}`, {
        hint: 'Name the script with --script. A shot is named as scene.shot: `scene plan FILE` lists them.',
      })
    : new Failure('usage', `more than one script here may be meant: ${names.join(', ')}`, {
        hint: `Name one: --script ${shellWord(names[0] ?? '')}`,
      });
}
