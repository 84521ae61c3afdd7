import type { Cli } from '../../cli.ts';
import { hasMotion } from '../../paint.ts';
import { jsonView } from './json-view.ts';
import { liveView } from './live-view.ts';
import { plainView } from './plain-view.ts';
import type { RenderView } from './view.ts';
import type { MoneyWords } from '../../views/money.ts';

/** The view that fits the output: JSON where it is asked for, else live on a terminal, else lines. */
export function openView(
  cli: Cli,
  format: 'human' | 'json',
  money: MoneyWords,
  again: string,
): RenderView {
  if (format === 'json') return jsonView(cli);
  return hasMotion(cli, cli.stderr) ? liveView(cli, money, again) : plainView(cli, money, again);
}
