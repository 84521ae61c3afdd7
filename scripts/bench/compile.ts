/** Source to plan, in one thread: beside a Fountain parser, beside YAML, and against itself. */
import { Fountain } from 'fountain-js';
import { parse as parseYaml } from 'yaml';
import { compile } from '../../src/compile.ts';
import { serializePlan } from '../../src/plan/serialize-plan.ts';
import { memoryHost } from '../../test/support/memory-host.ts';
import { bestMs } from './measure.ts';
import type { Bench, Row } from './row.ts';
import { asFountain, asScene, asYaml, makeSeries, sharedCast } from './series.ts';

export const compileBench: Bench = {
  name: 'compile',
  async run() {
    const series = makeSeries({ episodes: 100, shotsInEpisode: 100 });
    const episodes = series.episodes.map(asScene);
    const scene = rate(episodes.join(''), await compileMs(episodes));
    const fountainText = asFountain(series, { bytes: Buffer.byteLength(episodes.join('')) });
    const fountain = rate(
      fountainText,
      await bestMs(1, () => new Fountain().parse(fountainText, true)),
    );
    const yamlText = asYaml(series);
    const yaml = rate(yamlText, await bestMs(5, () => parseYaml(yamlText) as unknown));
    return [
      { what: 'source to plan, 100 episodes of 100 shots', result: inMegabytes(scene) },
      compared('fountain-js, a script of the same length', {
        ours: scene,
        theirs: fountain,
        goal: 25,
      }),
      compared('yaml, the same data', { ours: scene, theirs: yaml, goal: 2 }),
      await linearity(),
    ];
  },
};

/** Twice the shots of one episode: the time may be little more than twice. */
async function linearity(): Promise<Row> {
  const episodeOf = (shotsInEpisode: number): readonly string[] =>
    makeSeries({ episodes: 1, shotsInEpisode }).episodes.map(asScene);
  const ratio = (await compileMs(episodeOf(10_000))) / (await compileMs(episodeOf(5_000)));
  return {
    what: 'one episode of 10,000 shots beside one of 5,000',
    result: `${ratio.toFixed(2)}x the time`,
    goal: '≤ 2.2x',
    reached: ratio <= 2.2,
  };
}

async function compileMs(episodes: readonly string[]): Promise<number> {
  const names = episodes.map((_, index) => `/project/e${index + 1}.scene`);
  const host = memoryHost({
    'cast.scene': sharedCast,
    ...Object.fromEntries(episodes.map((text, index) => [`e${index + 1}.scene`, text])),
  });
  return bestMs(5, async () => {
    for (const name of names) {
      const { diagnostics, plan } = await compile(name, '/project', host);
      if (!plan) throw new Error(`the series has errors: ${diagnostics[0]?.message}`);
      serializePlan(plan);
    }
  });
}

/** Megabytes a second. */
function rate(text: string, milliseconds: number): number {
  return Buffer.byteLength(text) / 1e3 / milliseconds;
}

function inMegabytes(megabytesPerSecond: number): string {
  return `${megabytesPerSecond.toFixed(megabytesPerSecond < 1 ? 2 : 1)} MB/s`;
}

function compared(
  what: string,
  rates: { readonly ours: number; readonly theirs: number; readonly goal: number },
): Row {
  const times = rates.ours / rates.theirs;
  return {
    what,
    result: `${inMegabytes(rates.theirs)}; ours is ${times.toFixed(1)}x`,
    goal: `≥ ${rates.goal}x`,
    reached: times >= rates.goal,
  };
}
