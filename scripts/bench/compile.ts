/**
 * Source to plan: beside a Fountain parser, beside YAML, and against itself. From the bytes of each
 * file, and of what it imports, to the text of its plan; the others from text to their trees. All run
 * warm and by turns in one process; a figure is the median of the processor's time, in all threads.
 */
import { Fountain } from 'fountain-js';
import { parse as parseYaml } from 'yaml';
import { compile } from '../../src/compile.ts';
import { serializePlan } from '../../src/plan/serialize-plan.ts';
import { memoryHost } from '../../test/support/memory-host.ts';
import { takenByTurns, type Taken } from './measure.ts';
import type { Bench, Row } from './row.ts';
import { asFountain, asScene, asYaml, makeSeries, sharedCast, type Series } from './series.ts';

export const compileBench: Bench = {
  name: 'compile',
  async run() {
    return [...(await inManyFiles()), ...(await inOneFile()), await linearity()];
  },
};

/** The series as it is written: an episode a file, and all of it for the others in as many. */
async function inManyFiles(): Promise<readonly Row[]> {
  const series = makeSeries({ episodes: 100, shotsInEpisode: 100 });
  const each: readonly Series[] = series.episodes.map((episode) => ({ episodes: [episode] }));
  const scenes = series.episodes.map(asScene);
  const yamls = each.map(asYaml);
  const fountains = each.map((one, index) =>
    asFountain(one, { bytes: Buffer.byteLength(scenes[index] ?? '') }),
  );
  const taken = await takenByTurns(9, {
    scene: compiling(scenes),
    yaml: () => yamls.map((text) => parseYaml(text) as unknown),
    fountain: () => fountains.map(parseFountain),
  });
  return [
    { what: '100 files of 100 shots, source to plan', result: shown(scenes, taken.scene) },
    {
      what: 'yaml, the same data in as many files',
      ...compared(taken.yaml, taken.scene, 2, shown(yamls, taken.yaml)),
    },
    {
      what: 'fountain-js, as many scripts of the same lengths',
      ...compared(taken.fountain, taken.scene, undefined, shown(fountains, taken.fountain)),
    },
  ];
}

/** One file of ten thousand shots. `fountain-js` takes four times as long for twice the script. */
async function inOneFile(): Promise<readonly Row[]> {
  const series = makeSeries({ episodes: 1, shotsInEpisode: 10_000 });
  const scenes = series.episodes.map(asScene);
  const text = asFountain(series, { bytes: Buffer.byteLength(scenes.join('')) });
  const taken = await takenByTurns(3, {
    scene: compiling(scenes),
    fountain: () => parseFountain(text),
  });
  return [
    { what: 'one file of 10,000 shots, source to plan', result: shown(scenes, taken.scene) },
    {
      what: 'fountain-js, one script of the same length',
      ...compared(taken.fountain, taken.scene, 25, shown([text], taken.fountain)),
    },
  ];
}

/** Twice the shots of one episode: the time may be little more than twice. */
async function linearity(): Promise<Row> {
  const episodeOf = (shotsInEpisode: number): readonly string[] =>
    makeSeries({ episodes: 1, shotsInEpisode }).episodes.map(asScene);
  const { half, whole } = await takenByTurns(7, {
    half: compiling(episodeOf(5_000)),
    whole: compiling(episodeOf(10_000)),
  });
  return {
    what: 'one episode of 10,000 shots beside one of 5,000',
    result: `${(whole.cpu / half.cpu).toFixed(2)}x the time`,
    goal: '≤ 2.2x',
    reached: whole.cpu / half.cpu <= 2.2,
  };
}

/** From the bytes of each episode, and of what it imports, to the text of its plan. */
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

function parseFountain(text: string): unknown {
  return new Fountain().parse(text, true);
}

function shown(texts: readonly string[], { cpu, wall, cold }: Taken): string {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const perSecond = (megabytes / cpu) * 1e3;
  return (
    `${cpu.toFixed(0)} ms for ${megabytes.toFixed(1)} MB, ${perSecond.toFixed(perSecond < 1 ? 2 : 1)} MB/s ` +
    `(by the clock ${wall.toFixed(0)} ms; cold ${cold.toFixed(0)} ms)`
  );
}

function compared(
  theirs: Taken,
  ours: Taken,
  goal: number | undefined,
  result: string,
): Omit<Row, 'what'> {
  const times = theirs.cpu / ours.cpu;
  return {
    result: `${result}; ours is ${times.toFixed(times < 1 ? 2 : 1)}x as fast`,
    ...(goal === undefined ? {} : { goal: `≥ ${goal}x`, reached: times >= goal }),
  };
}
