/** `scene plan`: what a render would make, why, and what it would cost. Nothing is sent or changed. */
import path from 'node:path';
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { BackendName } from '../../project/backend.ts';
import type { Money } from '../../project/money.ts';
import { holdToBudgets } from '../../render/budget.ts';
import { buildGraph } from '../../render/graph.ts';
import type { StaleChoice } from '../../store/standing.ts';
import type { Cli } from '../cli.ts';
import { compare, compileEpisode } from '../compared/compared.ts';
import { shellWord } from '../views/shell-word.ts';
import { writeAtomically } from '../write-atomically.ts';
import { humanPlan } from './human.ts';
import { markdownPlan } from './markdown.ts';
import { budgetsOf, reportOf } from './report.ts';
import { savePlan } from './save.ts';
import { toJson } from '../views/json.ts';

export interface PlanCommandOptions {
  readonly backend?: BackendName;
  readonly stale: StaleChoice;
  readonly select?: readonly string[];
  readonly budget?: Money;
  readonly format: 'human' | 'json' | 'markdown';
  readonly detailedExitcode?: true;
  /** Where the plan is saved for approval. */
  readonly output?: string;
}

export async function plan(cli: Cli, file: string, options: PlanCommandOptions): Promise<ExitCode> {
  const episode = await compileEpisode(cli, file);
  if (!episode) return exitCodes.scriptErrors;
  const compared = await compare(cli, episode, options);
  if (options.select) buildGraph(episode.plan, options.select);
  const report = await reportOf(compared, {
    budgets: budgetsOf(episode, options.budget),
    ...(options.select ? { select: options.select } : {}),
  });
  switch (options.format) {
    case 'human':
      cli.stdout.write(humanPlan(report, cli, compared.money));
      break;
    case 'json':
      cli.stdout.write(`${toJson(report)}\n`);
      break;
    case 'markdown':
      cli.stdout.write(markdownPlan(report, compared.money));
      break;
  }
  if (options.output !== undefined) {
    // A plan that cannot be paid for would be refused when it is carried out.
    holdToBudgets({ ...report.totals, generate: report.totals.make }, report.budgets);
    const target = path.resolve(cli.cwd, options.output);
    await writeAtomically(target, await savePlan(compared, report, target, options));
    cli.stderr.write(
      `Saved. To carry out exactly this: scene render ${shellWord(options.output)}\n`,
    );
  }
  return options.detailedExitcode && report.pending ? exitCodes.changesPending : exitCodes.done;
}
