/**
 * Money is set aside before an intent is written, so that however many shots are sent at once, all of
 * them together stay within every budget. What is set aside is an upper bound; once the intent is in
 * the journal it counts there, and at its end by what was billed.
 */
import { Failure } from '../failure.ts';
import { countsAsSpent, type Attempt } from '../store/attempts.ts';
import type { Amounts } from '../store/records.ts';
import { budgetNames, scopedAttempts, type BudgetScopes } from './budget.ts';
import type { BudgetLimit } from './events.ts';
import { toMillionths } from './money.ts';

export interface Purse {
  /**
   * Sets the money aside while `write` writes the intent.
   * @throws Failure `over-budget` before anything is written
   */
  withReserved<T>(cost: Amounts, write: () => Promise<T>): Promise<T>;
}

export function openPurse(
  budgets: readonly BudgetLimit[],
  scopes: BudgetScopes,
  attempts: () => readonly Attempt[],
): Purse {
  const held = new Set<Amounts>();
  const millionths = new WeakMap<Attempt, Readonly<Record<'CNY' | 'USD', bigint>>>();
  const worthOf = (attempt: Attempt): Readonly<Record<'CNY' | 'USD', bigint>> => {
    const known = millionths.get(attempt);
    if (known) return known;
    const { CNY, USD } = attempt.cost ?? attempt.intent.reserved.cost;
    const worth = { CNY: toMillionths(CNY), USD: toMillionths(USD) };
    millionths.set(attempt, worth);
    return worth;
  };
  return {
    async withReserved(cost, write) {
      for (const budget of budgets) {
        const { currency, scope } = budget;
        let sum = toMillionths(cost[currency]);
        for (const other of held) sum += toMillionths(other[currency]);
        for (const attempt of scopedAttempts(scope, attempts(), scopes)) {
          if (countsAsSpent(attempt)) sum += worthOf(attempt)[currency];
        }
        if (sum <= toMillionths(budget.amount)) continue;
        throw new Failure(
          'over-budget',
          `${budgetNames[scope]} of ${budget.amount} ${currency} is used up: what was made cost more than was estimated`,
          { hint: 'What is made is kept. Raise the budget to make the rest.' },
        );
      }
      held.add(cost);
      try {
        return await write();
      } finally {
        held.delete(cost);
      }
    },
  };
}
