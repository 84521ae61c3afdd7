/** For people, where the output is no terminal: lines, each written once. */
import type { Cli } from '../../cli.ts';
import { paintFor } from '../../paint.ts';
import { withoutSecrets } from '../../secrets.ts';
import { endWords } from './end-words.ts';
import { eventLine } from './event-line.ts';
import type { RenderView } from './view.ts';
import type { MoneyWords } from '../../views/money.ts';

export function plainView(cli: Cli, money: MoneyWords, again: string): RenderView {
  const paint = paintFor(cli, cli.stderr);
  const say = (text: string): void => {
    cli.stderr.write(`${withoutSecrets(text, cli.env)}\n`);
  };
  return {
    note: say,
    event(event) {
      const line = eventLine(event, paint, money);
      if (line !== undefined) say(line);
    },
    pause: () => undefined,
    end(summary) {
      for (const line of endWords(summary, paint, money, again)) say(line);
      if (summary.output !== null) cli.stdout.write(`${summary.output}\n`);
    },
    close: () => undefined,
  };
}
