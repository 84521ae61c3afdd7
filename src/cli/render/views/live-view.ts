/**
 * For people, on a terminal: one screen that changes in place. Only what changed is drawn again, a
 * few times a second at most; what must stay to be read is written above it once.
 */
import type { RenderEvent } from '../../../render/events.ts';
import type { Cli } from '../../cli.ts';
import { paintFor } from '../../paint.ts';
import { withoutSecrets } from '../../secrets.ts';
import { openScreen } from '../../terminal-screen.ts';
import { endWords } from './end-words.ts';
import { eventLine } from './event-line.ts';
import { emptyProgress, withEvent } from './progress.ts';
import { screenLines } from './screen.ts';
import type { RenderView } from './view.ts';
import type { MoneyWords } from '../../views/money.ts';

const frameMs = 250;

/** What a run leaves on the screen above its view: what somebody must act upon. */
const lasting: ReadonlySet<RenderEvent['type']> = new Set([
  'surveyed',
  'failed',
  'ambiguous',
  'salvaged',
  'halted',
  'stopping',
  'warning',
]);

export function liveView(cli: Cli, money: MoneyWords, again: string): RenderView {
  const paint = paintFor(cli, cli.stderr);
  const screen = openScreen(cli.stderr);
  let progress = emptyProgress;
  let running = false;
  const draw = (): void => {
    if (!running || progress.shots.size === 0) return;
    const size = { columns: cli.stderr.columns, rows: cli.stderr.rows ?? 24 };
    const lines = screenLines(progress, size, Date.now(), { paint, money });
    screen.draw(lines.map((line) => withoutSecrets(line, cli.env)));
  };
  const timer = setInterval(draw, frameMs);
  timer.unref();
  const above = (text: string): void => {
    screen.clear();
    cli.stderr.write(`${withoutSecrets(text, cli.env)}\n`);
  };
  const leave = (): void => {
    clearInterval(timer);
    screen.clear();
    screen.done();
  };
  return {
    note: above,
    event(event) {
      progress = withEvent(progress, event, Date.now());
      if (lasting.has(event.type)) above(eventLine(event, paint, money) ?? '');
      if (event.type === 'surveyed') return;
      // What is fetched again before the survey is no part of the picture yet, nor may it hide a prompt.
      if (!running && progress.shots.size > 0) {
        running = true;
        draw();
      }
    },
    pause: () => {
      screen.clear();
    },
    end(summary) {
      leave();
      for (const line of endWords(summary, paint, money, again)) {
        cli.stderr.write(`${withoutSecrets(line, cli.env)}\n`);
      }
      if (summary.output !== null) cli.stdout.write(`${summary.output}\n`);
    },
    close: leave,
  };
}
