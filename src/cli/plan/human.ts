/** `scene plan` for people: what costs money first, what stays as counts, then the sums. */
import { shotOf } from '../../store/takes.ts';
import type { Cli } from '../cli.ts';
import { paintFor, type Paint } from '../paint.ts';
import { priceOf, type MoneyWords } from '../views/money.ts';
import { padEnd, padStart, widest } from '../views/columns.ts';
import { counted } from '../views/plural.ts';
import { shotsAndTakes } from '../views/shots.ts';
import { hanging, wrap } from '../views/wrap.ts';
import type { PlannedShot, PlanReport } from './report.ts';

export function humanPlan(report: PlanReport, cli: Cli, money: MoneyWords): string {
  const paint = paintFor(cli, cli.stdout);
  const columns = Math.max(40, cli.stdout.columns);
  const brush = { paint, money, columns };
  const lines = [
    ...headline(report, brush),
    ...sectionsOf(report, brush),
    ...keptLines(report),
    '',
    ...sumLines(report, brush),
    ...budgetLines(report, brush),
  ];
  return `${lines.join('\n')}\n`;
}

interface Brush {
  readonly paint: Paint;
  readonly money: MoneyWords;
  readonly columns: number;
}

function headline({ episode, shots, backend }: PlanReport, brush: Brush): readonly string[] {
  const name = episode.title === null ? episode.id : `${episode.id} ${episode.title}`;
  const against = backend === 'ark' ? 'what was bought' : 'what the simulator made';
  const wanted = shotsAndTakes(shots.map(({ task }) => task));
  return wrap(`${name}: ${wanted}, beside ${against}`, brush.columns - 1).map(brush.paint.bold);
}

interface Section {
  readonly title: string;
  readonly sign: string;
  has(shot: PlannedShot): boolean;
  stroke(paint: Paint): (text: string) => string;
}

const sections: readonly Section[] = [
  {
    title: 'To be made',
    sign: '+',
    has: ({ action }) => action === 'make',
    stroke: (paint) => paint.green,
  },
  {
    title: 'At the service already',
    sign: '↓',
    has: ({ state }) => state === 'in-flight',
    stroke: (paint) => paint.cyan,
  },
  {
    title: 'Not settled, and counted as spent: `scene reconcile`',
    sign: '?',
    has: ({ state }) => state === 'ambiguous',
    stroke: (paint) => paint.red,
  },
  {
    title: 'Pinned and not in this store: `scene takes unpin` lets one go',
    sign: '!',
    has: ({ state, action }) => state === 'lost' && action === 'wait',
    stroke: (paint) => paint.red,
  },
  {
    title: 'Pinned, and kept though the script has changed',
    sign: '=',
    has: ({ state, chosen, action }) =>
      chosen === 'pinned' && state === 'changed' && action === 'keep',
    stroke: (paint) => paint.yellow,
  },
  {
    title: 'Stale, and kept',
    sign: '~',
    has: ({ state, action }) => state === 'stale' && action === 'keep',
    stroke: (paint) => paint.yellow,
  },
  {
    title: 'Worded anew, and kept: `scene takes reroll` makes another take',
    sign: '~',
    has: ({ state, action }) => state === 'reworded' && action === 'keep',
    stroke: (paint) => paint.dim,
  },
];

function sectionsOf({ shots }: PlanReport, brush: Brush): readonly string[] {
  const { paint, money, columns } = brush;
  return sections.flatMap((section) => {
    const listed = shots.filter((shot) => section.has(shot));
    if (listed.length === 0) return [];
    const names = Math.min(widest(listed.map(({ task }) => task)), Math.floor(columns / 2));
    const prices = listed.map((shot) => `${shot.exact ? '' : '≤ '}${priceOf(shot.cost, money)}`);
    const priceColumns = widest(prices);
    const lines = listed.flatMap((shot, index) => {
      const seconds = shot.seconds < 0 ? 'auto' : `${shot.seconds}s`;
      const cells = [
        padEnd(shot.task, names),
        padStart(seconds, 4),
        padStart(prices[index] ?? '', priceColumns),
      ];
      const head = `  ${section.sign} ${cells.join('  ')}`;
      return hanging(head, reasonOf(shot), columns - 1).map(section.stroke(paint));
    });
    return ['', ...wrap(section.title, columns - 1), ...lines];
  });
}

function reasonOf({ state, action, why }: PlannedShot): string {
  // Where the section's title does not say it, the state does.
  const says = action === 'make' ? state : undefined;
  return [says, why].filter((part) => part !== undefined && part !== null).join(': ');
}

function keptLines({ shots }: PlanReport): readonly string[] {
  const kept = shots.filter(({ state, action }) => state === 'kept' && action === 'keep');
  if (kept.length === 0) return [];
  const pinned = new Set(
    kept.filter(({ chosen }) => chosen === 'pinned').map(({ task }) => shotOf(task)),
  ).size;
  const all = kept.length === shots.length ? 'All ' : '';
  return [
    '',
    `${all}${shotsAndTakes(kept.map(({ task }) => task))} kept${pinned > 0 ? `, ${pinned} pinned` : ''}`,
  ];
}

const tokenWords = new Intl.NumberFormat('en');

function sumLines(
  { totals, stale, pending }: PlanReport,
  { money, paint, columns }: Brush,
): readonly string[] {
  const price = `${totals.exact ? '' : 'at most '}${priceOf(totals.cost, money)}`;
  const real = money.real ? '' : ', were it real';
  const sum =
    totals.make > 0
      ? `${counted(totals.make, 'clip')} to make: ${tokenWords.format(totals.tokens)} tokens, ${price}${real}`
      : pending
        ? 'Nothing to buy'
        : 'Nothing to make';
  const staleSum = `\`--stale render\` would make ${stale.shots} more: ${stale.exact ? '' : 'at most '}${priceOf(stale.cost, money)}${real}`;
  return [
    ...wrap(sum, columns - 1).map(paint.bold),
    ...(stale.shots > 0 ? wrap(staleSum, columns - 1) : []),
  ];
}

const budgetWords = { run: 'this run', plan: 'plan', episode: 'episode', project: 'project' };

function budgetLines({ budgets }: PlanReport, { paint, columns }: Brush): readonly string[] {
  const names = widest(budgets.map(({ scope }) => budgetWords[scope]));
  const amounts = widest(budgets.map(({ amount, currency }) => `${amount} ${currency}`));
  return budgets.flatMap(({ scope, amount, currency, spent, planned, holds }) => {
    const money = { currency, real: true };
    const short = (value: string): string =>
      priceOf({ CNY: value, USD: value }, money).replace(` ${currency}`, '');
    const line = `Budget  ${padEnd(budgetWords[scope], names)}  ${padStart(`${amount} ${currency}`, amounts)}: ${short(spent)} spent, ${short(planned)} now`;
    const lines = wrap(holds ? line : `${line}; too little`, columns - 1);
    return holds ? lines : lines.map(paint.red);
  });
}
