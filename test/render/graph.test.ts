import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/render/graph.ts';
import { openSlots } from '../../src/render/slots.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { endsOf, makeFolder, renderIn } from './support/bench.ts';
import { planOf, type TaskSketch } from './support/plans.ts';
import { openServiceDouble, tick } from './support/service-double.ts';

/** Up to eight tasks, each on any of those before it. */
const dags = fc
  .array(
    fc.record({
      seconds: fc.integer({ min: 4, max: 15 }),
      looks: fc.nat(4),
      fails: fc.boolean(),
      builds: fc.array(fc.nat(7), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) =>
    rows.map((row, index) => ({
      ...row,
      id: `one.s${index}`,
      extends: [...new Set(row.builds)].filter((at) => at < index).map((at) => `one.s${at}`),
    })),
  );

describe('whatever the graph', () => {
  test('never more than N at the service, nothing before what it needs, failures take along only dependents', async () => {
    await fc.assert(
      fc.asyncProperty(dags, fc.integer({ min: 1, max: 4 }), async (rows, concurrency) => {
        const byId = new Map(rows.map((row) => [row.id, row]));
        const service = openServiceDouble({
          looks: (task) => byId.get(task)?.looks ?? 0,
          fail: (task) =>
            byId.get(task)?.fails
              ? { code: 'x', message: 'x', hint: undefined, byChance: false }
              : undefined,
        });
        const plan = planOf(rows.map(({ fails: _, ...row }): TaskSketch => row));
        const { outcome } = await renderIn(await makeFolder(), plan, service, { concurrency });
        expect(service.mostInFlight).toBeLessThanOrEqual(concurrency);
        for (const [at, line] of service.log.entries()) {
          if (!line.startsWith('submit ')) continue;
          for (const needed of byId.get(line.slice('submit '.length))?.extends ?? []) {
            const fetched = service.log.indexOf(`download ${needed}`);
            expect(fetched).toBeGreaterThanOrEqual(0);
            expect(fetched).toBeLessThan(at);
          }
        }
        expect(endsOf(outcome)).toEqual(expectedEnds(plan, (id) => byId.get(id)?.fails ?? false));
        expect(new Set(service.bill.map((one) => one.task)).size).toBe(service.bill.length);
      }),
      { numRuns: 40 },
    );
  });

  test('a stop at any moment loses nothing and pays for nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(dags, fc.array(fc.nat(30), { maxLength: 4 }), async (rows, stops) => {
        const plan = planOf(rows.map(({ fails: _, ...row }): TaskSketch => row));
        const service = openServiceDouble({ looks: () => 3 });
        const folder = await makeFolder();
        for (const after of stops) {
          const stop = new AbortController();
          let events = 0;
          await renderIn(folder, plan, service, {
            stop: stop.signal,
            onEvent: () => {
              if (++events > after) stop.abort();
            },
          });
        }
        const { outcome } = await renderIn(folder, plan, service);
        expect(Object.values(endsOf(outcome)).every((end) => end !== 'failed')).toBe(true);
        expect(outcome.takes.size).toBe(rows.length);
        expect(service.bill.map((one) => one.task).sort()).toEqual(
          rows.map((row) => row.id).sort(),
        );
      }),
      { numRuns: 25 },
    );
  });
});

function expectedEnds(
  plan: Plan,
  fails: (id: string) => boolean,
): Readonly<Record<string, string>> {
  const ends: Record<string, string> = {};
  for (const task of plan.tasks) {
    const stuck = task.dependsOn.some((name) => ends[name] !== 'now');
    ends[task.id] = stuck ? 'skipped' : fails(task.id) ? 'failed' : 'now';
  }
  return ends;
}

describe('the order', () => {
  test('the chain that decides the end goes first, and is never kept waiting', async () => {
    const plan = planOf([
      { id: 'one.short', seconds: 15 },
      { id: 'one.other', seconds: 14 },
      { id: 'one.a', seconds: 10 },
      { id: 'one.b', seconds: 10, extends: ['one.a'] },
      { id: 'one.c', seconds: 10, extends: ['one.b'] },
    ]);
    const service = openServiceDouble();
    await renderIn(await makeFolder(), plan, service, { concurrency: 1 });
    const order = service.bill.map((one) => one.task);
    expect(order).toEqual(['one.a', 'one.b', 'one.short', 'one.other', 'one.c']);
  });

  test('what is ready is fetched before anything new is submitted', async () => {
    const plan = planOf([{ id: 'one.a' }, { id: 'one.b' }, { id: 'one.c' }]);
    const service = openServiceDouble();
    await renderIn(await makeFolder(), plan, service, { concurrency: 1 });
    expect(service.log).toEqual([
      'submit one.a',
      'download one.a',
      'submit one.b',
      'download one.b',
      'submit one.c',
      'download one.c',
    ]);
  });

  test('slots: the most urgent of those that wait, equals in order of asking', async () => {
    const slots = openSlots(1);
    const done: string[] = [];
    const ask = (name: string, urgency: number) =>
      slots.run(urgency, async () => {
        await tick();
        done.push(name);
      });
    await Promise.all([ask('x', 0), ask('b1', 1), ask('c', 2), ask('b2', 1), ask('a', 0)]);
    expect(done).toEqual(['c', 'b1', 'b2', 'x', 'a']);
  });

  test.each([
    ['is given to one that is as urgent', 2, 'first taken, second taken, first done, second done'],
    ['is kept for what is more urgent', 3, 'first taken, first done, second taken, second done'],
  ])('slots: a place that is left early %s', async (_, comingUrgency, order) => {
    const slots = openSlots(1);
    const log: string[] = [];
    const first = slots.run(9, async (leave) => {
      log.push('first taken');
      await tick();
      leave(comingUrgency);
      for (let turn = 0; turn < 5; turn += 1) await tick();
      log.push('first done');
    });
    const second = slots.run(2, async () => {
      log.push('second taken');
      await first;
      log.push('second done');
    });
    await Promise.all([first, second]);
    expect(log.join(', ')).toBe(order);
  });

  test('a broken plan is refused, in circles or with holes', () => {
    const [a, b] = planOf([{ id: 'a' }, { id: 'b', extends: ['a'] }]).tasks;
    if (!a || !b) throw new Error('two tasks');
    expect(() => buildGraph({ tasks: [{ ...a, dependsOn: ['b'] }, b] })).toThrow(
      'waits for itself',
    );
    expect(() => buildGraph({ tasks: [b] })).toThrow('which is no task');
  });

  test('a chain of thousands is walked', () => {
    const long = planOf(
      Array.from({ length: 5000 }, (_, at) => ({
        id: `s${at}`,
        ...(at > 0 ? { extends: [`s${at - 1}`] } : {}),
      })),
    );
    const graph = buildGraph({ tasks: long.tasks.toReversed() });
    expect(graph.tasks[0]?.id).toBe('s0');
    expect(graph.urgencyOf('s0')).toBe(20_000);
  });
});
