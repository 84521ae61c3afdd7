/** A clip that is longer or shorter than was asked for is paid for: kept, used, and said wherever it is. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { warningsOfClips } from '../../src/cli/report/warnings.ts';
import { wrongLengthOf } from '../../src/render/clip-length.ts';
import { parseFault, startSimulator } from '../../src/seedance/simulator/server.ts';
import { runScene } from '../support/cli.ts';
import { intentOf } from '../support/intents.ts';
import { makeFolder } from './support/bench.ts';
import { planOf } from './support/plans.ts';

const script = `episode "雨夜"
  model: seedance-2.0-mini
  resolution: 480p

scene 夜
  shot 门 4s
    雨水从伞沿滴落。
`;

test('it is said in the run, in the next one, in status and takes, until somebody picks it', async () => {
  const cwd = await makeFolder();
  await writeFile(join(cwd, '雨夜.scene'), script);
  await writeFile(join(cwd, 'scenewright.json'), '{"ark":{"pollSeconds":0.1}}');
  const faults = [parseFault('task-short@夜.门*1')];
  const simulator = await startSimulator({ faults });
  onTestFinished(() => simulator.close());
  const env = { ARK_BASE_URL: simulator.url, ARK_API_KEY: simulator.apiKey };
  const scene = (...words: string[]) => runScene(words, { cwd, env });
  const said = '夜.门: its clip lasts 2.0 s instead of 4 s';
  const run = await scene('render', '雨夜.scene', '--yes');
  expect(run.exitCode).toBe(0);
  expect(run.stderr).toContain(said);
  expect(simulator.bill()).toHaveLength(1);
  expect((await scene('render', '雨夜.scene')).stderr).toContain(said);
  expect((await scene('status')).stdout).toContain('夜.门  kept; it lasts 2.0 s instead of 4 s');
  expect((await scene('takes', 'list')).stdout).toContain('accepted, lasts 2.0 s instead of 4 s');
  await scene('takes', 'pick', '夜.门', '1');
  expect((await scene('render', '雨夜.scene')).stderr).not.toContain(said);
  expect(simulator.bill()).toHaveLength(1);
});

const frame = 1 / 24;
const at = '2026-11-22T08:00:00Z';
const kept = {
  tag: 't1',
  begunAt: at,
  at,
  step: 'kept',
  id: 'cgt-1',
  clip: { sha256: 'a'.repeat(64), bytes: 1, extension: '.mp4' },
} as const;

test('the page of an episode warns of it at the line of its shot', () => {
  const plan = planOf([{ id: 'one.a' }, { id: 'one.b' }]);
  const take = (seconds: number) => ({ ...kept, seconds, intent: intentOf({ seconds: 4 }) });
  const accepted = new Map([
    ['one.a', take(2)],
    ['one.b', take(4)],
  ]);
  const standings = { tasks: new Map(), takes: new Map(), accepted };
  expect(warningsOfClips({ plan, standings })).toMatchObject([
    { file: 'rain.scene', line: 1, message: 'The clip of one.a lasts 2.0 s instead of 4 s.' },
  ]);
});

test.each([
  ['as the service makes it', 5, 5 + frame, false],
  ['without the frame more', 5, 5, false],
  ['a few frames off', 5, 5.5, false],
  ['nearer to a second less', 5, 4.5, true],
  ['nearer to a second more', 5, 5.6, true],
  ['where the model decides', -1, 12, false],
])('%s', (_, asked, seconds, isWrong) => {
  const wrong = wrongLengthOf({ ...kept, seconds, intent: intentOf({ seconds: asked }) });
  expect(wrong !== undefined).toBe(isWrong);
});
