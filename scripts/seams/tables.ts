/** What came out, as tables in Markdown. */
import type { Overlap } from '../../src/episode/seams/overlap.ts';
import { sceneKinds } from './scenes.ts';
import type { Trial } from './trials.ts';

export interface Result {
  readonly trial: Trial;
  readonly supposed: Overlap;
  /** Frames; 0 where the confidence was too little. */
  readonly believed: number;
  readonly right: boolean;
  readonly cpuMs: number;
}

export function tablesOf(results: readonly Result[]): string {
  const cpuMs = results.reduce((sum, one) => sum + one.cpuMs, 0) / results.length;
  return [
    ...tableBy('scene', sceneKinds, results, ({ trial }) => trial.kind),
    ...tableBy(
      'wear',
      [...new Set(results.map(({ trial }) => trial.wear))].sort(),
      results,
      ({ trial }) => trial.wear,
    ),
    ...tableBy('repeated', ['nothing', '1 to 4 frames', 'more'], results, ({ trial }) =>
      lengthOf(trial),
    ),
    ...tableBy('confidence', steps, results, ({ supposed }) => stepOf(supposed.confidence)),
    `Right: ${share(results)}. Comparing took ${cpuMs.toFixed(0)} ms of processor time a pair.`,
    '',
  ].join('\n');
}

const steps = ['below 0.25', '0.25 to 0.50', '0.50 to 0.75', '0.75 to 0.90', 'from 0.90'];

function stepOf(confidence: number): string {
  const place = [0.25, 0.5, 0.75, 0.9].findIndex((limit) => confidence < limit);
  return steps.at(place) ?? '';
}

function lengthOf({ overlap }: Trial): string {
  if (overlap === 0) return 'nothing';
  return overlap <= 4 ? '1 to 4 frames' : 'more';
}

function tableBy(
  what: string,
  names: readonly string[],
  results: readonly Result[],
  nameOf: (result: Result) => string,
): readonly string[] {
  const rows = names.map((name) => {
    const own = results.filter((result) => nameOf(result) === name);
    const missed = own.filter(({ right }) => !right).map(({ trial }) => trial.seed);
    return `| ${name} | ${share(own)} | ${missed.join(' ')} |`;
  });
  return [`| ${what} | right | seeds that were not |`, '|---|---|---|', ...rows, ''];
}

function share(results: readonly Result[]): string {
  return `${results.filter(({ right }) => right).length} of ${results.length}`;
}
