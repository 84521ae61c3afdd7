/** `scene plan --format markdown`: a comment for whoever approves. */
import { priceOf, type MoneyWords } from '../views/money.ts';
import { counted } from '../views/plural.ts';
import { shotsAndTakes } from '../views/shots.ts';
import type { PlannedShot, PlanReport } from './report.ts';

export function markdownPlan(report: PlanReport, money: MoneyWords): string {
  const { episode, totals, shots, stale, budgets } = report;
  const name = escaped(episode.title ?? episode.id);
  const listed = shots.filter(({ state, action }) => state !== 'kept' || action !== 'keep');
  const keptTasks = shots.filter(({ action }) => action === 'keep').map(({ task }) => task);
  const price = `${totals.exact ? '' : 'at most '}${priceOf(totals.cost, money)}`;
  const real = money.real ? '' : ' (were it real)';
  const lines = [
    `### ${name}: ${counted(totals.make, 'clip')} to make, ${price}${real}`,
    '',
    ...(listed.length > 0
      ? ['| shot | seconds | state | why | price |', '| --- | ---: | --- | --- | ---: |']
      : ['Nothing is pending.']),
    ...listed.map((shot) => row(shot, money)),
    '',
    `${shotsAndTakes(keptTasks)} kept, ${totals.tokens} tokens.`,
    ...(stale.shots > 0
      ? [`\`--stale render\` would make ${stale.shots} more for ${priceOf(stale.cost, money)}.`]
      : []),
    ...budgets.map(
      ({ scope, amount, currency, spent, planned, holds }) =>
        `- ${scope}: ${amount} ${currency}, ${spent} spent, ${planned} now${holds ? '' : ', **too little**'}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function row(shot: PlannedShot, money: MoneyWords): string {
  const price = shot.action === 'make' ? priceOf(shot.cost, money) : '–';
  const bound = shot.action === 'make' && !shot.exact ? '≤ ' : '';
  const seconds = shot.seconds < 0 ? 'auto' : String(shot.seconds);
  const state = shot.action === 'keep' ? `${shot.state}, kept` : shot.state;
  const cells = [escaped(shot.task), seconds, state, escaped(shot.why ?? ''), `${bound}${price}`];
  return `| ${cells.join(' | ')} |`;
}

/** What a table or a heading would read as its own. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|]/g, '\\$&').replaceAll('\n', ' ');
}
