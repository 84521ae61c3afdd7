/**
 * For people, on a terminal: one screen that changes in place. Only what changed is drawn again, a
 * few times a second at most; what must stay to be read is written above it once.
 */
import { createLogUpdate } from 'log-update';
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import type { RenderEvent } from '../../../render/events.ts';
import type { Cli, Output } from '../../cli.ts';
import { paintFor } from '../../paint.ts';
import { withoutSecrets } from '../../secrets.ts';
import { endWords } from './end-words.ts';
import { eventLine } from './event-line.ts';
import { emptyProgress, withEvent } from './progress.ts';
import { screenLines } from './screen.ts';
import type { RenderView } from './view.ts';
import type { MoneyWords } from './words.ts';

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
      if (!running) {
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

interface Screen {
  draw(lines: readonly string[]): void;
  clear(): void;
  done(): void;
}

/**
 * log-update on an `Output`. A terminal that has become narrower has broken the lines that stand on
 * it into more rows than were written: those are taken away first.
 */
function openScreen(output: Output): Screen {
  const stream = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      output.write(String(text));
      done();
    },
  });
  Object.defineProperties(stream, {
    columns: { get: () => output.columns },
    rows: { get: () => output.rows ?? 24 },
    isTTY: { value: true },
  });
  const log = createLogUpdate(stream);
  let standing: readonly number[] = [];
  let drawnColumns = output.columns;
  const clear = (): void => {
    const brokenRows = standing.reduce(
      (sum, width) => sum + Math.max(0, Math.ceil(width / output.columns) - 1),
      0,
    );
    log.clear();
    if (output.columns < drawnColumns && brokenRows > 0) {
      output.write(`\u001B[${brokenRows}A\u001B[J`);
    }
    standing = [];
  };
  return {
    draw(lines) {
      if (output.columns !== drawnColumns) clear();
      drawnColumns = output.columns;
      standing = lines.map((line) => stringWidth(stripVTControlCharacters(line)));
      log(lines.join('\n'));
    },
    clear,
    done: () => {
      log.done();
    },
  };
}
