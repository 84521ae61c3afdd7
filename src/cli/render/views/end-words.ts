/** The last lines of a run, for people. */
import type { Paint } from '../../paint.ts';
import { priceOf, type MoneyWords } from '../../views/money.ts';
import type { Summary } from './view.ts';

/** `again` is the command that goes on where this run stopped. */
export function endWords(
  summary: Summary,
  paint: Paint,
  money: MoneyWords,
  again: string,
): readonly string[] {
  const lines = [`${headline(summary, paint)} ${counted(summary, money)}`];
  if (summary.inFlight.length > 0) {
    const open = summary.inFlight.map(({ task, id }) => `  ${task} ${paint.dim(id)}`);
    lines.push('At the service, paid for if they succeed, and not yet fetched:', ...open);
  }
  if (summary.missing.length > 0 && summary.output === null) {
    lines.push(`The film waits for ${few(summary.missing)}.`);
  }
  if (summary.status !== 'done') {
    lines.push(`${paint.cyan('→')} ${nextOf(summary, again)}`);
  }
  return lines;
}

function counted({ generated, reused, worth }: Summary, money: MoneyWords): string {
  const price = `${priceOf(worth, money)}${money.real ? '' : ', had it been real'}`;
  const before = reused > 0 ? `; ${reused} kept from before` : '';
  return generated > 0 ? `${generated} made for ${price}${before}` : `Nothing was made${before}`;
}

function headline({ status, failed }: Summary, paint: Paint): string {
  switch (status) {
    case 'done':
      return paint.green('Done.');
    case 'partial':
      return paint.yellow(failed > 0 ? `Partly done: ${failed} failed.` : 'Partly done.');
    case 'ambiguous':
      return paint.red('Not settled: a submission may or may not have been accepted.');
    case 'unavailable':
      return paint.red('Ended early.');
    case 'interrupted':
      return paint.yellow('Stopped.');
    case 'refused':
      return paint.red('Refused.');
  }
}

function nextOf({ status }: Summary, again: string): string {
  return status === 'ambiguous'
    ? `\`scene reconcile\` settles it: nothing is sent twice blindly. Then go on with: ${again}`
    : `To go on where this stopped: ${again}`;
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
