/** From a plan that was looked at to the file that lets it be carried out. */
import path from 'node:path';
import { shotOf } from '../../store/takes.ts';
import { serializeSavedPlan, pricesNow } from '../../render/saved-plan.ts';
import type { Compared } from '../compared/compared.ts';
import { forwardSlashes } from '../host.ts';
import { hashesOf, mediaOf } from './hashes.ts';
import type { PlanCommandOptions } from './plan.ts';
import type { PlanReport } from './report.ts';

export async function savePlan(
  compared: Compared,
  report: PlanReport,
  target: string,
  { stale, select, budget }: PlanCommandOptions,
): Promise<string> {
  const { plan, project, standings, fields, files, choice } = compared;
  const made = report.shots.filter(({ action }) => action === 'make');
  const shots = new Set(plan.tasks.map(({ id }) => shotOf(id)));
  const take = (shot: string): string | undefined => standings.accepted.get(shot)?.clip.sha256;
  return serializeSavedPlan(
    {
      backend: choice.name,
      root: forwardSlashes(path.relative(path.dirname(target), project.root)) || '.',
      scripts: known(await hashesOf(project.root, files)),
      media: known(await hashesOf(project.root, mediaOf(plan))),
      prices: pricesNow(),
      stale,
      select: select ? [...select] : null,
      budget: budget ?? null,
      make: made.map(({ task, state, cost }) => ({ task, why: state, cost: { ...cost } })),
      use: known(new Map([...shots].map((shot) => [shot, take(shot)]))),
      cost: { ...report.totals.cost },
      tokens: report.totals.tokens,
      exact: report.totals.exact,
      fields: Object.fromEntries(
        [...fields].map(([shot, all]) => [shot, all.map(({ name, value }) => ({ name, value }))]),
      ),
    },
    plan,
  );
}

function known(hashes: ReadonlyMap<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    [...hashes].flatMap(([name, hash]) => (hash === undefined ? [] : [[name, hash]])),
  );
}
