/**
 * Budgets, held before anything is submitted. Each is held against the table in its own currency.
 * The run's own budget holds what this run would submit; the episode's and the project's hold all
 * that was ever spent on them besides, and what perhaps was: an unsettled attempt counts.
 */
import { Failure } from '../failure.ts';
import { countsAsSpent, type Attempt } from '../store/attempts.ts';
import type { Amounts } from '../store/records.ts';
import type { BudgetLimit, Forecast } from './events.ts';
import { isMore, sumAmounts } from './money.ts';

const names = {
  run: 'the budget of this run',
  episode: "the episode's budget",
  project: "the project's budget",
} as const;

/** @throws Failure `over-budget` that names the first budget that does not hold */
export function holdToBudgets(
  forecast: Forecast,
  budgets: readonly BudgetLimit[],
  spent: { readonly episode: Amounts; readonly project: Amounts },
): void {
  if (forecast.generate === 0) return;
  for (const { scope, amount, currency } of budgets) {
    const before = scope === 'run' ? '0' : spent[scope][currency];
    const both = sumAmounts([forecast.cost, { CNY: '0', USD: '0', [currency]: before }]);
    if (!isMore(both[currency], amount)) continue;
    const bound = forecast.exact ? '' : 'at most ';
    const already = scope === 'run' ? '' : ` beside the ${before} ${currency} spent before`;
    throw new Failure(
      'over-budget',
      `this run would cost ${bound}${forecast.cost[currency]} ${currency}${already}; ${names[scope]} is ${amount} ${currency}`,
      { hint: 'Nothing was spent. Raise the budget, or render fewer shots with --select.' },
    );
  }
}

/** What attempts have cost, or may have: billed where that is known, else what was reserved. */
export function spentOn(attempts: readonly Attempt[]): Amounts {
  return sumAmounts(
    attempts.filter(countsAsSpent).map((attempt) => attempt.cost ?? attempt.intent.reserved.cost),
  );
}
