import { createLogUpdate } from 'log-update';
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import type { Output } from './cli.ts';

/** Lines at the foot of a terminal that change in place. */
export interface Screen {
  draw(lines: readonly string[]): void;
  clear(): void;
  done(): void;
}

/**
 * log-update on an `Output`. A terminal that has become narrower has broken the lines that stand on
 * it into more rows than were written: those are taken away first.
 */
export function openScreen(output: Output): Screen {
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
