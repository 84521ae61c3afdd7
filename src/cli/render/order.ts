/** What a render is asked to carry out: a script as it is now, or a plan as it was saved. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../../failure.ts';
import type { Plan } from '../../plan/plan.ts';
import { chooseBackend, type BackendChoice } from '../../project/backend.ts';
import type { Money } from '../../project/money.ts';
import { findProject, type Project } from '../../project/project.ts';
import { refuseMovedFiles } from '../../render/moved.ts';
import type { Run } from '../../render/run.ts';
import { parseSavedPlan, type SavedPlan } from '../../render/saved-plan.ts';
import type { StaleChoice } from '../../store/standing.ts';
import type { Cli } from '../cli.ts';
import { compileEpisode, type CompiledEpisode } from '../compared/compared.ts';
import { forwardSlashes } from '../host.ts';
import { fileNamed, isJson, readable, realScript } from '../inputs/named-path.ts';
import { hashesOf } from '../plan/hashes.ts';
import type { RenderCommandOptions } from './options.ts';

export interface Order {
  readonly plan: Plan;
  readonly project: Project;
  /** Absolute, forward slashes. */
  readonly script: string;
  readonly choice: BackendChoice;
  readonly fields: Run['fields'];
  readonly stale: StaleChoice;
  readonly select: readonly string[] | undefined;
  readonly budget: Money | undefined;
  /** Present: it is carried out as it was approved. */
  readonly saved?: SavedPlan;
}

/** The order of a script, or of a saved plan; undefined where the script has errors. */
export async function readOrder(
  cli: Cli,
  file: string,
  options: RenderCommandOptions,
): Promise<Order | undefined> {
  const found = await fileNamed(cli, file, 'the script of an episode, or a saved plan');
  return file.endsWith('.json') || (await isJson(found, file))
    ? savedOrder(cli, file, options)
    : scriptOrder(cli, file, options);
}

async function scriptOrder(
  cli: Cli,
  file: string,
  options: RenderCommandOptions,
): Promise<Order | undefined> {
  const episode = await compileEpisode(cli, file);
  return episode && orderOf(cli, episode, options);
}

export function orderOf(
  cli: Cli,
  { plan, project, script, fields }: CompiledEpisode,
  { backend, stale = 'keep', select, budget }: RenderCommandOptions,
): Order {
  const choice = chooseBackend({
    settings: project.settings,
    env: cli.env,
    ...(backend ? { option: backend } : {}),
  });
  return { plan, project, script, choice, fields, stale, select, budget };
}

/** @throws Failure `plan-moved` where a file that the plan was made from is no longer the same */
async function savedOrder(cli: Cli, file: string, options: RenderCommandOptions): Promise<Order> {
  refuseOwnWords(file, options);
  const planFile = path.resolve(cli.cwd, file);
  const saved = parseSavedPlan(await readable(file, readFile(planFile, 'utf8')), file);
  const { body, plan } = saved;
  const root = await rootOf(cli, planFile, body.root, plan);
  const named = forwardSlashes(path.resolve(root, plan.episode.file));
  const script = await realScript(cli.host, named);
  const project = await findProject(cli.host, path.posix.dirname(script));
  refuseMovedFiles(saved, {
    scripts: await hashesOf(project.root, Object.keys(body.scripts)),
    media: await hashesOf(project.root, Object.keys(body.media)),
  });
  return {
    plan,
    project,
    script,
    choice: { name: body.backend, because: 'the saved plan says so' },
    fields: new Map(Object.entries(body.fields)),
    stale: body.stale,
    select: body.select ?? undefined,
    budget: body.budget ?? undefined,
    saved,
  };
}

/** What the plan says itself cannot be said again beside it. */
function refuseOwnWords(file: string, options: RenderCommandOptions): void {
  const said = (['backend', 'select', 'stale', 'budget'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (said.length === 0) return;
  throw new Failure('usage', `--${said.join(', --')} cannot stand beside a saved plan`, {
    hint: `${file} says it itself: save another plan for another choice.`,
  });
}

/** A plan may be moved about; its project is where its episode is. */
async function rootOf(cli: Cli, planFile: string, root: string, plan: Plan): Promise<string> {
  const folder = path.dirname(planFile);
  const project = await findProject(cli.host, cli.cwd);
  for (const candidate of [path.resolve(folder, root), folder, project.root]) {
    const found = await cli.host.realPath(forwardSlashes(path.join(candidate, plan.episode.file)));
    if (found !== undefined) return candidate;
  }
  throw new Failure('file-missing', `${plan.episode.file}, the script of this plan, is not found`, {
    hint: 'Run the command in the folder of the project.',
  });
}
