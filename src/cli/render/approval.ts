/** On the live service money is spent only with somebody's word: `--yes`, or an answer at a prompt. */
import { Failure } from '../../failure.ts';
import type { Forecast } from '../../render/events.ts';
import type { Cli } from '../cli.ts';
import type { RenderView } from './views/view.ts';
import { priceOf, type MoneyWords } from '../views/money.ts';

export interface ApprovalGrounds {
  readonly yes: boolean;
  readonly money: MoneyWords;
  readonly view: RenderView;
}

/** @throws Failure `not-approved` */
export async function approve(
  cli: Cli,
  forecast: Forecast,
  { yes, money, view }: ApprovalGrounds,
): Promise<void> {
  if (!money.real || yes) return;
  const price = `${forecast.exact ? '' : 'at most '}${priceOf(forecast.cost, money)}`;
  if (!cli.ask) {
    throw new Failure('not-approved', `this run would spend ${price}, and nobody has approved it`, {
      hint:
        'Nothing was spent. Add --yes to approve it, and --budget to bound it. A plan that somebody has looked ' +
        'at needs neither: `scene plan FILE -o PLAN`, then `scene render PLAN`.',
    });
  }
  view.pause();
  const answer = await cli.ask(`Make ${forecast.generate} clips for ${price}? [y/N] `);
  if (/^(y|yes|是|好)$/i.test(answer.trim())) return;
  throw new Failure('not-approved', 'not approved', { hint: 'Nothing was spent.' });
}
