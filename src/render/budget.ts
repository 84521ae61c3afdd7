/**
 * Budgets, held before anything is submitted. Each is held against the table in its own currency.
 * The run's own budget holds what this run would submit; the episode's and the project's hold all
 * that was ever spent on them besides, and what perhaps was: an unsettled attempt counts. A saved
 * plan holds what was ever submitted on it.
 */
import { Failure } from '../failure.ts';
import { countsAsSpent, type Attempt } from '../store/attempts.ts';
import type { Amounts } from '../store/records.ts';
import type { Origin } from '../store/store.ts';
import type { BudgetLimit, Forecast } from './events.ts';
import { isMore, noAmounts, sumAmounts } from './money.ts';

export const budgetNames: Readonly<Record<BudgetLimit['scope'], string>> = {
  run: 'the budget of this run',
  plan: 'the approval of the saved plan',
  episode: "the episode's budget",
  project: "the project's budget",
};

/** What tells the attempts of one budget from the others. */
export interface BudgetScopes {
  /** The simulator takes no money: what it made before is no spending. */
  readonly origin: Origin;
  readonly episode: string;
  /** The saved plan that is carried out. */
  readonly approval: string | undefined;
  /** Tags of the attempts that were there before this run. */
  readonly before: ReadonlySet<string>;
}

/** A budget beside what is spent of it and what this run would add. */
export interface BudgetState extends BudgetLimit {
  readonly spent: string;
  readonly planned: string;
  readonly holds: boolean;
}

export function budgetStates(
  forecast: Pick<Forecast, 'cost'>,
  budgets: readonly BudgetLimit[],
  attempts: readonly Attempt[],
  scopes: BudgetScopes,
): readonly BudgetState[] {
  return budgets.map((budget) => {
    const { scope, amount, currency } = budget;
    const spent = spentOn(scopedAttempts(scope, attempts, scopes))[currency];
    const planned = forecast.cost[currency];
    const both = sumAmounts([forecast.cost, { ...noAmounts, [currency]: spent }])[currency];
    return { ...budget, spent, planned, holds: !isMore(both, amount) };
  });
}

/** @throws Failure `over-budget` that names every budget that does not hold */
export function holdToBudgets(
  forecast: Pick<Forecast, 'cost' | 'exact' | 'generate'>,
  states: readonly BudgetState[],
): void {
  const broken = states.filter((state) => !state.holds);
  if (forecast.generate === 0 || broken.length === 0) return;
  const lines = broken.map(({ scope, amount, currency, spent, planned }) => {
    const bound = forecast.exact ? '' : 'at most ';
    const already = spent === '0' ? '' : ` beside the ${spent} ${currency} spent before`;
    return `this run would cost ${bound}${planned} ${currency}${already}; ${budgetNames[scope]} is ${amount} ${currency}`;
  });
  throw new Failure('over-budget', lines.join('\n  '), {
    hint: 'Nothing was spent. Raise the budget, or render fewer shots with --select.',
  });
}

/** The attempts that a budget counts. */
export function scopedAttempts(
  scope: BudgetLimit['scope'],
  attempts: readonly Attempt[],
  { origin, episode, approval, before }: BudgetScopes,
): readonly Attempt[] {
  if (scope === 'run') return attempts.filter(({ tag }) => !before.has(tag));
  const counted = origin === 'ark' ? attempts : attempts.filter(({ tag }) => !before.has(tag));
  switch (scope) {
    case 'plan':
      return counted.filter(({ intent }) => intent.approval === approval);
    case 'episode':
      return counted.filter(({ intent }) => intent.episode === episode);
    case 'project':
      return counted;
  }
}

/** What attempts have cost, or may have: billed where that is known, else what was reserved. */
export function spentOn(attempts: readonly Attempt[]): Amounts {
  return sumAmounts(
    attempts.filter(countsAsSpent).map((attempt) => attempt.cost ?? attempt.intent.reserved.cost),
  );
}
