/** Source to plan, in one thread: beside a Fountain parser, beside YAML, and against itself. */
import { Fountain } from 'fountain-js';
import { parse as parseYaml } from 'yaml';
import { compile } from '../../src/compile.ts';
import { serializePlan } from '../../src/plan/serialize-plan.ts';
import { memoryHost } from '../../test/support/memory-host.ts';
import { bestOfEachMs } from './measure.ts';
import type { Bench, Row } from './row.ts';
import { asFountain, asScene, asYaml, makeSeries, sharedCast } from './series.ts';

export const compileBench: Bench = {
  name: 'compile',
  async run() {
    const series = makeSeries({ episodes: 100, shotsInEpisode: 100 });
    const episodes = series.episodes.map(asScene);
    const sceneText = episodes.join('');
    const yamlText = asYaml(series);
    const fountainText = asFountain(series, { bytes: Buffer.byteLength(sceneText) });
    const best = await bestOfEachMs(7, {
      scene: compiling(episodes),
      yaml: () => parseYaml(yamlText) as unknown,
    });
    // Once is enough: it takes seconds, and is not near.
    const start = performance.now();
    new Fountain().parse(fountainText, true);
    const fountainMs = performance.now() - start;
    const scene = rate(sceneText, best.scene);
    return [
      { what: 'source to plan, 100 episodes of 100 shots', result: shown(sceneText, best.scene) },
      {
        what: 'fountain-js, a script of the same length',
        ...compared(scene / rate(fountainText, fountainMs), 25, shown(fountainText, fountainMs)),
      },
      {
        what: 'yaml, the same data',
        ...compared(best.yaml / best.scene, 2, shown(yamlText, best.yaml)),
      },
      await linearity(),
    ];
  },
};

/** Twice the shots of one episode: the time may be little more than twice. */
async function linearity(): Promise<Row> {
  const episodeOf = (shotsInEpisode: number): readonly string[] =>
    makeSeries({ episodes: 1, shotsInEpisode }).episodes.map(asScene);
  const { half, whole } = await bestOfEachMs(5, {
    half: compiling(episodeOf(5_000)),
    whole: compiling(episodeOf(10_000)),
  });
  return {
    what: 'one episode of 10,000 shots beside one of 5,000',
    result: `${(whole / half).toFixed(2)}x the time`,
    goal: '≤ 2.2x',
    reached: whole / half <= 2.2,
  };
}

/** From the bytes of each episode, and of what it imports, to the bytes of its plan. */
function compiling(episodes: readonly string[]): () => Promise<void> {
  const names = episodes.map((_, index) => `/project/e${index + 1}.scene`);
  const host = memoryHost({
    'cast.scene': sharedCast,
    ...Object.fromEntries(episodes.map((text, index) => [`e${index + 1}.scene`, text])),
  });
  return async () => {
    for (const name of names) {
      const { diagnostics, plan } = await compile(name, '/project', host);
      if (!plan) throw new Error(`the series has errors: ${diagnostics[0]?.message}`);
      serializePlan(plan);
    }
  };
}

/** Megabytes a second. */
function rate(text: string, milliseconds: number): number {
  return Buffer.byteLength(text) / 1e3 / milliseconds;
}

function shown(text: string, milliseconds: number): string {
  const perSecond = rate(text, milliseconds);
  const megabytes = (Buffer.byteLength(text) / 1e6).toFixed(1);
  return `${perSecond.toFixed(perSecond < 1 ? 2 : 1)} MB/s (${megabytes} MB in ${milliseconds.toFixed(0)} ms)`;
}

function compared(times: number, goal: number, theirs: string): Omit<Row, 'what'> {
  return {
    result: `${theirs}; ours is ${times.toFixed(1)}x as fast`,
    goal: `≥ ${goal}x`,
    reached: times >= goal,
  };
}
