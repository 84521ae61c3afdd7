/** What a run would submit, and what it finds, before it does anything. */
import type { PlanTask } from '../plan/plan.ts';
import type { Action, Standings } from '../store/standing.ts';
import type { Forecast } from './events.ts';
import { costOf, sumAmounts } from './money.ts';

export type { Forecast } from './events.ts';

export function forecastOf(tasks: readonly PlanTask[], { tasks: standings }: Standings): Forecast {
  const tasksToBe = (action: Action): readonly PlanTask[] =>
    tasks.filter(({ id }) => standings.get(id)?.action === action);
  const bought = tasksToBe('make');
  const resumed = tasksToBe('wait').filter(({ id }) => standings.get(id)?.state === 'in-flight');
  return {
    generate: bought.length,
    reused: tasksToBe('keep').length,
    resumed: resumed.length,
    ...costOfTasks(bought),
  };
}

/** What it costs to make these, at the upper bound where it is not exact. */
export function costOfTasks(
  tasks: readonly PlanTask[],
): Pick<Forecast, 'tokens' | 'cost' | 'exact'> {
  return {
    tokens: tasks.reduce((sum, task) => sum + task.estimate.tokens, 0),
    cost: sumAmounts(tasks.map((task) => costOf(task.estimate))),
    exact: tasks.every((task) => task.estimate.exact),
  };
}
