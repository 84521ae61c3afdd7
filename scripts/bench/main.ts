import { cpus, totalmem } from 'node:os';
import { compileBench } from './compile.ts';
import { filmBench } from './film.ts';
import { nothingBench } from './nothing.ts';
import { renderBench } from './render.ts';
import { serve, serveWord } from './service.ts';
import type { Bench, Row } from './row.ts';
import { startBench } from './start.ts';

const benches: readonly Bench[] = [compileBench, startBench, filmBench, renderBench, nothingBench];

const [first, ...others] = process.argv.slice(2);
if (first === serveWord) await serve(others);
else await measure(first === undefined ? [] : [first, ...others]);

async function measure(wanted: readonly string[]): Promise<void> {
  const chosen = benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const rows: Row[] = [];
  for (const bench of chosen) rows.push(...(await bench.run()));
  const [processor] = cpus();
  process.stdout.write(
    [
      `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${processor?.model.trim() ?? 'unknown'}, ` +
        `${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}, ${process.platform}`,
      '',
      '| what | result | goal | |',
      '|---|---|---|---|',
      ...rows.map(
        ({ what, result, goal, reached }) =>
          `| ${what} | ${result} | ${goal ?? ''} | ${reached === undefined ? '' : reached ? 'reached' : 'missed'} |`,
      ),
      '',
    ].join('\n'),
  );
}
