/** Facts of several takes, side by side where the window has room for it; nothing is ever cut. */
import { padEnd, widest } from '../views/columns.ts';
import { wrap } from '../views/wrap.ts';

/** What is compared, then how it is with each of them. */
export type Row = readonly [name: string, ...values: string[]];

/** Narrower, and words stand one below the other. */
const narrowestColumn = 24;

/** Each line begins with two blanks; two or three takes beside each other, more one below the other. */
export function beside(rows: readonly Row[], columns: number): readonly string[] {
  const names = widest(rows.map(([name]) => name));
  const count = Math.max(1, ...rows.map(({ length }) => length - 1));
  const room = Math.floor((columns - names - 3) / count) - 2;
  const wrapped = rows.map(([name, ...values]) => ({
    name,
    cells: values.map((value) => wrap(value, room)),
  }));
  const fits = widest(wrapped.flatMap(({ cells }) => cells.flat())) <= room;
  if (room < narrowestColumn || !fits) return below(rows, names, columns);
  return wrapped.flatMap(({ name, cells }) =>
    Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, at) => {
      const parts = cells.map((cell) => padEnd(cell[at] ?? '', room));
      return `  ${padEnd(at === 0 ? name : '', names)}  ${parts.join('  ')}`.trimEnd();
    }),
  );
}

function below(rows: readonly Row[], names: number, columns: number): readonly string[] {
  const [, ...takes] = rows[0] ?? [''];
  return takes.flatMap((_, take) =>
    rows.flatMap(([name, ...values]) =>
      wrap(values[take] ?? '', columns - names - 5).map((line, at) =>
        `  ${padEnd(at === 0 ? name : '', names)}  ${line}`.trimEnd(),
      ),
    ),
  );
}
