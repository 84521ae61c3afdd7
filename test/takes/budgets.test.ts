/** Money: what is spent never passes what was approved, whatever the order and whatever it costs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPurse } from '../../src/render/purse.ts';
import { fromMillionths, toMillionths } from '../../src/render/money.ts';
import type { Attempt } from '../../src/store/attempts.ts';
import { makeFolder, renderIn } from '../render/support/bench.ts';
import { planOf } from '../render/support/plans.ts';
import { openServiceDouble } from '../render/support/service-double.ts';
import { intentOf } from '../support/intents.ts';

const scopes = {
  origin: 'ark',
  episode: 'rain',
  approval: undefined,
  before: new Set<string>(),
} as const;

test('shots that are sent at once stay within the budget together', async () => {
  const amounts = fc.bigInt({ min: 0n, max: 5_000_000n });
  await fc.assert(
    fc.asyncProperty(fc.array(amounts, { maxLength: 8 }), amounts, async (costs, budget) => {
      const attempts: Attempt[] = [];
      const limit = { scope: 'project', amount: fromMillionths(budget), currency: 'CNY' } as const;
      const purse = openPurse([limit], scopes, () => attempts);
      const ends = await Promise.allSettled(
        costs.map((cost, index) => {
          const reserved = { CNY: fromMillionths(cost), USD: '0' };
          return purse.withReserved(reserved, async () => {
            await Promise.resolve();
            attempts.push(attemptOf(`t${index}`, reserved));
          });
        }),
      );
      const spent = attempts.reduce(
        (sum, { intent }) => sum + toMillionths(intent.reserved.cost.CNY),
        0n,
      );
      expect(spent <= budget).toBe(true);
      // Nothing is refused that would have fitted beside all the rest.
      if (costs.reduce((sum, cost) => sum + cost, 0n) <= budget) {
        expect(ends.every(({ status }) => status === 'fulfilled')).toBe(true);
      }
    }),
  );
});

function attemptOf(tag: string, cost: { readonly CNY: string; readonly USD: string }): Attempt {
  const at = '2026-11-22T10:00:00.000Z';
  const reserved = { tokens: 1, cost, exact: true };
  return { tag, begunAt: at, step: 'intent', at, intent: intentOf({ tag, reserved }) };
}

const three = planOf([{ id: 'one.a' }, { id: 'one.b' }, { id: 'one.c' }]);

test('the whole plan can be paid for, or nothing is bought', async () => {
  const service = openServiceDouble();
  const budgets = [
    { scope: 'run', amount: '1', currency: 'CNY' },
    { scope: 'episode', amount: '0.0167', currency: 'USD' },
  ] as const;
  const folder = await makeFolder();
  await expect(renderIn(folder, three, service, { budgets })).rejects.toMatchObject({
    reason: 'over-budget',
    message: expect.stringContaining("the episode's budget is 0.0167 USD") as string,
  });
  expect(service.bill).toEqual([]);
});

test('what was ever bought for an episode counts, and a run that makes nothing is never refused', async () => {
  const service = { ...openServiceDouble(), origin: 'ark' as const };
  const folder = await makeFolder();
  await renderIn(folder, three, service);
  const budgets = [{ scope: 'episode', amount: '0.12', currency: 'CNY' }] as const;
  await renderIn(folder, three, service, { budgets });
  const four = planOf([...['a', 'b', 'c', 'd'].map((name) => ({ id: `one.${name}` }))]);
  await expect(renderIn(folder, four, service, { budgets })).rejects.toMatchObject({
    reason: 'over-budget',
  });
  expect(service.bill).toHaveLength(3);
});

test('what nobody can price is refused', async () => {
  const [task] = three.tasks;
  if (!task) throw new Error('the plan has tasks');
  const unpriced = { ...task, request: { ...task.request, model: 'ep-2026' } };
  const service = openServiceDouble();
  const plan = { ...three, tasks: [unpriced], cut: [] };
  const folder = await makeFolder();
  await expect(renderIn(folder, plan, service)).rejects.toMatchObject({ reason: 'over-budget' });
  await renderIn(folder, plan, service, { endpoints: { 'ep-2026': 'seedance-2.0' } });
  expect(service.bill).toHaveLength(1);
});
